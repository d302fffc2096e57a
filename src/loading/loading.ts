import type { LoadingRow } from '../dossier/loading.ts';
import type { CodeReference, LoadingFacts } from './facts.ts';
import { foldersOf } from './folder.ts';
import { diffusers, llamaCpp, type Loading, peft, pickleLoad, torchLoad, transformers, vllm } from './loaders.ts';

/** Rows kept; a subject with more models than that is a collection (CWE-770). */
const ROWS = 64;

const LOADERS: readonly ((loading: Loading) => LoadingRow | undefined)[] = [
  transformers,
  diffusers,
  peft,
  vllm,
  llamaCpp,
  torchLoad,
  pickleLoad,
];

/**
 * How the subject loads: for each folder that holds a model, each program that would load it. Where each fact comes
 * from is in docs/loading.md.
 * @param references code that configurations name, where they were read; without them Python is told by its name
 */
export function loadingOf(facts: readonly LoadingFacts[], references?: readonly CodeReference[]): LoadingRow[] {
  const folders = foldersOf(facts);
  const pipelines = [...folders.values()].filter(({ files }) => files.has('model_index.json')).map(({ path }) => path);
  const rows: LoadingRow[] = [];
  for (const folder of folders.values()) {
    // Parts of a pipeline are loaded with it.
    const part = pipelines.some((path) => folder.path !== path && folder.path.startsWith(path));
    for (const loader of LOADERS) {
      if (part && (loader === transformers || loader === vllm)) continue;
      const row = loader({ folder, folders, references });
      if (row !== undefined && row.fileCount > 0) rows.push(row);
      if (rows.length >= ROWS) return rows;
    }
  }
  return rows;
}
