import { elementCount, GGML_TYPES } from '../ggml-types.ts';
import { GGUF_TYPE_NAMES, type GgufTypeName } from './structure.ts';

/** A writer for tests, able to lie about every field. */
export interface ValueToWrite {
  readonly type: GgufTypeName;
  /** Of an array: its elements, all of `elementType`. */
  readonly value: number | bigint | string | Uint8Array | readonly ValueToWrite[];
  readonly elementType?: GgufTypeName;
  /** In place of the real length of a string or an array. */
  readonly length?: bigint;
}

export interface TensorToWrite {
  readonly name: string;
  readonly dims: readonly (number | bigint)[];
  readonly type: number;
  /** In place of the next aligned offset. */
  readonly offset?: bigint;
  /** In place of the size that follows from dims and type. */
  readonly bytes?: number;
}

export interface FileToWrite {
  readonly version?: number;
  readonly bigEndian?: boolean;
  readonly metadata?: readonly (readonly [string, ValueToWrite])[];
  readonly tensors?: readonly TensorToWrite[];
  readonly alignment?: number;
  readonly metadataCount?: bigint;
  readonly tensorCount?: bigint;
  readonly padding?: number;
  readonly trailing?: Uint8Array;
}

class Writer {
  readonly #out: number[] = [];
  readonly #little: boolean;
  readonly wide: boolean;

  constructor(little: boolean, wide: boolean) {
    this.#little = little;
    this.wide = wide;
  }

  get length(): number {
    return this.#out.length;
  }

  bytes(bytes: Iterable<number>): void {
    for (const byte of bytes) this.#out.push(byte);
  }

  /** An integer of `size` bytes, two's complement. */
  integer(value: number | bigint, size: number): void {
    const wrapped = BigInt.asUintN(size * 8, BigInt(value));
    for (let i = 0; i < size; i++) {
      const shift = BigInt(8 * (this.#little ? i : size - 1 - i));
      this.#out.push(Number((wrapped >> shift) & 0xffn));
    }
  }

  count(value: number | bigint): void {
    this.integer(value, this.wide ? 8 : 4);
  }

  float(value: number, size: 4 | 8): void {
    const view = new DataView(new ArrayBuffer(size));
    if (size === 4) view.setFloat32(0, value, this.#little);
    else view.setFloat64(0, value, this.#little);
    this.bytes(new Uint8Array(view.buffer));
  }

  text(text: string | Uint8Array, length?: bigint): void {
    const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
    this.count(length ?? bytes.length);
    this.bytes(bytes);
  }

  pad(alignment: number, byte = 0): void {
    while (this.#out.length % alignment !== 0) this.#out.push(byte);
  }

  done(): Uint8Array {
    return Uint8Array.from(this.#out);
  }
}

export function writeGguf(file: FileToWrite): Uint8Array {
  const version = file.version ?? 3;
  const alignment = file.alignment ?? 32;
  const out = new Writer(file.bigEndian !== true, version > 1);
  const tensors = file.tensors ?? [];
  const metadata = file.metadata ?? [];
  out.bytes(new TextEncoder().encode('GGUF'));
  out.integer(version, 4);
  out.count(file.tensorCount ?? tensors.length);
  out.count(file.metadataCount ?? metadata.length);
  for (const [key, value] of metadata) {
    out.text(key);
    out.integer(GGUF_TYPE_NAMES.indexOf(value.type), 4);
    writeValue(out, value);
  }
  let at = 0;
  for (const tensor of tensors) {
    out.text(tensor.name);
    out.integer(tensor.dims.length, 4);
    for (const dim of tensor.dims) out.count(dim);
    out.integer(tensor.type, 4);
    out.integer(tensor.offset ?? at, 8);
    at += Math.ceil(sizeOf(tensor) / alignment) * alignment;
  }
  if (tensors.length > 0) out.pad(alignment, file.padding ?? 0);
  for (const tensor of tensors) {
    out.bytes(new Uint8Array(sizeOf(tensor)).fill(0x11));
    out.pad(alignment);
  }
  out.bytes(file.trailing ?? []);
  return out.done();
}

function sizeOf({ bytes, dims, type }: TensorToWrite): number {
  const known = GGML_TYPES.get(type);
  return bytes ?? (known === undefined ? 0 : (elementCount(dims.map(Number)) / known.elements) * known.bytes);
}

function writeValue(out: Writer, { type, value, elementType, length }: ValueToWrite): void {
  if (typeof value === 'string' || value instanceof Uint8Array) out.text(value, length);
  else if (typeof value === 'object') {
    out.integer(GGUF_TYPE_NAMES.indexOf(elementType ?? 'u8'), 4);
    out.count(length ?? value.length);
    for (const element of value) writeValue(out, element);
  } else if (type === 'f32') out.float(Number(value), 4);
  else if (type === 'f64') out.float(Number(value), 8);
  else out.integer(value, { u8: 1, i8: 1, bool: 1, u16: 2, i16: 2, u32: 4, i32: 4 }[type as 'u8'] ?? 8);
}
