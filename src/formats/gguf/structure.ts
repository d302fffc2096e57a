import type { Structure } from '../format.ts';
import type { TensorTable } from '../tensor-table.ts';

/** The header of a GGUF file; its tensors are in the order of the header, dimensions innermost first. */
export interface GgufStructure extends Structure {
  readonly format: 'gguf';
  /** 1, 2 or 3; 0 where the file ends before it. */
  readonly version: number;
  readonly endianness: 'little' | 'big';
  readonly metadata: readonly GgufEntry[];
  /** As claimed; more than `metadata` holds where a limit or the end of the file came first. */
  readonly metadataCount: number;
  /** As claimed. */
  readonly tensorCount: number;
  readonly tensors: TensorTable;
  /** Elements of all tensors of a known type and shape. */
  readonly parameterCount: number;
  /** `general.alignment`, or 32. */
  readonly alignment: number;
  /** Where tensor data begins; 0 where the header could not be read to its end. */
  readonly dataStart: number;
}

export interface GgufEntry {
  /** Raw text, cut to {@link KEY_TEXT} bytes: make it printable before showing. */
  readonly key: string;
  readonly type: GgufTypeName;
  /** Absent where the file ends or breaks within it. */
  readonly value?: GgufValue;
  /** Where the key's length stands in the file. */
  readonly offset: number;
}

export type GgufValue = GgufScalar | GgufArray;
export type GgufScalar =
  | { readonly kind: 'number'; readonly value: number | bigint }
  | { readonly kind: 'bool'; readonly value: boolean }
  | GgufString;

export interface GgufString {
  readonly kind: 'string';
  /** Raw text of the first bytes: make it printable before showing. */
  readonly text: string;
  /** Bytes of the whole string. */
  readonly length: number;
  /** Where its bytes begin in the file. */
  readonly offset: number;
}

export interface GgufArray {
  readonly kind: 'array';
  readonly elementType: GgufTypeName;
  readonly length: number;
  /** The first {@link ARRAY_FIRST}; none of an array of arrays. */
  readonly first: readonly GgufScalar[];
}

/** `enum gguf_metadata_value_type`, by number (docs/gguf.md). */
export const GGUF_TYPE_NAMES = [
  'u8',
  'i8',
  'u16',
  'i16',
  'u32',
  'i32',
  'f32',
  'bool',
  'string',
  'array',
  'u64',
  'i64',
  'f64',
] as const;
export type GgufTypeName = (typeof GGUF_TYPE_NAMES)[number];

/** Bytes of one value; strings and arrays vary. */
export const GGUF_TYPE_BYTES: Readonly<Record<GgufTypeName, number>> = {
  u8: 1,
  i8: 1,
  u16: 2,
  i16: 2,
  u32: 4,
  i32: 4,
  f32: 4,
  bool: 1,
  string: 0,
  array: 0,
  u64: 8,
  i64: 8,
  f64: 8,
};

/** Bytes kept of one key; real ones have under a hundred. */
export const KEY_TEXT = 256;
/** Bytes a key may have (docs/gguf.md: "at most 2^16-1 bytes long"). */
export const KEY_MOST = 65_535;
/** Bytes kept of one string value. The whole of a chat template is emitted as a part. */
export const VALUE_TEXT = 65_536;
/** Elements kept of one array. */
export const ARRAY_FIRST = 8;
/** Bytes kept of one string in an array. */
export const ELEMENT_TEXT = 256;
/** Arrays inside arrays; the specification sets no bound, llama.cpp reads none (CWE-674). */
export const ARRAY_DEPTH = 8;
/** `GGML_MAX_DIMS`: llama.cpp refuses more. */
export const DIMENSIONS = 4;
/** The most that honest files have: diffusion models keep five. */
export const DIMENSIONS_SEEN = 5;
/** Dimensions that we read of one tensor before giving the file up. */
export const DIMENSIONS_READ = 64;
/** `GGML_MAX_NAME`, with its closing zero: llama.cpp refuses longer names. */
export const NAME_MOST = 63;
/** Bytes kept of one tensor name. */
export const NAME_TEXT = 128;
/** Larger alignments leave room between tensors that nothing reads. */
export const ALIGNMENT_MOST = 4_096;
export const ALIGNMENT_DEFAULT = 32;
