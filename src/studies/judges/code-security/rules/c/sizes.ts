import { word } from '../word.ts';

/** An array of a size that is written in the code. */
export interface Sized {
  readonly name: string;
  readonly element: string;
  /** As written. */
  readonly size: string;
  /** Elements, where that can be told. */
  readonly count: number | undefined;
}

const DECLARATION =
  /\b((?:unsigned |signed |const |struct |enum )*[A-Za-z_]\w*)\s+((?:\*?\s*\w+(?:\[[^\]\n;]*\])*(?:\s*=\s*[^,;{()]+)?\s*,\s*)*)\*?\s*(\w+)\[([^\]\n;]+)\]/g;
/** More arrays of one code are not looked at (CWE-400). */
const MOST = 200;

/** Arrays of a fixed size that the text declares: locals, members, globals. */
export function arraysOf(text: string, code: string): readonly Sized[] {
  const found: Sized[] = [];
  for (const [, element = '', before = '', name = '', size = ''] of text.matchAll(DECLARATION)) {
    if (/^(?:return|else|case|goto|sizeof|typedef)$/.test(element)) continue;
    found.push({ name, element, size, count: numberOf(size, code) });
    for (const [, one = '', its = ''] of before.matchAll(/(\w+)\[([^\]]+)\]/g))
      found.push({ name: one, element, size: its, count: numberOf(its, code) });
    if (found.length > MOST) break;
  }
  return found;
}

/** The one that an expression names: the function’s own, or a member or a global of the code. */
export function arrayNamed(expression: string, around: string, code: string): Sized | undefined {
  const name =
    expression
      .split(/->|\./)
      .at(-1)
      ?.replace(/^&|\[0\]$/g, '') ?? '';
  if (!/^\w+$/.test(name)) return undefined;
  const plain = name === expression.replace(/^&|\[0\]$/g, '');
  const own = plain ? arraysOf(around, code).find((one) => one.name === name) : undefined;
  if (own !== undefined) return own;
  // A parameter or a pointer of this name hides what is outside.
  if (plain && new RegExp(`\\*\\s*(?:const\\s+)?${word(name)}\\b`).test(around)) return undefined;
  return arraysOf(code, code).find((one) => one.name === name);
}

/** Bytes of an array of characters. */
export const bytesOf = (array: Sized | undefined): number | undefined =>
  array !== undefined && /(?:^|\s)(?:char|u?int8_t|BYTE|u_char|uchar|byte)$/.test(array.element)
    ? array.count
    : undefined;

/** What a constant expression of numbers and macros comes to. */
export function numberOf(expression: string, code: string, depth = 0): number | undefined {
  const text = expression.replace(/^\((.*)\)$/, '$1').trim();
  if (/^(?:0x[\da-f]+|\d+)[uUlL]*$/i.test(text)) return Number(text.replace(/[uUlL]+$/, ''));
  if (depth > 4 || text.length > 80) return undefined;
  const sum = /^(.+?)\s*([+*-])\s*([^+*-]+)$/.exec(text);
  if (sum !== null) {
    const [a, b] = [numberOf(sum[1] ?? '', code, depth + 1), numberOf(sum[3] ?? '', code, depth + 1)];
    if (a === undefined || b === undefined) return undefined;
    return sum[2] === '+' ? a + b : sum[2] === '-' ? a - b : a * b;
  }
  if (!/^[A-Za-z_]\w*$/.test(text)) return undefined;
  const name = word(text);
  const defined =
    new RegExp(`^[ \\t]*#\\s*define\\s+${name}\\s+([^\\n/]+)`, 'm').exec(code)?.[1] ??
    new RegExp(`\\b(?:enum\\b[^;]*?\\b|const\\s+\\w+\\s+|constexpr\\s+\\w+\\s+)${name}\\s*=\\s*([\\w]+)`).exec(
      code,
    )?.[1];
  return defined === undefined ? undefined : numberOf(defined, code, depth + 1);
}

/** Names that are pointers in the function: parameters and locals. */
export const isPointer = (name: string, around: string): boolean =>
  /^\w+$/.test(name) &&
  new RegExp(`[\\w)]\\s*\\*+\\s*(?:const\\s+|restrict\\s+)*${word(name)}\\s*[,;=)]`).test(around) &&
  !new RegExp(`\\b${word(name)}\\[\\w`).test(around.split('{')[0] ?? '');

/** A variable that is compared with something other than nought or null: who wrote that asked how much fits. */
export const asked = (name: string, text: string): boolean => {
  const one = `(?<![\\w.>])${word(name)}(?!\\w)`;
  const nought = '(?!\\s*(?:0|NULL|-1)\\b)';
  return new RegExp(
    `${one}(?:\\s*[-+]\\s*\\w+)*\\)?\\s*(?:[<>]=?|[!=]=)(?!=|<|>)${nought}|(?:[^-<>][<>]=?|[!=]=)\\s*\\(?(?:\\(\\w+\\)\\s*)?(?:\\d+\\s*\\+\\s*)?${one}|%\\s*\\w+\\s*;[^;]*${one}`,
  ).test(text);
};
