import { bin, latin1, le, type Part, u32, u64 } from './bytes.ts';

/** A value that writes its own opcodes, knowing the protocol of the stream. */
export interface Raw {
  readonly enc: (proto: number) => Part;
}
export type Val = string | number | bigint | boolean | null | Uint8Array | Raw | readonly Val[];

export const STOP = '.';
export const MARK = '(';
export const POP = '0';
export const POP_MARK = '1';
export const DUP = '2';
export const REDUCE = 'R';
export const BUILD = 'b';
export const APPEND = 'a';
export const APPENDS = 'e';
export const SETITEM = 's';
export const SETITEMS = 'u';
export const EMPTY_DICT = '}';
export const EMPTY_LIST = ']';
export const EMPTY_TUPLE = ')';
export const TUPLE1 = 0x85;
export const TUPLE2 = 0x86;
export const TUPLE3 = 0x87;
export const NEWOBJ = 0x81;
export const NEWOBJ_EX = 0x92;
export const STACK_GLOBAL = 0x93;
export const MEMOIZE = 0x94;
export const ADDITEMS = 0x90;
export const EMPTY_SET = 0x8f;
export const FROZENSET = 0x91;
export const BINPERSID = 'Q';

export const raw = (...parts: readonly Part[]): Raw => ({ enc: () => parts });
export const proto = (n: number): Part => [0x80, n];
export const frame = (length: number | bigint): Part => [0x95, u64(length)];
export const put = (index: number): Part => (index < 256 ? ['q', index] : ['r', u32(index)]);
export const get = (index: number): Part => (index < 256 ? ['h', index] : ['j', u32(index)]);

/** Text lines, as protocol 0 writes them. */
export const line = (code: string, text: string): Part => `${code}${text}\n`;
export const global = (module: string, name: string): Raw => raw(`c${module}\n${name}\n`);
export const inst = (module: string, name: string, ...args: readonly Val[]): Raw => ({
  enc: (p) => [MARK, args.map((a) => enc(a, p)), `i${module}\n${name}\n`],
});

export function str(text: string, p = 4): Part {
  const bytes = bin(text);
  if (p === 0) return `V${text.replaceAll('\\', '\\u005c').replaceAll('\n', '\\u000a')}\n`;
  if (p >= 4 && bytes.length < 256) return [0x8c, bytes.length, bytes];
  return ['X', u32(bytes.length), bytes];
}

export const stackGlobal = (module: string, name: string): Raw => raw(str(module), str(name), STACK_GLOBAL);

/** The global the way the protocol writes it. */
export const ref = (module: string, name: string): Raw => ({
  enc: (p) => (p >= 4 ? stackGlobal(module, name).enc(p) : global(module, name).enc(p)),
});

export function int(value: number | bigint, p = 4): Part {
  const n = BigInt(value);
  if (p === 0) return n >= -(2n ** 31n) && n < 2n ** 31n ? `I${n}\n` : `L${n}L\n`;
  if (n >= 0n && n < 256n) return ['K', Number(n)];
  if (n >= 0n && n < 65536n) return ['M', le(n, 2)];
  if (n >= -(2n ** 31n) && n < 2n ** 31n) return ['J', le(n, 4)];
  let width = 1;
  while (!(n >= -(2n ** BigInt(width * 8 - 1)) && n < 2n ** BigInt(width * 8 - 1))) width += 1;
  return [0x8a, width, le(n, width)];
}

function bytesOf(value: Uint8Array, p: number): Part {
  if (p >= 3) return value.length < 256 ? ['C', value.length, value] : ['B', u32(value.length), value];
  const text = Array.from(value, (c) => String.fromCharCode(c)).join('');
  return enc(call(global('_codecs', 'encode'), text, 'latin1'), p);
}

export function enc(value: Val, p: number): Part {
  if (value === null) return 'N';
  if (typeof value === 'string') return str(value, p);
  if (typeof value === 'number' || typeof value === 'bigint') return int(value, p);
  if (typeof value === 'boolean') return p < 2 ? `I0${value ? 1 : 0}\n` : value ? 0x88 : 0x89;
  if (value instanceof Uint8Array) return bytesOf(value, p);
  if ('enc' in value) return value.enc(p);
  const items = value.map((item) => enc(item, p));
  if (p === 0) return [MARK, 'l', items.map((item) => [item, APPEND])];
  return items.length === 0 ? EMPTY_LIST : [EMPTY_LIST, MARK, items, APPENDS];
}

export const tup = (...items: readonly Val[]): Raw => ({
  enc: (p) => {
    const parts = items.map((item) => enc(item, p));
    if (p >= 2 && parts.length >= 1 && parts.length <= 3) return [parts, 0x84 + parts.length];
    if (p >= 1 && parts.length === 0) return EMPTY_TUPLE;
    return [MARK, parts, 't'];
  },
});

export const dict = (...pairs: ReadonlyArray<readonly [Val, Val]>): Raw => ({
  enc: (p) => {
    const parts = pairs.map(([k, v]) => [enc(k, p), enc(v, p)]);
    if (p === 0) return [MARK, 'd', parts.map((pair) => [pair, SETITEM])];
    return parts.length === 0 ? EMPTY_DICT : [EMPTY_DICT, MARK, parts, SETITEMS];
  },
});

/** REDUCE: `callee(*args)`. */
export const call = (callee: Val, ...args: readonly Val[]): Raw => ({
  enc: (p) => [enc(callee, p), enc(tup(...args), p), REDUCE],
});
/** NEWOBJ: `cls.__new__(cls, *args)`. */
export const newobj = (cls: Val, ...args: readonly Val[]): Raw => ({
  enc: (p) => [enc(cls, p), enc(tup(...args), p), NEWOBJ],
});
/** OBJ: the callable and its arguments lie above one MARK. */
export const obj = (callee: Val, ...args: readonly Val[]): Raw => ({
  enc: (p) => [MARK, enc(callee, p), args.map((a) => enc(a, p)), 'o'],
});
/** BUILD with a state. */
export const build = (value: Val, state: Val): Raw => ({ enc: (p) => [enc(value, p), enc(state, p), BUILD] });
/** One value after another, all but the last thrown away. */
export const seq = (...values: readonly Val[]): Raw => ({
  enc: (p) => values.map((v, i) => (i === values.length - 1 ? enc(v, p) : [enc(v, p), POP])),
});
export const persid = (id: Val): Raw => ({ enc: (p) => [enc(id, p), BINPERSID] });
export const float = (value: number): Raw => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value, false);
  return { enc: (p) => (p === 0 ? `F${value}\n` : ['G', new Uint8Array(view.buffer)]) };
};
export const bytestr = (text: string): Raw => raw('U', latin1(text).length, latin1(text));

/** A whole pickle. */
export function pk(value: Val, p = 4, framed = false): Uint8Array {
  const body = bin(enc(value, p), STOP);
  return bin(p >= 2 ? proto(p) : '', framed ? frame(body.length) : '', body);
}

/** A pickle from pieces, with PROTO in front when `p` is 2 or more. */
export const stream = (p: number, ...parts: readonly Part[]): Uint8Array => bin(p >= 2 ? proto(p) : '', parts);
