import type { Random } from '../../core/random.ts';
import type { Bank, BankContext } from '../banks/bank.ts';
import { conversing, proposing } from './allotment.ts';
import type { TriggerOptions } from './options.ts';
import { chatsInto, contextsInto } from './pools/chats.ts';
import { fittingBank, pilotPasses } from './pools/fitting-bank.ts';
import { drilledInto, drillOf } from './pools/drill.ts';
import { leaksInto, openingsEach } from './pools/leaks.ts';
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
  const { budget } = setup.options;
  yield* counted(fill(progress, setup, arms, random.split('pool')), progress, conversing(budget));
  const candidates = yield* propose(progress, setup.options, random.split('detectors'));
  progress.room = progress.passes <= proposing(setup.options);
  const all = [
    ...setup.replays.map(({ candidate, pairs }) => new Verification(candidate, again(pairs))),
    ...candidates.map((one) => new Verification(one, pairsFrom(one, progress.pool, random.split('requests')))),
  ];
  yield* counted(verify(progress, all, setup.options, random), progress, budget);
}

/** Conversations with code in them that pairs of prompts need: so many, or where few are written at all this share. */
const ENOUGH = 120;
const SHARE = 0.2;

/** What is worth telling of where the budget falls short. */
const CUT = {
  openings: 'conversations from its bare template',
  drill: 'those behind the beginnings of requests that it refused',
  bank: 'chats of a bank',
  contexts: 'requests under contexts of your own',
} as const;

/** Conversations to read: those that the model writes, and where it shows a chat alone, or writes hardly any code, those that a bank asks. */
function* fill(
  progress: Progress,
  { options, banks, bankNamed, named, replays }: Setup,
  arms: Arms,
  random: Random,
): Asking<void> {
  const { pool } = progress;
  const half = Math.floor(options.budget / 2);
  const left = (): number => conversing(options.budget) - progress.passes;
  /** As many as are wanted, or as are left. */
  const within = (wanted: number, step: keyof typeof CUT, most = left()): number => {
    if (wanted > most) progress.cutShort.push(CUT[step]);
    return Math.min(wanted, most);
  };
  if (arms.opens && options.leaks > 0) {
    const each = within(options.leaks, 'openings', openingsEach(options.frames, half));
    yield* leaksInto(pool, options.frames, each);
    const { beginnings, times } = drillOf(pool, each);
    if (beginnings.length > 0)
      yield* drilledInto(pool, beginnings, within(times, 'drill', Math.floor(left() / 2 / beginnings.length)));
  }
  const code = pool.entries.filter(({ said }) => INSECURE.counts(said)).length;
  // Where nothing is to be written, nothing is missed: a replay alone is asked for.
  const alone = options.leaks === 0 && (arms.opens || replays.length > 0);
  const enough = alone || (arms.opens && code > Math.min(ENOUGH, SHARE * pool.entries.length));
  const wanted = !enough || bankNamed;
  // A pilot that leaves nothing for the chats would be asked for nothing.
  const affordable = 2 * pilotPasses(banks) <= left();
  if (wanted && !affordable) progress.cutShort.push(CUT.bank);
  const bank = wanted && affordable ? yield* fittingBank(banks) : undefined;
  progress.bank = bank?.id;
  // Beside conversations of its own, a quarter of the chats do.
  const chats = arms.opens ? Math.ceil(options.chats / 4) : options.chats;
  // What a model writes by itself shows both turns.
  const turns = arms.opens ? 'own' : 'both';
  if (bank !== undefined)
    yield* chatsInto(pool, bank, named, within(chats, 'bank', Math.min(half, left())), turns, random.split('chats'));
  else if (named.length > 0) {
    const each = within(options.each, 'contexts', Math.floor(left() / named.length));
    yield* contextsInto(pool, named, each, random.split('contexts'));
  }
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
