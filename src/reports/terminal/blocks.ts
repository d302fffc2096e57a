import { printable } from '../../core/printable.ts';
import type { Block } from '../blocks.ts';
import { painter } from './paint.ts';
import { table } from './table.ts';
import { wrap } from './wrap.ts';

const LABEL = 9;
const MOST = 4000;

/** Blocks as lines of at most `width` columns. */
export function blocksAsText(blocks: readonly Block[], width: number, color: boolean): string {
  const { bold } = painter(color);
  const lines = blocks.flatMap((block) => linesOf(block, width, bold));
  return `${lines
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

const safe = (text: string): string => printable(text, MOST);

function linesOf(block: Block, width: number, bold: (text: string) => string): string[] {
  switch (block.kind) {
    case 'heading':
      return ['', ...wrap(safe(block.text), width).map(bold)];
    case 'text':
      return wrap(safe(block.text), width);
    case 'labelled':
      return hanging(block.label.padEnd(LABEL), safe(block.text), width);
    case 'items':
      return [
        '',
        ...wrap(safe(block.title), width),
        ...block.items.flatMap((item) => hanging('- ', safe(item), width)),
      ];
    case 'table': {
      const { title, columns, rows, note } = block.table;
      const cells = rows.map((row) => row.map(safe));
      const said = note === undefined ? [] : wrap(safe(note), width);
      return ['', ...wrap(safe(title), width), ...table(columns, cells, width), ...said];
    }
  }
}

/** A label, and its text beside it; further lines stand under the text. */
function hanging(label: string, text: string, width: number): string[] {
  const room = Math.max(12, width - label.length);
  return wrap(text, room).map((line, at) => `${at === 0 ? label : ' '.repeat(label.length)}${line}`);
}
