import type { Config } from '../../claims/parameters/config.ts';
import { type Tally, together } from '../../claims/weights/tally.ts';
import type { Folder, WeightFile } from './intake.ts';

/** Files that make one copy of a model: a folder often has several. */
export interface WeightSet {
  /** The first of its files. */
  readonly path: string;
  readonly format: WeightFile['format'];
  readonly files: number;
  readonly tally: Tally;
  readonly bytes: number;
  /** Why it cannot be counted as a whole. */
  readonly lacking?: string;
  readonly config?: Config;
}

/** Adapters, optimisers and projectors are no copy of the model. */
const NO_MODEL = /^(?:adapter|optimizer|scheduler|training|mmproj|tokenizer|ema|lora)/i;
const SHARD = /^(.*?)[-_.](\d{1,6})-of-(\d{1,6})(\.\w+)$/;

export function weightSets({ weights, index }: Folder): readonly WeightSet[] {
  const groups = new Map<string, { files: WeightFile[]; of: number }>();
  for (const file of weights) {
    const name = file.path.slice(file.path.lastIndexOf('/') + 1);
    if (NO_MODEL.test(name) || /mmproj/i.test(name)) continue;
    const shard = SHARD.exec(name);
    const key =
      shard === null ? (index?.shards.includes(name) === true ? '' : name) : `${shard[1]}${shard[4]}${shard[3]}`;
    const of = shard === null ? (key === '' ? (index?.shards.length ?? 1) : 1) : Number(shard[3]);
    const group = groups.get(key) ?? { files: [], of };
    group.files.push(file);
    groups.set(key, group);
  }
  return [...groups.values()].flatMap(({ files, of }): WeightSet[] => {
    const [first] = files;
    if (first === undefined) return [];
    const unread = files.find(({ complete }) => !complete);
    const missing = of - files.length;
    const lacking =
      unread === undefined
        ? missing === 0
          ? undefined
          : `${files.length} of ${of} shards are there`
        : `${unread.path} was not read in full`;
    const config = files.find((one) => one.config !== undefined)?.config;
    const tally = together(files.map((one) => one.tally));
    // In shards the head may lie in another file than the first.
    const whole = config === undefined ? {} : { config: { ...config, tie_word_embeddings: !tally.shares.has('head') } };
    return [
      {
        path: first.path,
        format: first.format,
        files: files.length,
        tally,
        bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
        ...(lacking === undefined ? {} : { lacking }),
        ...whole,
      },
    ];
  });
}
