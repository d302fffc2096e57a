/** A writer for tests, able to lie about every field. */
export interface TensorToWrite {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Bytes of data; the offsets follow from it unless given. */
  readonly bytes: number;
  readonly offsets?: readonly [number, number];
}

export interface FileToWrite {
  readonly tensors: readonly TensorToWrite[];
  readonly metadata?: Readonly<Record<string, string>>;
  /** In place of the JSON made from the tensors. */
  readonly header?: string;
  /** In place of the header's real length. */
  readonly headerLength?: bigint;
  /** After the JSON, within the header. Spaces to a multiple of eight where absent. */
  readonly padding?: string;
  readonly trailing?: Uint8Array;
}

export function writeSafetensors(file: FileToWrite): Uint8Array {
  const json = file.header ?? headerJson(file);
  const encoded = new TextEncoder().encode(json);
  const padding = new TextEncoder().encode(file.padding ?? ' '.repeat((8 - (encoded.length % 8)) % 8));
  const dataBytes = file.tensors.reduce((sum, tensor) => sum + tensor.bytes, 0);
  const trailing = file.trailing ?? new Uint8Array();
  const out = new Uint8Array(8 + encoded.length + padding.length + dataBytes + trailing.length);
  const length = file.headerLength ?? BigInt(encoded.length + padding.length);
  new DataView(out.buffer).setBigUint64(0, BigInt.asUintN(64, length), true);
  out.set(encoded, 8);
  out.set(padding, 8 + encoded.length);
  const dataStart = 8 + encoded.length + padding.length;
  out.fill(0x11, dataStart, dataStart + dataBytes);
  out.set(trailing, dataStart + dataBytes);
  return out;
}

function headerJson(file: FileToWrite): string {
  let at = 0;
  const entries = file.tensors.map(({ name, dtype, shape, bytes, offsets }): [string, object] => {
    const begin = at;
    at += bytes;
    return [name, { dtype, shape, data_offsets: offsets ?? [begin, at] }];
  });
  const metadata: [string, object][] = file.metadata === undefined ? [] : [['__metadata__', file.metadata]];
  // By hand: an object would lose duplicates and move numeric names to the front.
  const text = [...metadata, ...entries].map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`);
  return `{${text.join(',')}}`;
}
