import type { LoadingFacts } from './facts.ts';

/** The files of one folder, as a loader sees them that is given this folder. */
export interface Folder {
  /** With a slash at the end; `''` for the subject itself. */
  readonly path: string;
  /** Files right in it, by name, sorted. */
  readonly files: ReadonlyMap<string, LoadingFacts>;
}

export function foldersOf(facts: readonly LoadingFacts[]): Map<string, Folder> {
  const folders = new Map<string, Map<string, LoadingFacts>>();
  for (const file of facts.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    const path = file.path.slice(0, file.path.lastIndexOf('/') + 1);
    const files = folders.get(path) ?? new Map<string, LoadingFacts>();
    files.set(file.path.slice(path.length), file);
    folders.set(path, files);
  }
  return new Map([...folders].map(([path, files]) => [path, { path, files }]));
}

export interface Weights {
  readonly files: readonly string[];
  readonly kind: 'safetensors' | 'pickle';
  /** Names of pickles among them that PyTorch refuses by default. */
  readonly refused: readonly string[];
  /** Shards that the index names and that are not there. */
  readonly missing: number;
}

/** The first of these names that is there; an index stands for its shards. */
export function firstOf(folder: Folder, names: readonly string[]): Weights | undefined {
  for (const name of names) {
    const found = folder.files.get(name);
    if (found === undefined) continue;
    const parts = name.endsWith('.index.json') ? found.shards : [name];
    return weights(folder, name.endsWith('.index.json') ? [name] : [], parts);
  }
  return undefined;
}

/** All files of the first pattern that any file fits, but for those that `except` names. */
export function allOfFirst(folder: Folder, patterns: readonly RegExp[], except?: RegExp): Weights | undefined {
  for (const pattern of patterns) {
    const names = [...folder.files.keys()].filter((name) => pattern.test(name) && except?.test(name) !== true);
    if (names.length > 0) return weights(folder, [], names);
  }
  return undefined;
}

function weights(folder: Folder, before: readonly string[], names: readonly string[]): Weights {
  const there = names.flatMap((name) => folder.files.get(name) ?? []);
  // By the name, as loaders choose.
  const kind = names.some((name) => name.endsWith('.safetensors')) ? 'safetensors' : 'pickle';
  return {
    files: [...before, ...names].map((name) => folder.path + name),
    kind,
    refused: [...new Set(there.flatMap(({ refused }) => refused))],
    missing: names.length - there.length,
  };
}

export const named = (folder: Folder, pattern: RegExp): string[] =>
  [...folder.files.keys()].filter((name) => pattern.test(name)).map((name) => folder.path + name);
