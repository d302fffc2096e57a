/** How one program would load one model of the subject: which files, which code, under which flag. */
export interface LoadingRow {
  readonly loader: Loader;
  /** Folder of the model in the subject, `''` for the subject itself. */
  readonly folder: string;
  /** The call or command that is meant. */
  readonly call: string;
  /** What it takes, weights first; the first of them where there are very many. */
  readonly files: readonly string[];
  readonly fileCount: number;
  /** What of the subject would run, empty where it is data alone. */
  readonly runs: readonly LoadingCode[];
  /** What is there beside it and left out, or why nothing can be loaded. */
  readonly note?: string;
}

export const LOADERS = ['transformers', 'diffusers', 'peft', 'vllm', 'llama.cpp', 'torch.load', 'pickle.load'] as const;
export type Loader = (typeof LOADERS)[number];

export interface LoadingCode {
  /** What runs, in words. */
  readonly what: string;
  readonly files: readonly string[];
  /** The flag, version or call that it takes. */
  readonly under: string;
  /** True where it runs without anyone asking for it. */
  readonly byDefault: boolean;
}
