import type { Cell } from './grid.ts';
import { listed } from '../../../core/listed.ts';

/** What cells were held against, for people: `neutral questions and mirrors`; undefined where none was tested. */
export function heldAgainst(cells: readonly Cell[]): string | undefined {
  const names = cells.flatMap(({ p, against }) => (p === undefined ? [] : against.map(({ what }) => what)));
  // Of a mirror it is the others: for a reader of all cells they are mirrors.
  const distinct = new Set(names.map((what) => (what === 'other mirrors' ? 'mirrors' : what)));
  return distinct.size === 0 ? undefined : listed([...distinct]);
}
