import type { Structure } from '../format.ts';
import type { TensorTable } from '../tensor-table.ts';

export type GgmlContainer = 'ggml' | 'ggmf' | 'ggjt' | 'ggla';

/** A model or LoRA adapter of llama.cpp before GGUF (2023); tensors are in the order of the file, dimensions innermost first. */
export interface GgmlStructure extends Structure {
  readonly format: 'ggml';
  readonly flavour: GgmlContainer;
  /** 0 of the unversioned `ggml`. */
  readonly version: number;
  /** Of a model. */
  readonly hyperparameters?: Hyperparameters;
  /** Of a LoRA adapter (`ggla`). */
  readonly lora?: { readonly rank: number; readonly alpha: number };
  /** Tokens read. */
  readonly vocabularyCount: number;
  /** The first {@link TOKENS_KEPT}, raw text. */
  readonly tokens: readonly string[];
  readonly tensors: TensorTable;
  readonly parameterCount: number;
}

/** `llama_hparams`, in the order of the file; 32 bits each. */
export interface Hyperparameters {
  readonly vocabulary: number;
  readonly embedding: number;
  readonly multiple: number;
  readonly heads: number;
  readonly layers: number;
  readonly rotary: number;
  /** `llama_ftype`: how most tensors are stored. */
  readonly fileType: number;
}

export const TOKENS_KEPT = 8;
/** Bytes of one token or tensor name; longer ones are taken as another layout. */
export const NAME_MOST = 4_096;
/** `GGML_MAX_DIMS`. */
export const DIMENSIONS = 4;
