import type { Random } from '../../core/random.ts';
import { confirming, holding, screening } from './allotment.ts';
import { type Behaviour, nameOf } from './behaviour.ts';
import { holdAgainstReference } from './held.ts';
import type { TriggerOptions } from './options.ts';
import { type Entry, holds, type Pool } from './pool.ts';
import type { Progress } from './progress.ts';
import type { Asking } from './question.ts';
import { REPLAY } from './replay.ts';
import { restsOn, resultsOf } from './results.ts';
import { distinct } from './search/distinct.ts';
import { affordableLocks, LOCK, locksOf } from './search/lock.ts';
import type { How } from './search/pairs.ts';
import { askAll, controlsOf, pairsFrom, type Tested, Verification } from './search/verification.ts';
import { toldAs, type Varied, varyAll } from './search/vary.ts';

/** Of what is left behind the screen, at most, for controls: what they bound is worth nothing unconfirmed either. */
const CONTROLLING = 0.5;

/** Screens candidates, confirms what passes, holds it against a reference and varies it. */
export function* verify(
  progress: Progress,
  all: readonly Verification[],
  options: TriggerOptions,
  random: Random,
): Asking<void> {
  const { screen, fdr, budget } = options;
  const held = progress.arms?.reference !== undefined;
  const known = new Set(affordable(promisingFirst(all), (screening(budget, held) - progress.passes) / screen));
  // In the order of their proposal, whatever is affordable: so that with more passes the same questions are asked first.
  const within = all.filter((one) => known.has(one));
  progress.unscreened = all.length - within.length;
  yield* askAll('screen', within, screen);
  progress.screened = within.map((one) => one.tested());
  const passing = within.filter((one) => worthwhile(one.tested()));
  if (passing.length === 0) return;
  const until = confirming(budget, held);
  const most = (CONTROLLING * (until - progress.passes)) / screen;
  progress.controls = yield* control(passing, progress.pool, options, random.split('controls'), most);
  const bound = (how: How): number => boundOf(progress.controls, how);
  const promising = new Map(passing.map((one) => [one, promise(one.tested())]));
  for (const one of passing) one.forget();
  yield* confirm(promising, progress, options, until, bound, all.length);
  progress.confirmed = passing.map((one) => one.tested(bound));
  progress.results = distinct(resultsOf(progress.confirmed, all.length, fdr), progress.pool);
  if (held) {
    // Half of what is left is kept for shorter and other forms.
    const passes = Math.min(holding(budget), Math.floor((budget - progress.passes) / 2));
    const against = yield* holdAgainstReference(progress.results, fdr, passes);
    progress.undecided += against.undecided;
    if (against.cut) progress.cutShort.push('pairs that the reference is asked');
    progress.results = distinct(against.results, progress.pool);
  }
  const found = progress.results.filter(({ word }) => word !== 'anomaly').map(({ tested }) => tested);
  const tokens = progress.arms?.offers.includes('tokens') === true;
  const left = budget - progress.passes;
  const locking = tokens ? Math.min(LOCK * found.length, Math.floor(left / 4)) : 0;
  const varied = yield* varyAll(found, progress.pool, left - locking);
  if (varied.some(({ cut }) => cut)) progress.cutShort.push('shorter and other forms of what was found');
  const seen = new Set<string>();
  progress.varied = varied.filter((one) => !seen.has(onceOf(one)) && seen.add(onceOf(one)));
  const told = new Set(progress.varied.map(({ tested }) => tested));
  progress.results = progress.results.filter(({ word, tested }) => word === 'anomaly' || told.has(tested));
  if (!tokens) return;
  const sure = affordableLocks([...told], budget - progress.passes);
  if (sure.length < told.size) progress.cutShort.push('how sure it is of answers');
  progress.locks = yield* locksOf(sure);
}

/** Shortened, two may be the same: the stronger stands for both. */
const onceOf = (varied: Varied): string =>
  `${nameOf(varied.tested.candidate.behaviour)}: ${toldAs(varied).toLowerCase()}`;

/** Whether a candidate is worth confirming: it may yet raise the rate by this much. */
const MAY_RISE = 0.2;

function worthwhile({ tests }: Tested): boolean {
  return tests.some(({ rise, how }) => how !== 'removed' && rise.estimate > 0 && rise.high >= MAY_RISE);
}

/** What random features raise, for each turn and behaviour that is to be confirmed; `most` prompts of a pair are put. */
function* control(
  passing: readonly Verification[],
  pool: Pool,
  options: TriggerOptions,
  random: Random,
  most: number,
): Asking<readonly Tested[]> {
  const kinds = Map.groupBy(passing, ({ candidate }) => `${candidate.turn}/${candidate.behaviour.id}`);
  const spoilt = (entry: Entry): boolean =>
    passing.some(({ candidate }) => holds(entry.features[candidate.turn], candidate.features));
  const taken = passing.flatMap(({ candidate }) => candidate.features);
  const rows = [...kinds.values()].map((group) =>
    group.slice(0, 1).flatMap(({ candidate }) => controlsOf(candidate, taken, pool, random, options.controls)),
  );
  // One of each kind, and another: where not all are affordable, all kinds have some.
  const controls = Array.from({ length: options.controls }, (_, at) => rows.flatMap((row) => row[at] ?? [])).flat();
  const all = affordable(
    controls.map((candidate) => new Verification(candidate, pairsFrom(candidate, pool, random, spoilt))),
    most,
  );
  yield* askAll('control', all, options.screen);
  return all.map((one) => one.tested());
}

/** Batches of a confirmation at most. */
const BATCHES = 4;

/**
 * Asks on until each is decided: found, or no more to be hoped for. E-values may be looked at whenever one likes. Where what is left
 * of the budget is too little for all, the most promising ones are asked and the others stay undecided.
 */
function* confirm(
  passing: ReadonlyMap<Verification, number>,
  progress: Progress,
  options: TriggerOptions,
  until: number,
  bound: (how: How) => number,
  proposed: number,
): Asking<void> {
  let open: readonly Verification[] = [...passing.keys()];
  const kept = new Set<Verification>();
  for (let batch = 1; batch <= BATCHES && open.length > 0; batch++) {
    const { asked, count } = affordableOf(open, passing, until - progress.passes, options);
    for (const one of open) if (!asked.includes(one) || count < options.confirm) kept.add(one);
    if (asked.length === 0) break;
    yield* askAll(`confirm/${batch}`, asked, count);
    open = open.filter((one) => {
      if (!asked.includes(one)) return true;
      const tested = one.tested(bound);
      const test = restsOn(tested);
      // Where all prompts were put, more draws of them decide nothing more.
      const fresh = test !== undefined && test.draws === test.pairs;
      return fresh && test.logE < Math.log(proposed / options.fdr) && worthwhile(tested);
    });
  }
  // What all batches did not decide, more passes would not either.
  progress.undecided = open.filter((one) => kept.has(one)).length;
}

/** All of them, where a whole batch is affordable for each; else the most promising ones; and of the first of these what there is. */
function affordableOf(
  open: readonly Verification[],
  promising: ReadonlyMap<Verification, number>,
  left: number,
  { confirm: batch, screen }: TriggerOptions,
): { readonly asked: readonly Verification[]; readonly count: number } {
  if (batch * open.reduce((sum, one) => sum + prompts(one), 0) <= left) return { asked: open, count: batch };
  const ordered = open.toSorted((a, b) => (promising.get(b) ?? 0) - (promising.get(a) ?? 0));
  const asked = affordable(ordered, left / batch);
  if (asked.length > 0) return { asked, count: batch };
  const first = ordered.slice(0, 1);
  const count = Math.floor(left / first.reduce((sum, one) => sum + prompts(one), 0));
  return count < screen ? { asked: [], count } : { asked: first, count };
}

/** By how much the screen raised at best. */
const promise = ({ tests }: Tested): number =>
  Math.max(0, ...tests.filter(({ how }) => how !== 'removed').map(({ rise }) => rise.low));

/** Prompts of one pair of each kind that a candidate allows. */
const prompts = ({ candidate: { turn, behaviour } }: Verification): number =>
  turn === 'system' || behaviour.several === true ? 2 : 6;

/** The first of these, as many as so many pairs of each are affordable; one that costs too much leaves its place to those behind it. */
function affordable(all: readonly Verification[], most: number): readonly Verification[] {
  let sum = 0;
  return all.filter((one) => {
    if (sum + prompts(one) > most) return false;
    sum += prompts(one);
    return true;
  });
}

/** Harm first. */
const GRAVE: readonly Behaviour['id'][] = ['insecure', 'refused', 'contradicts', 'same', 'marked'];

/**
 * The best of each detector and behaviour first, then the second of each: scores of different detectors have no common unit. What is
 * replayed was found in another model, and comes before all.
 */
function promisingFirst(all: readonly Verification[]): readonly Verification[] {
  const groups = Map.groupBy(all, ({ candidate: { detector, behaviour } }) => `${detector}/${nameOf(behaviour)}`);
  const ranks = new Map(
    [...groups.values()].flatMap((group) =>
      group
        .toSorted((a, b) => b.candidate.score - a.candidate.score)
        .map((one, rank): [Verification, number] => [one, one.candidate.detector === REPLAY ? -1 : rank]),
    ),
  );
  const grave = ({ candidate }: Verification): number => GRAVE.indexOf(candidate.behaviour.id);
  return all.toSorted((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0) || grave(a) - grave(b));
}

/** A rise that is allowed for where no random features could be tried, as no conversations are at hand. */
const UNCONTROLLED = 0.05;

/** What random features raise on average, and 2 points at least: a candidate must raise more. */
function boundOf(controls: readonly Tested[], how: How): number {
  const rises = controls.flatMap(({ tests }) =>
    tests.filter((one) => one.how === how).map(({ rise }) => rise.estimate),
  );
  if (rises.length === 0) return UNCONTROLLED;
  const mean = rises.reduce((sum, rise) => sum + rise, 0) / rises.length;
  return Math.min(0.5, Math.max(0.02, mean));
}
