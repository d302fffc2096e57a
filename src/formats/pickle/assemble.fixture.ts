/** A pickle assembler for tests: opcodes by hand, without Python. */

const text = new TextEncoder();
const little = (value: number, width: number): number[] =>
  Array.from({ length: width }, (_, i) => Number((BigInt(Math.trunc(value)) >> BigInt(8 * i)) & 0xffn));

export type Chunk = readonly number[] | Uint8Array | string;

/** Joins chunks; a string stands for its UTF-8 bytes. */
export function bytesOf(...chunks: readonly Chunk[]): Uint8Array {
  return new Uint8Array(
    Buffer.concat(chunks.map((chunk) => (typeof chunk === 'string' ? text.encode(chunk) : Uint8Array.from(chunk)))),
  );
}

export const op = {
  proto: (version: number) => [0x80, version],
  frame: (length: number) => [0x95, ...little(length, 8)],
  global: (module: string, name: string) => bytesOf('c', module, '\n', name, '\n'),
  inst: (module: string, name: string) => bytesOf('i', module, '\n', name, '\n'),
  stackGlobal: (module: string, name: string) => bytesOf(op.str(module), op.str(name), [0x93]),
  str: (value: string) => {
    const content = text.encode(value);
    return content.length < 256
      ? bytesOf([0x8c, content.length], content)
      : bytesOf([0x58, ...little(content.length, 4)], content);
  },
  string: (value: string) => bytesOf(`S'${value}'\n`),
  unicode: (value: string) => bytesOf(`V${value}\n`),
  bytes: (value: Uint8Array) => bytesOf([0x42, ...little(value.length, 4)], value),
  int: (value: number) => [0x4a, ...little(value, 4)],
  none: [0x4e],
  mark: [0x28],
  emptyTuple: [0x29],
  tuple: [0x74],
  tuple1: [0x85],
  tuple2: [0x86],
  tuple3: [0x87],
  emptyList: [0x5d],
  emptyDict: [0x7d],
  append: [0x61],
  setitem: [0x73],
  setitems: [0x75],
  reduce: [0x52],
  build: [0x62],
  obj: [0x6f],
  newobj: [0x81],
  newobjEx: [0x92],
  ext1: (code: number) => [0x82, code],
  ext2: (code: number) => [0x83, ...little(code, 2)],
  ext4: (code: number) => [0x84, ...little(code, 4)],
  persid: (id: string) => bytesOf('P', id, '\n'),
  binpersid: [0x51],
  memoize: [0x94],
  binput: (index: number) => [0x71, index],
  binget: (index: number) => [0x68, index],
  longBinput: (index: number) => [0x72, ...little(index, 4)],
  longBinget: (index: number) => [0x6a, ...little(index, 4)],
  put: (index: number | string) => bytesOf(`p${index}\n`),
  get: (index: number | string) => bytesOf(`g${index}\n`),
  dup: [0x32],
  pop: [0x30],
  popMark: [0x31],
  stop: [0x2e],
} as const;

/** `module.name(argument)` by REDUCE with one string, at protocol 2. */
export function callPickle(module: string, name: string, ...args: readonly string[]): Uint8Array {
  return bytesOf(op.proto(2), call(module, name, ...args), op.stop);
}

export function call(module: string, name: string, ...args: readonly string[]): Uint8Array {
  return bytesOf(op.global(module, name), op.mark, ...args.map((value) => op.str(value)), op.tuple, op.reduce);
}
