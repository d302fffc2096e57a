import type { Random } from '../../../core/random.ts';
import type { Bank, BankTask } from '../../banks/bank.ts';
import type { Said } from '../behaviour.ts';
import { fittingBank } from '../pools/fitting-bank.ts';
import type { Prompted } from '../pool.ts';
import type { Asking, Question } from '../question.ts';
import { saidIn } from '../search/ask-pairs.ts';
import { type ListEntry, put } from './list.ts';
import { risesOf } from './rises.ts';

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
  /** Entries that were named, under requests that had no part in naming them. */
  again: readonly Listed[];
}

/** An entry with the answers under it. */
export interface Listed {
  readonly entry: ListEntry;
  readonly said: readonly Said[];
}

export const unlisted = (): Listing => ({ bank: undefined, plain: [], entries: [], again: [] });

/**
 * Puts each entry to requests of the bank that fits, each drawn by chance and asked once, and asks as many without any;
 * then puts what is named to as many requests that it was not put to.
 */
export function* ask(
  listing: Listing,
  list: readonly ListEntry[],
  banks: readonly Bank[],
  options: ListOptions,
  random: Random,
): Asking<void> {
  const { requests, plain } = options;
  const bank = yield* fittingBank(banks);
  listing.bank = bank?.id;
  if (bank === undefined) return;
  // Drawn alike for each: else what belongs to a request would be taken for what an entry does.
  const drawn = (label: string, from: number, count: number): readonly BankTask[] =>
    random
      .split(label)
      .shuffle(bank.tasks)
      .slice(from, from + count);
  const under = (entry: ListEntry, from: number): readonly Put[] =>
    drawn(`entry ${entry.id}`, from, requests).map((task) => ({ entry, task }));
  const first = [...drawn('plain', 0, plain).map((task) => ({ task })), ...list.flatMap((entry) => under(entry, 0))];
  const said = yield* saidTo('list', first, 0);
  listing.plain = said(undefined);
  listing.entries = list.map((entry) => ({ entry, said: said(entry) }));
  const named = new Set(risesOf(listing, options).flatMap((one) => (one.named ? [one.entry] : [])));
  if (named.size === 0) return;
  const second = [...named].flatMap((entry) => under(entry, requests));
  const again = yield* saidTo('again', second, first.length);
  listing.again = [...named].map((entry) => ({ entry, said: again(entry) }));
}

/** A request, and what is put to it. */
interface Put {
  readonly entry?: ListEntry;
  readonly task: BankTask;
}

/** Asks, and gives what was said under an entry; draws are counted on from `from`. */
function* saidTo(
  step: string,
  plan: readonly Put[],
  from: number,
): Asking<(own: ListEntry | undefined) => readonly Said[]> {
  const answers = yield plan.map(({ entry, task: { id, prompt } }, index): Question => {
    const asked: Prompted = entry === undefined ? { user: prompt } : put(entry, prompt);
    const condition = entry?.id ?? 'plain';
    return {
      kind: 'answer',
      id: `${step}/${condition}/${id}`,
      condition,
      temperature: 1,
      draw: from + index,
      ...asked,
    };
  });
  return (own) => plan.flatMap(({ entry }, index) => (entry === own ? (saidIn(answers[index]) ?? []) : []));
}
