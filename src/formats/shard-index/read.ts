import { printable } from '../../core/printable.ts';
import type { ByteSource } from '../../sources/byte-source.ts';
import type { ReadContext } from '../format.ts';
import { withJsonDocument } from '../json-document.ts';
import { JsonText } from '../json-text.ts';
import { Notes } from '../notes.ts';
import { oddName } from '../text-checks.ts';
import { NAME_TEXT, SHARD_TEXT, SHARDS, type ShardIndexStructure } from './structure.ts';

/** Reads `{"metadata": {"total_size": …}, "weight_map": {tensor: file, …}}` without building the JSON. */
export async function readShardIndex(source: ByteSource, context: ReadContext): Promise<ShardIndexStructure> {
  const notes = new Notes(context);
  const index = new Index(notes, context.limits['safetensors.tensors']);
  await withJsonDocument('shard-index', source, context, notes, (bytes) => {
    const json = new JsonText(bytes);
    index.read(json);
    return json.at;
  });
  notes.finish();
  return index.structure();
}

class Index {
  readonly #notes: Notes;
  readonly #most: number;
  readonly #tensors = new Map<string, number>();
  readonly #shards = new Map<string, number>();
  #count = 0;
  #totalSize: number | undefined;

  constructor(notes: Notes, most: number) {
    this.#notes = notes;
    this.#most = most;
  }

  structure(): ShardIndexStructure {
    return {
      format: 'shard-index',
      ...(this.#totalSize === undefined ? {} : { totalSize: this.#totalSize }),
      tensors: [...this.#tensors.keys()],
      shard: Uint32Array.from(this.#tensors.values()),
      shards: [...this.#shards.keys()],
      tensorCount: this.#count,
    };
  }

  read(json: JsonText): void {
    const seen = new Set<string>();
    json.object((key, at) => {
      if (seen.has(key)) this.#duplicate(`key "${printable(key, 64)}"`, at);
      if (seen.size < 1_000) seen.add(key);
      if (key === 'metadata') this.#metadata(json);
      else if (key === 'weight_map') this.#weightMap(json);
      else json.skip();
    }, NAME_TEXT);
    if (seen.has('weight_map')) return;
    this.#notes.note('shard-index.weight-map', () => 'there is no "weight_map"', { offset: 0, stops: true });
  }

  #metadata(json: JsonText): void {
    if (json.kind() !== 'object') return json.skip();
    json.object((key, at) => {
      if (key !== 'total_size') return json.skip();
      if (this.#totalSize !== undefined) this.#duplicate('key "total_size"', at);
      const kind = json.kind();
      const value = kind === 'number' ? json.number() : Number.NaN;
      if (kind !== 'number') json.skip();
      // Some writers have it as a float: 2.6e10 is a size all the same.
      if (Number.isSafeInteger(value) && value >= 0) this.#totalSize = value;
      else this.#notes.note('shard-index.total-size', () => '"total_size" is not a number of bytes', { offset: at });
    }, NAME_TEXT);
  }

  #weightMap(json: JsonText): void {
    if (json.kind() !== 'object') {
      const kind = json.kind();
      const message = () => `"weight_map" is a JSON ${kind}, not an object`;
      this.#notes.note('shard-index.weight-map', message, { offset: json.at, stops: true });
      json.skip();
      return;
    }
    json.object((tensor, at) => {
      this.#count++;
      if (json.kind() !== 'string') {
        const kind = json.kind();
        const message = () => `the shard of "${printable(tensor)}" is a JSON ${kind}, not a file name`;
        this.#notes.note('shard-index.value', message, { offset: at });
        json.skip();
        return;
      }
      const shard = json.string(SHARD_TEXT);
      const { cut } = json;
      if (this.#tensors.has(tensor)) this.#duplicate(`tensor "${printable(tensor)}"`, at);
      else if (this.#tensors.size >= this.#most) {
        this.#notes.note('shard-index.limit', () => `more than ${this.#most} tensors`, { offset: at, stops: true });
        return;
      }
      const index = this.#shard(shard, cut, at);
      if (index !== undefined) this.#tensors.set(tensor, index);
    }, NAME_TEXT);
  }

  #shard(name: string, cut: boolean, at: number): number | undefined {
    const known = this.#shards.get(name);
    if (known !== undefined) return known;
    if (this.#shards.size >= SHARDS) {
      this.#notes.note('shard-index.limit', () => `more than ${SHARDS} shards`, { offset: at, stops: true });
      return undefined;
    }
    const odd = cut ? `has more than ${SHARD_TEXT} bytes` : oddName(name);
    if (odd !== undefined) {
      this.#notes.note('shard-index.shard-name', () => `the file name "${printable(name)}" ${odd}`, { offset: at });
    }
    this.#shards.set(name, this.#shards.size);
    return this.#shards.size - 1;
  }

  #duplicate(what: string, at: number): void {
    const message = () => `the ${what} stands twice: readers differ in which they use`;
    this.#notes.note('shard-index.duplicate-key', message, { offset: at });
  }
}
