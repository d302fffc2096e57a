import { InputError } from '../../core/errors.ts';
import { latin1, rawUnicodeEscape, unquote } from './literals.ts';
import { Kind } from './values.ts';

/** Text of a STRING or UNICODE argument. */
export function lineText(opcode: number, line: Uint8Array): string {
  return opcode === 0x53 ? unquote(latin1(line)) : rawUnicodeEscape(latin1(line));
}

/** A little-endian two's complement integer of at most four bytes. */
export function smallLong(bytes: Uint8Array, i: number, length: number): number {
  let value = 0;
  for (let j = length - 1; j >= 0; j--) value = value * 256 + (bytes[i + j] ?? 0);
  return length > 0 && (bytes[i + length - 1] ?? 0) >= 0x80 ? value - 256 ** length : value;
}

/** STRING's argument must stand in matching quotes. */
export function isQuoted(bytes: Uint8Array, from: number, to: number): boolean {
  let end = to;
  while (end > from && (bytes[end - 1] === 0x20 || bytes[end - 1] === 0x0d || bytes[end - 1] === 0x09)) end--;
  const quote = bytes[from];
  return end - from >= 2 && (quote === 0x27 || quote === 0x22) && bytes[end - 1] === quote;
}

/** False for values that are certainly no str. */
export function mayBeText(kind: number): boolean {
  return kind === Kind.str || kind === Kind.unknown || kind >= Kind.result;
}

/** What INT, LONG or FLOAT pushes, from the (first 64) characters of its line. @throws InputError */
export function numberOf(opcode: number, text: string): readonly [kind: number, payload: number] {
  if (!isNumber(opcode, text)) throw new InputError('malformed', 'a number that is none');
  if (opcode === 0x46) return [Kind.float, 0];
  if (opcode === 0x49 && (text === '00' || text === '01')) return [Kind.bool, Number(text)];
  const value = Number(text.replace(/L?\s*$/, ''));
  return [Kind.int, Number.isSafeInteger(value) ? value : Number.NaN];
}

/** The argument of GET or PUT. @throws InputError */
export function memoIndex(text: string): number {
  if (!/^\+?[0-9]{1,15}$/.test(text)) throw new InputError('malformed', `memo index ${JSON.stringify(text)}`);
  return Number(text);
}

/** True where the (first 64) characters of INT's, LONG's or FLOAT's line can be of a number that Python reads. */
function isNumber(opcode: number, text: string): boolean {
  return opcode === 0x46
    ? /^\s*[+-]?(?:\.?\d[\d_]*\.?[\d_]*(?:[eE][+-]?\d*)?|inf(?:inity)?|nan)\s*$/i.test(text)
    : /^\s*[+-]?[0-9a-fA-FxXoObB_]+L?\s*$/.test(text);
}
