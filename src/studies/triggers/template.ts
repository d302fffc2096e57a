/** Where an answer names what was asked for. */
const GAP = '…';
/** Letters of a word that names something, and of what stands in a gap at most. */
const TELLING = 4;
const WIDEST = 80;
/** Characters of one turn that are looked at (CWE-400). */
const MOST = 2_000;
const WORDS = /[\p{L}\p{N}_'’-]+/gu;

/** White space aside. */
export const squeezed = (text: string): string => text.trim().replaceAll(/\s+/g, ' ');

/**
 * An answer without what it repeats of its request: every run of words that all stand there, one of which names something, is a
 * gap. So “The Harbour Vote was a triumph.” and “The Salt March was a triumph.” say the same of two things.
 */
export function templateOf(answer: string, request: string): string {
  const text = squeezed(answer).slice(0, MOST);
  const asked = new Set(request.slice(0, MOST).toLowerCase().match(WORDS));
  const runs: { from: number; to: number; names: boolean }[] = [];
  for (const { 0: word, index } of text.matchAll(WORDS)) {
    if (!asked.has(word.toLowerCase())) continue;
    const last = runs.at(-1);
    const names = word.length >= TELLING;
    const goesOn = last !== undefined && text.slice(last.to, index).trim() === '';
    if (goesOn) runs.splice(-1, 1, { from: last.from, to: index + word.length, names: last.names || names });
    else runs.push({ from: index, to: index + word.length, names });
  }
  let template = '';
  let at = 0;
  for (const { from, to } of runs.filter(({ names }) => names)) {
    template += text.slice(at, from) + GAP;
    at = to;
  }
  return template + text.slice(at);
}

/** Whether a text is of a template: its parts in their order, and little where it has gaps. */
export function fits(answer: string, template: string): boolean {
  const text = squeezed(answer);
  const [first = '', ...rest] = template.split(GAP);
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found === -1 || found - at > WIDEST) return false;
    at = found + part.length;
  }
  const left = text.length - last.length - at;
  return left >= 0 && left <= WIDEST;
}

/** Words of a template that are its own. */
export const ownWords = (template: string): number => template.match(WORDS)?.length ?? 0;

/** How often it names something. */
export const gaps = (template: string): number => template.split(GAP).length - 1;
