import type { Structure } from '../format.ts';
import type { TensorTable } from '../tensor-table.ts';

/** The header of a safetensors file; its tensors are in the order of the header, dimensions outermost first. */
export interface SafetensorsStructure extends Structure {
  readonly format: 'safetensors';
  /** Bytes of the JSON header, as claimed by the first eight bytes. */
  readonly headerLength: number;
  /** Where the data begins: 8 + headerLength. */
  readonly dataStart: number;
  /** Bytes from there to the end of the file. */
  readonly dataBytes: number;
  /** Elements of all tensors whose shape, type and offsets agree. */
  readonly parameterCount: number;
  /** Tensors in the header; more than in the table where the limit was passed. */
  readonly tensorCount: number;
  readonly tensors: TensorTable;
  /** `__metadata__`, bounded, raw text: make it printable before showing. */
  readonly metadata: readonly MetadataEntry[];
  /** Entries of `__metadata__`; more than kept where there are very many. */
  readonly metadataCount: number;
}

export interface MetadataEntry {
  readonly key: string;
  readonly value: string;
  /** True where key or value was longer than what is kept. */
  readonly cut: boolean;
}

/** Entries of `__metadata__` kept; real files have under twenty (CWE-770). */
export const METADATA_ENTRIES = 1_000;
/** Bytes kept of one metadata value: training tools put whole configurations there. */
export const METADATA_TEXT = 65_536;
/** Characters kept of all metadata values together. */
export const METADATA_TEXT_ALL = 8_388_608;
/** Bytes kept of one tensor name. */
export const NAME_TEXT = 512;
/** Dimensions kept of one tensor; PyTorch and NumPy have at most 64. */
export const DIMENSIONS = 64;
