import { columns, cutInto } from './columns.ts';

/** Chinese and Japanese have no spaces, and may be broken anywhere. */
const isWide = (word: string): boolean => columns(word) > [...word].length;
/** Less of a line is not worth it. */
const LEAST_ROOM = 8;

/** Breaks text at spaces into lines of at most `width` columns; a longer word is cut where the line ends. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    let left = word;
    if (line !== '' && columns(line) + 1 + columns(left) > width) {
      const room = width - columns(line) - 1;
      if (isWide(left) && room >= LEAST_ROOM) {
        const [head = ''] = cutInto(left, room);
        line = `${line} ${head}`;
        left = left.slice(head.length);
      }
      lines.push(line);
      line = '';
    }
    const [rest = '', ...before] = cutInto(left, width).toReversed();
    lines.push(...before.toReversed());
    line = line === '' ? rest : `${line} ${rest}`;
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line];
}
