import { escapeText } from '../../core/markdown-text.ts';
import type { Block } from '../blocks.ts';
import { tableText } from './table.ts';

const MOST = 4000;

export const blocksAsMarkdown = (blocks: readonly Block[]): string => `${blocks.map(textOf).join('\n\n')}\n`;

function textOf(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `## ${escapeText(block.text, MOST)}`;
    case 'text':
      return escapeText(block.text, MOST);
    case 'labelled':
      return `**${escapeText(block.label, 100)}:** ${escapeText(block.text, MOST)}`;
    case 'items':
      return [
        `**${escapeText(block.title, 200)}**`,
        '',
        ...block.items.map((item) => `- ${escapeText(item, MOST)}`),
      ].join('\n');
    case 'table':
      return tableText(block.table);
  }
}
