import { InputError } from '../../core/errors.ts';
import { compareText } from '../../core/finding.ts';
import { printable } from '../../core/printable.ts';
import type { Names, Reshaped, TensorChanges } from '../../dossier/comparison.ts';
import { type Tensor, type TensorTable, tensorAt } from '../../formats/tensor-table.ts';
import type { OpenFile } from '../../sources/file-source.ts';
import { sameBytes } from './same-bytes.ts';

/** The tensors of one file. */
export interface Weights {
  readonly path: string;
  readonly table: TensorTable;
}

type Open = (path: string) => Promise<OpenFile>;
/** Told once for each model: what could not be read, and what nobody asked to fetch. */
interface Tell {
  fail(path: string, reason: string): void;
  skip(path: string, reason: string): void;
}
interface Placed {
  readonly path: string;
  readonly tensor: Tensor;
}

const MOST_NAMES = 50;

/** Tensors by name, those of the shards of one model together, so that other shards are no change. */
export async function compareTensors(
  weights: { readonly a: readonly Weights[]; readonly b: readonly Weights[] },
  open: { readonly a: Open; readonly b: Open },
  tell: Tell,
  signal?: AbortSignal,
): Promise<TensorChanges[]> {
  const [a, b] = [Map.groupBy(weights.a, model), Map.groupBy(weights.b, model)];
  const changes: TensorChanges[] = [];
  for (const name of [...new Set([...a.keys(), ...b.keys()])].toSorted(compareText)) {
    const files = new Files(open);
    try {
      const [before, after] = [byName(a.get(name) ?? []), byName(b.get(name) ?? [])];
      changes.push(await compareModel(name, before, after, files, tell, signal));
    } finally {
      files.close();
    }
  }
  return changes;
}

/** `model-00002-of-00007.safetensors` to `model.safetensors`. */
const model = ({ path }: Weights): string => path.replace(/-\d{5}-of-\d{5}(?=\.[a-z]+$)/, '');

function byName(weights: readonly Weights[]): Map<string, Placed> {
  const tensors = new Map<string, Placed>();
  for (const { path, table } of weights) {
    for (let i = 0; i < table.names.length; i++) {
      const tensor = tensorAt(table, i);
      tensors.set(tensor.name, { path, tensor });
    }
  }
  return tensors;
}

async function compareModel(
  name: string,
  a: ReadonlyMap<string, Placed>,
  b: ReadonlyMap<string, Placed>,
  files: Files,
  tell: Tell,
  signal: AbortSignal | undefined,
): Promise<TensorChanges> {
  const [added, removed, values] = [new NameList(), new NameList(), new NameList()];
  const reshaped: Reshaped[] = [];
  const count = { same: 0, moved: 0, unread: 0, reshaped: 0 };
  for (const [key, after] of b) {
    const before = a.get(key);
    if (before === undefined) {
      added.add(key);
      continue;
    }
    const [was, is] = [shape(before.tensor), shape(after.tensor)];
    if (was !== is) {
      if (count.reshaped++ < MOST_NAMES) reshaped.push({ name: printable(key, 200), a: was, b: is });
      continue;
    }
    try {
      const same = await files.same(before, after, signal);
      if (same === undefined) {
        if (count.unread++ === 0)
          tell.skip(name, 'values are elsewhere and were not compared: --download fetches them');
      } else if (!same) values.add(key);
      else if (before.path === after.path) count.same++;
      else count.moved++;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      if (count.unread++ === 0) tell.fail(name, error.message);
    }
  }
  for (const key of a.keys()) if (!b.has(key)) removed.add(key);
  return {
    model: name,
    a: a.size,
    b: b.size,
    same: count.same,
    added: added.names(),
    removed: removed.names(),
    reshaped: { count: count.reshaped, first: reshaped },
    values: values.names(),
    moved: count.moved,
    unread: count.unread,
  };
}

const shape = ({ type, dims }: Tensor): string => `${printable(type, 40)} [${dims.join(', ')}]`;

class NameList {
  private readonly first: string[] = [];
  private count = 0;

  add(name: string): void {
    if (this.count++ < MOST_NAMES) this.first.push(printable(name, 200));
  }

  names(): Names {
    return { count: this.count, first: this.first };
  }
}

/** Files of both sides, opened once. */
class Files {
  private readonly opened = new Map<string, OpenFile>();
  private readonly open: { readonly a: Open; readonly b: Open };

  constructor(open: { readonly a: Open; readonly b: Open }) {
    this.open = open;
  }

  /** Undefined where the bytes would have to be fetched. */
  async same(a: Placed, b: Placed, signal: AbortSignal | undefined): Promise<boolean | undefined> {
    const length = a.tensor.end - a.tensor.begin;
    if (length !== b.tensor.end - b.tensor.begin) return false;
    const [before, after] = [await this.file('a', a.path), await this.file('b', b.path)];
    if (before.cost === 'network' || after.cost === 'network') return undefined;
    return sameBytes(before, a.tensor.begin, after, b.tensor.begin, length, signal);
  }

  private async file(side: 'a' | 'b', path: string): Promise<OpenFile> {
    const key = `${side}:${path}`;
    const known = this.opened.get(key);
    if (known !== undefined) return known;
    const file = await this.open[side](path);
    this.opened.set(key, file);
    return file;
  }

  close(): void {
    for (const file of this.opened.values()) file.close();
  }
}
