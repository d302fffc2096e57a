import type { Reading } from './reading.ts';

const CONTROL = /[\u202a-\u202e\u2066-\u2069]/g;
/** Spaces before code on a line that reach past any screen. */
const OFF_SCREEN = 120;

/** Controls that reorder how a line shows, left open at its end: the Trojan Source papers' CVE-2021-42574. */
export function bidirectional(reading: Reading): void {
  const { text } = reading;
  let done = -1;
  for (const { index } of text.matchAll(CONTROL)) {
    if (index < done) continue;
    const begin = text.lastIndexOf('\n', index) + 1;
    const newline = text.indexOf('\n', index);
    const end = newline < 0 ? text.length : newline;
    done = end;
    const line = text.slice(begin, end);
    let open = 0;
    for (const [mark] of line.matchAll(CONTROL)) open += mark === '\u202c' || mark === '\u2069' ? -1 : 1;
    const comment = line.indexOf('#');
    if (open !== 0 || (comment >= 0 && index - begin > comment))
      reading.signal('bidirectional', line.trim(), { start: index, line: lineAt(text, index) });
  }
}

function lineAt(text: string, index: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < index; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

/** Something that acts, pushed out of sight to the right. */
export function offScreen(reading: Reading): void {
  const { text } = reading;
  for (const { start, line } of reading.effects) {
    let at = start - 1;
    while (at >= 0 && text[at] !== '\n') {
      let spaces = 0;
      while (at >= 0 && (text[at] === ' ' || text[at] === '\t')) {
        spaces++;
        at--;
      }
      if (spaces >= OFF_SCREEN) reading.signal('off-screen', text.slice(start, start + 200), { start, line });
      if (spaces === 0) at--;
    }
  }
}
