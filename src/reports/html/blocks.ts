import { printable } from '../../core/printable.ts';
import type { Table } from '../../core/table.ts';
import type { Block } from '../blocks.ts';
import { escapeHtml } from './escape.ts';

const MOST = 4000;
const safe = (text: string): string => escapeHtml(printable(text, MOST));

/** Blocks as markup, for a reader without JavaScript. */
export const blocksAsHtml = (blocks: readonly Block[]): string => blocks.map(markup).join('');

function markup(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h2>${safe(block.text)}</h2>`;
    case 'text':
      return `<p>${safe(block.text)}</p>`;
    case 'labelled':
      return `<p><b>${safe(block.label)}:</b> ${safe(block.text)}</p>`;
    case 'items':
      return `<p><b>${safe(block.title)}</b></p><ul>${block.items.map((item) => `<li>${safe(item)}</li>`).join('')}</ul>`;
    case 'table':
      return table(block.table);
  }
}

/** In a region of its own, which is scrolled where there is no room for its columns. */
function table({ title, columns, rows, note }: Table): string {
  const head = columns.map((column) => `<th data-align="${column.align}">${safe(column.title)}</th>`).join('');
  const body = rows
    .map(
      (row) =>
        `<tr>${row.map((cell, at) => `<td data-align="${columns[at]?.align ?? 'left'}">${safe(cell)}</td>`).join('')}</tr>`,
    )
    .join('');
  const below = note === undefined ? '' : `<p>${safe(note)}</p>`;
  return `<figure class="study-table"><figcaption>${safe(title)}</figcaption><section aria-label="${safe(title)}" tabindex="0"><table><tr>${head}</tr>${body}</table></section>${below}</figure>`;
}
