import { cells, split } from './cells.ts';

/** Breaks text at spaces into lines of at most `width` cells; a longer word is cut where the line ends. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    let rest = word;
    if (line !== '' && cells(line) + 1 + cells(rest) > width) {
      lines.push(line);
      line = '';
    }
    while (cells(rest) > width) {
      const [head, tail] = split(rest, width);
      if (tail === '') break;
      lines.push(head);
      rest = tail;
    }
    line = line === '' ? rest : `${line} ${rest}`;
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line];
}
