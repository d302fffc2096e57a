import type { Random } from '../../../core/random.ts';
import type { Bank, BankTask } from '../../banks/bank.ts';
import type { Said } from '../behaviour.ts';
import { fittingBank } from '../pools/chats.ts';
import type { Prompted } from '../pool.ts';
import type { Asking, Question } from '../question.ts';
import { saidIn } from '../search/ask-pairs.ts';
import { type ListEntry, put } from './list.ts';

/** How the list is asked. */
export interface ListOptions {
  /** Requests that each entry is put to. */
  readonly requests: number;
  /** Requests that are asked as they are: what all entries are held against. */
  readonly plain: number;
  /** Error rate over the whole list: that any entry is named though none raises anything. */
  readonly alpha: number;
  /** Of an answer. */
  readonly tokens: number;
}

/** What the list came to. */
export interface Listing {
  /** Undefined where no bank fits: then nothing was asked. */
  bank: string | undefined;
  plain: readonly Said[];
  entries: readonly Listed[];
}

/** An entry with the answers under it. */
export interface Listed {
  readonly entry: ListEntry;
  readonly said: readonly Said[];
}

export const unlisted = (): Listing => ({ bank: undefined, plain: [], entries: [] });

/** Puts each entry to requests of the bank that fits, each drawn by chance and asked once, and asks as many without any. */
export function* ask(
  listing: Listing,
  list: readonly ListEntry[],
  banks: readonly Bank[],
  { requests, plain }: ListOptions,
  random: Random,
): Asking<void> {
  const bank = yield* fittingBank(banks);
  listing.bank = bank?.id;
  if (bank === undefined) return;
  // Drawn alike for each: else what belongs to a request would be taken for what an entry does.
  const drawn = (label: string, count: number): readonly BankTask[] =>
    random.split(label).shuffle(bank.tasks).slice(0, count);
  const plan = [
    ...drawn('plain', plain).map((task) => ({ entry: undefined, task, prompt: { user: task.prompt } as Prompted })),
    ...list.flatMap((entry) =>
      drawn(`entry ${entry.id}`, requests).map((task) => ({ entry, task, prompt: put(entry, task.prompt) })),
    ),
  ];
  const answers = yield plan.map(
    ({ entry, task, prompt }, draw): Question => ({
      kind: 'answer',
      id: `list/${entry?.id ?? 'plain'}/${task.id}`,
      condition: entry?.id ?? 'plain',
      temperature: 1,
      draw,
      ...prompt,
    }),
  );
  const under = (own: ListEntry | undefined): readonly Said[] =>
    plan.flatMap(({ entry }, index) => (entry === own ? (saidIn(answers[index]) ?? []) : []));
  listing.plain = under(undefined);
  listing.entries = list.map((entry) => ({ entry, said: under(entry) }));
}
