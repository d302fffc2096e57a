import type { Named } from './structure.ts';
import { MOST_NAMES, MOST_TEXT } from './structure.ts';

/** Text as it is kept: decoded from its bytes (one character for each) where they are UTF-8, and cut. */
export function shown(text: string): string {
  const cut = text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT - 1)}…` : text;
  if (!/[\u0080-\u00ff]/.test(cut) || /[\u0100-\uffff]/.test(cut)) return cut;
  return Buffer.from(cut, 'latin1').toString('utf8');
}

/** Distinct names in order of first appearance, each with its count; past the cap only those known are counted on. */
export class NameTable {
  total = 0;
  private readonly table = new Map<string, { name: string; count: number; offset: number; line: number }>();

  add(name: string, offset: number, line: number): void {
    const key = shown(name);
    const known = this.table.get(key);
    if (known !== undefined) known.count++;
    else {
      this.total++;
      if (this.table.size < MOST_NAMES) this.table.set(key, { name: key, count: 1, offset, line });
    }
  }

  list(): Named[] {
    return [...this.table.values()];
  }
}
