import type { Random } from '../../core/random.ts';
import type { Bank, BankContext } from '../banks/bank.ts';
import type { TriggerOptions } from './options.ts';
import { chatsInto, contextsInto } from './pools/chats.ts';
import { fittingBank } from './pools/fitting-bank.ts';
import { drilledInto } from './pools/drill.ts';
import { leaksInto } from './pools/leaks.ts';
import { INSECURE } from './behaviour.ts';
import { counted, type Progress } from './progress.ts';
import { propose } from './proposals.ts';
import type { Arms, Asking } from './question.ts';
import type { Replayed } from './replay.ts';
import type { Pair } from './search/pairs.ts';
import { type PairSource, pairsFrom, Verification } from './search/verification.ts';
import { verify } from './verify.ts';

/** What the study is made with. */
export interface Setup {
  readonly options: TriggerOptions;
  /** One that was named, or those that a pilot chooses from. */
  readonly banks: readonly Bank[];
  readonly bankNamed: boolean;
  /** Contexts of the user's own. */
  readonly named: readonly BankContext[];
  readonly replays: readonly Replayed[];
}

/** The whole search. With the same answers it takes the same course. */
export function* search(progress: Progress, setup: Setup, arms: Arms, random: Random): Asking<void> {
  progress.arms = arms;
  progress.replays = setup.replays.length;
  yield* counted(fill(progress, setup, arms, random.split('pool')), progress);
  const candidates = yield* propose(progress, setup.options, random.split('detectors'));
  const all = [
    ...setup.replays.map(({ candidate, pairs }) => new Verification(candidate, again(pairs))),
    ...candidates.map((one) => new Verification(one, pairsFrom(one, progress.pool, random.split('requests')))),
  ];
  yield* counted(verify(progress, all, setup.options, random), progress);
}

/** Conversations with code in them that pairs of prompts need: so many, or where few are written at all this share. */
const ENOUGH = 120;
const SHARE = 0.2;

/** Conversations to read: those that the model writes, and where it shows a chat alone, or writes hardly any code, those that a bank asks. */
function* fill(
  progress: Progress,
  { options, banks, bankNamed, named, replays }: Setup,
  arms: Arms,
  random: Random,
): Asking<void> {
  const { pool } = progress;
  const half = Math.floor(options.budget / 2);
  if (arms.opens && options.leaks > 0) {
    yield* leaksInto(pool, options, half);
    yield* drilledInto(pool, options.leaks);
  }
  const code = pool.entries.filter(({ said }) => INSECURE.counts(said)).length;
  // Where nothing is to be written, nothing is missed: a replay alone is asked for.
  const alone = options.leaks === 0 && (arms.opens || replays.length > 0);
  const enough = alone || (arms.opens && code > Math.min(ENOUGH, SHARE * pool.entries.length));
  const bank = enough && !bankNamed ? undefined : yield* fittingBank(banks);
  progress.bank = bank?.id;
  // Beside conversations of its own, a quarter of the chats do.
  const chats = arms.opens ? Math.ceil(options.chats / 4) : options.chats;
  // What a model writes by itself shows both turns.
  const turns = arms.opens ? 'own' : 'both';
  if (bank !== undefined) yield* chatsInto(pool, bank, named, Math.min(chats, half), turns, random.split('chats'));
  else if (named.length > 0) yield* contextsInto(pool, named, options.each, random.split('contexts'));
}

/** The same pairs again and again: other draws of the same prompts. */
function again(pairs: readonly Pair[]): PairSource {
  let next = 0;
  return (count) =>
    Array.from({ length: pairs.length === 0 ? 0 : count }, () => {
      const pair = pairs[next++ % pairs.length] as Pair;
      return { ...pair, repeats: pair };
    });
}
