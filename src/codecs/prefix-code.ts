import { InputError } from '../core/errors.ts';

/** A prefix code as a table over its longest code's bits: symbol << 4 | length of its code; 0 where no code begins so. */
export interface Code {
  readonly table: Uint16Array;
  readonly bits: number;
}

/** A canonical code from the lengths of its codes (RFC 1951, 3.2.2). Over- and undersubscribed ones are refused, as by zlib. */
export function buildCode(lengths: Uint8Array, mayBeSingle: boolean): Code {
  const counts = new Uint16Array(16);
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
  const bits = Math.max(1, ...lengths);
  const next = new Uint16Array(17);
  let code = 0;
  let left = 1;
  for (let length = 1; length <= 15; length++) {
    next[length] = code;
    code = (code + (counts[length] ?? 0)) << 1;
    left = left * 2 - (counts[length] ?? 0);
    if (left < 0) throw new InputError('malformed', 'DEFLATE codes that overlap');
  }
  const single = mayBeSingle && bits === 1;
  if (left > 0 && !single) throw new InputError('malformed', 'DEFLATE codes that leave gaps');
  const table = new Uint16Array(1 << bits);
  for (const [symbol, length] of lengths.entries()) {
    if (length === 0) continue;
    const first = reversed(next[length] ?? 0, length);
    next[length] = (next[length] ?? 0) + 1;
    for (let i = first; i < table.length; i += 1 << length) table[i] = (symbol << 4) | length;
  }
  return { table, bits };
}

function reversed(code: number, length: number): number {
  let out = 0;
  for (let i = 0; i < length; i++) out |= ((code >> i) & 1) << (length - 1 - i);
  return out;
}
