import { bin, f32, pad, type Part, u32, u64 } from './bytes.ts';

export interface SafetensorsOptions {
  readonly headerLength?: number | bigint;
  readonly padding?: string;
  readonly trailing?: Uint8Array;
}

/** A safetensors file whose header is exactly `json`, followed by `data`. */
export function safetensorsRaw(json: string, data: Uint8Array, options: SafetensorsOptions = {}): Uint8Array {
  const text = bin(json, options.padding ?? ' '.repeat((8 - (bin(json).length % 8)) % 8));
  return bin(u64(options.headerLength ?? text.length), text, data, options.trailing ?? '');
}

export interface Slot {
  readonly name: string;
  readonly dtype?: string;
  readonly shape: readonly number[];
  readonly at?: readonly [number, number];
}

export function safetensors(
  slots: readonly Slot[],
  data: Uint8Array,
  metadata?: Readonly<Record<string, string>>,
  options: SafetensorsOptions = {},
): Uint8Array {
  const header: Record<string, unknown> = metadata === undefined ? {} : { __metadata__: metadata };
  let at = 0;
  for (const slot of slots) {
    const size = slot.shape.reduce((a, b) => a * b, 1) * 4;
    header[slot.name] = { dtype: slot.dtype ?? 'F32', shape: slot.shape, data_offsets: slot.at ?? [at, at + size] };
    at = slot.at?.[1] ?? at + size;
  }
  return safetensorsRaw(JSON.stringify(header), data, options);
}

export const four = f32(0.5, -0.25, 0.125, 2);
export const eight = bin(four, f32(1, 2, 3, 4));

export type Kv = readonly [key: string, type: number, value: Part];
export const gstr = (text: string): Uint8Array => bin(u64(bin(text).length), text);
export const kvStr = (key: string, text: string): Kv => [key, 8, gstr(text)];
export const kvU32 = (key: string, value: number): Kv => [key, 4, u32(value)];
export const kvArr = (key: string, type: number, count: number | bigint, items: Part): Kv => [
  key,
  9,
  [u32(type), u64(count), items],
];

export interface GgufTensor {
  readonly name: string;
  readonly dims?: readonly (number | bigint)[];
  readonly dimCount?: number;
  readonly type?: number;
  readonly offset?: number | bigint;
}

export interface GgufOptions {
  readonly version?: number;
  readonly tensorCount?: number | bigint;
  readonly kvCount?: number | bigint;
  readonly alignment?: number;
  readonly padding?: Uint8Array;
  readonly data?: Uint8Array;
  readonly trailing?: Uint8Array;
}

export const baseKv: readonly Kv[] = [
  kvStr('general.architecture', 'llama'),
  kvStr('general.name', 'tiny'),
  kvU32('llama.block_count', 1),
  kvU32('llama.context_length', 32),
  kvU32('llama.embedding_length', 4),
];

/** GGUF of version 1 (32-bit counts), 2 or 3. */
export function gguf(kvs: readonly Kv[], tensors: readonly GgufTensor[], options: GgufOptions = {}): Uint8Array {
  const version = options.version ?? 3;
  const wide = (value: number | bigint): Uint8Array => (version === 1 ? u32(value) : u64(value));
  const text = (value: string): Part => [wide(bin(value).length), value];
  let next = 0;
  const infos = tensors.map((tensor) => {
    const dims = tensor.dims ?? [4, 2];
    const info = [text(tensor.name), u32(tensor.dimCount ?? dims.length), dims.map(wide), u32(tensor.type ?? 0)];
    const at = tensor.offset ?? next;
    next += 32;
    return [info, u64(at)];
  });
  const head = bin(
    ['GGUF', u32(version), wide(options.tensorCount ?? tensors.length), wide(options.kvCount ?? kvs.length)],
    kvs.map(([key, type, value]) => [
      text(key),
      u32(type),
      version === 1 && value instanceof Uint8Array ? v1(value) : value,
    ]),
    infos,
  );
  return bin(
    head,
    options.padding ?? pad(head.length, options.alignment ?? 32),
    options.data ?? bin(tensors.map(() => eight)),
    options.trailing ?? '',
  );
}

/** Version 1 strings carry 32-bit lengths. */
function v1(value: Uint8Array): Uint8Array {
  return value.length >= 8 && value[4] === 0 && value[5] === 0 ? bin(value.subarray(0, 4), value.subarray(8)) : value;
}

export interface GgmlOptions {
  readonly magic?: string;
  readonly version?: number;
  readonly hparams?: readonly number[];
  readonly vocab?: readonly string[];
  readonly tensors?: Part;
}

/** A llama model of the time before GGUF: `lmgg` (no version), `fmgg` (1) or `tjgg` (1-3) on disk. */
export function ggml(options: GgmlOptions = {}): Uint8Array {
  const magic = options.magic ?? 'tjgg';
  const vocab = options.vocab ?? ['<unk>', 'a', 'b'];
  const hparams = options.hparams ?? [vocab.length, 4, 32, 1, 1, 4, 0];
  const scored = magic !== 'lmgg';
  return bin(
    magic,
    scored ? u32(options.version ?? (magic === 'fmgg' ? 1 : 3)) : '',
    hparams.map((value) => u32(value)),
    vocab.map((token) => [u32(bin(token).length), token, scored ? f32(0) : '']),
    options.tensors ?? ggmlTensor('tok_embeddings.weight', [4, 2], eight),
  );
}

export function ggmlTensor(
  name: string,
  dims: readonly number[],
  data: Uint8Array,
  claims: readonly number[] = [],
): Part {
  const [dimCount = dims.length, nameLength = bin(name).length, type = 0] = claims;
  return [u32(dimCount), u32(nameLength), u32(type), dims.map((d) => u32(d)), name, data];
}
