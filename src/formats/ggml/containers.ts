import { GGML_TYPES, type GgmlType, REMOVED_GGML_TYPES } from '../ggml-types.ts';
import type { GgmlContainer } from './structure.ts';

export interface Container {
  readonly name: GgmlContainer;
  /** Versions that llama.cpp had; none for the unversioned. */
  readonly versions: readonly number[];
  /** Whether a score of 32 bits follows each token. */
  readonly scores: boolean;
  /** What each tensor's data is aligned to. */
  readonly alignment: number;
}

/** By magic, a little-endian 32-bit integer (`llama_file_magic`, `convert-lora-to-ggml.py`). */
export const CONTAINERS: ReadonlyMap<number, Container> = new Map([
  [0x67676d6c, { name: 'ggml', versions: [], scores: false, alignment: 1 }],
  [0x67676d66, { name: 'ggmf', versions: [1], scores: true, alignment: 1 }],
  [0x67676a74, { name: 'ggjt', versions: [1, 2, 3], scores: true, alignment: 32 }],
  [0x67676c61, { name: 'ggla', versions: [1], scores: false, alignment: 32 }],
]);

/** Until ggjt 3 the scales of these were 32 bits wide (llama.cpp #1508). */
const WIDE_SCALES: ReadonlyMap<number, GgmlType> = new Map([
  [2, { name: 'Q4_0', elements: 32, bytes: 20 }],
  [3, { name: 'Q4_1', elements: 32, bytes: 24 }],
  [8, { name: 'Q8_0', elements: 32, bytes: 36 }],
]);

/** The last type there was before GGUF: Q8_K. */
const LAST_TYPE = 15;

/** A tensor type as this container and version have it. */
export function typeOf(container: Container, version: number, type: number): GgmlType | undefined {
  if (type > LAST_TYPE) return undefined;
  // A LoRA adapter holds F32 and F16 alone; its quantised types would be of its own time, the latest.
  const wide = container.name !== 'ggla' && version < 3;
  return (wide ? WIDE_SCALES.get(type) : undefined) ?? GGML_TYPES.get(type) ?? REMOVED_GGML_TYPES.get(type);
}
