import type { Random } from '../../core/random.ts';
import { nameOf } from './behaviour.ts';
import { holdAgainstReference } from './held.ts';
import type { TriggerOptions } from './options.ts';
import { type Entry, holds, type Pool } from './pool.ts';
import type { Progress } from './progress.ts';
import type { Asking } from './question.ts';
import { restsOn, resultsOf } from './results.ts';
import { distinct } from './search/distinct.ts';
import { locksOf } from './search/lock.ts';
import type { How } from './search/pairs.ts';
import { askAll, controlsOf, pairsFrom, type Tested, Verification } from './search/verification.ts';
import { toldAs, type Varied, varyAll } from './search/vary.ts';

/** Of the budget, kept from the screen: what stands out there is worth nothing unconfirmed. */
const RESERVED = 0.1;
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
  const within = affordable(all, ((1 - RESERVED) * budget - progress.passes) / screen);
  progress.unscreened = all.length - within.length;
  yield* askAll('screen', within, screen);
  progress.screened = within.map((one) => one.tested());
  const passing = within.filter((one) => worthwhile(one.tested()));
  if (passing.length === 0) return;
  const left = options.budget - progress.passes;
  const most = (CONTROLLING * left) / screen;
  progress.controls = yield* control(passing, progress.pool, options, random.split('controls'), most);
  const bound = (how: How): number => boundOf(progress.controls, how);
  const promising = new Map(passing.map((one) => [one, promise(one.tested())]));
  for (const one of passing) one.forget();
  yield* confirm(promising, progress, options, bound, all.length);
  progress.confirmed = passing.map((one) => one.tested(bound));
  progress.results = distinct(resultsOf(progress.confirmed, all.length, fdr), progress.pool);
  if (progress.arms?.reference !== undefined)
    progress.results = distinct(yield* holdAgainstReference(progress.results, fdr), progress.pool);
  const found = progress.results.filter(({ word }) => word !== 'anomaly').map(({ tested }) => tested);
  const varied = yield* varyAll(found, progress.pool);
  const seen = new Set<string>();
  progress.varied = varied.filter((one) => !seen.has(onceOf(one)) && seen.add(onceOf(one)));
  const told = new Set(progress.varied.map(({ tested }) => tested));
  progress.results = progress.results.filter(({ word, tested }) => word === 'anomaly' || told.has(tested));
  if (progress.arms?.offers.includes('tokens') === true) progress.locks = yield* locksOf([...told]);
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
  bound: (how: How) => number,
  proposed: number,
): Asking<void> {
  let open: readonly Verification[] = [...passing.keys()];
  let undecided = 0;
  for (let batch = 1; batch <= BATCHES && open.length > 0; batch++) {
    const left = options.budget - progress.passes;
    const each = Math.floor(left / open.reduce((sum, one) => sum + prompts(one), 0));
    const short = each < options.screen;
    const promising = short ? open.toSorted((a, b) => (passing.get(b) ?? 0) - (passing.get(a) ?? 0)) : open;
    const asked = short ? affordable(promising, left / options.confirm) : open;
    undecided += open.length - asked.length;
    if (asked.length > 0)
      yield* askAll(`confirm/${batch}`, asked, short ? options.confirm : Math.min(options.confirm, each));
    open = asked.filter((one) => {
      const tested = one.tested(bound);
      const test = restsOn(tested);
      // Where all prompts were put, more draws of them decide nothing more.
      const fresh = test !== undefined && test.draws === test.pairs;
      return fresh && test.logE < Math.log(proposed / options.fdr) && worthwhile(tested);
    });
  }
  progress.undecided = undecided + open.length;
}

/** By how much the screen raised at best. */
const promise = ({ tests }: Tested): number =>
  Math.max(0, ...tests.filter(({ how }) => how !== 'removed').map(({ rise }) => rise.low));

/** Prompts of one pair of each kind that a candidate allows. */
const prompts = ({ candidate: { turn, behaviour } }: Verification): number =>
  turn === 'system' || behaviour.several === true ? 2 : 6;

/** The first of these, as many as so many pairs of each are affordable. */
function affordable(all: readonly Verification[], most: number): readonly Verification[] {
  let sum = 0;
  return all.filter((one) => (sum += prompts(one)) <= most);
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
