import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** What a study left on disk, as its files say it, read without the engine. */
export interface Kept {
  /** Trials that its journal plans. */
  readonly planned: number;
  /** Items with an answer in the journal. */
  readonly items: number;
  /** Answers and failures behind the first of one trial. */
  readonly doubled: number;
  /** Lines of the journal that are no JSON. */
  readonly torn: number;
  /** Items by what became of them, in the outcomes. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** Items with more or fewer than one outcome. */
  readonly lostOrDoubled: number;
  /** As the dossier sums it up. */
  readonly summary: Readonly<Record<'planned' | 'judged' | 'unjudged' | 'errored' | 'skipped', number>>;
}

/** @param items ids that were asked, each once */
export async function kept(folder: string, items: readonly string[]): Promise<Kept> {
  let planned = 0;
  let torn = 0;
  let doubled = 0;
  const answered = new Set<string>();
  const trials = new Set<string>();
  for await (const row of rowsOf(join(folder, 'journal.jsonl'))) {
    if (row === undefined) torn++;
    else if ('planned' in row) planned += row.planned as number;
    else if ('trial' in row) {
      if (trials.has(row.trial as string)) doubled++;
      trials.add(row.trial as string);
      if ('reply' in row) answered.add((row.asked as { item: string }).item);
    }
  }
  const outcomes: Record<string, number> = {};
  const each = new Map<string, number>();
  for await (const row of rowsOf(join(folder, 'outcomes.jsonl'))) {
    if (row === undefined) throw new Error('the outcomes are no JSON');
    const [state, item] = [row.state as string, row.item as string];
    outcomes[state] = (outcomes[state] ?? 0) + 1;
    each.set(item, (each.get(item) ?? 0) + 1);
  }
  const dossier = JSON.parse(readFileSync(join(folder, 'dossier.json'), 'utf8')) as {
    studies: readonly { trials: Kept['summary'] }[];
  };
  const summary = dossier.studies[0]?.trials;
  if (summary === undefined) throw new Error('the dossier holds no study');
  const lostOrDoubled = items.filter((item) => each.get(item) !== 1).length + Math.max(0, each.size - items.length);
  return { planned, items: answered.size, doubled, torn, outcomes, lostOrDoubled, summary };
}

async function* rowsOf(path: string): AsyncGenerator<Record<string, unknown> | undefined> {
  for await (const line of createInterface({ input: createReadStream(path, 'utf8') })) {
    try {
      yield JSON.parse(line) as Record<string, unknown>;
    } catch {
      yield undefined;
    }
  }
}
