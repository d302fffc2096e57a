import type { Describe } from './describe.ts';
import type { TorchStorage } from './structure.ts';
import type { Tuples } from './tuples.ts';

/** Storages kept of one pickle: the largest published models have some thousands (CWE-770). */
const MOST_STORAGES = 100_000;
/** `('storage', class, key, location, numel)`: torch/serialization.py, `persistent_id`. */
const LENGTH = 5;

/** The storages that a pickle of torch asks its archive for. */
export class Storages {
  readonly found = new Map<string, TorchStorage>();
  private readonly tuples: Tuples;
  private readonly describe: Describe;

  constructor(tuples: Tuples, describe: Describe) {
    this.tuples = tuples;
    this.describe = describe;
  }

  /** A persistent id that is a tuple. @throws NeedBytes */
  take(tuple: number): void {
    const { tuples, found } = this;
    if ((tuples.length(tuple) ?? 0) < LENGTH || found.size >= MOST_STORAGES) return;
    const [word, type, key, , numel] = Array.from({ length: LENGTH }, (_, i) =>
      this.describe.value(tuples.kind(tuple, i), tuples.payload(tuple, i)),
    );
    if (word?.type !== 'str' || word.text !== 'storage' || type?.type !== 'global') return;
    if (key?.type !== 'str' || key.cut || numel?.type !== 'int' || typeof numel.value !== 'number') return;
    const known = found.get(key.text);
    if (known === undefined || known.elements < numel.value)
      found.set(key.text, { key: key.text, type: type.name, elements: numel.value });
  }
}
