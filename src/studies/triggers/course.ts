import type { Random } from '../../core/random.ts';
import { DETECTORS } from './detectors/registry.gen.ts';
import { type Candidate, candidateId } from './candidate.ts';
import type { Proposal } from './detector.ts';
import type { TriggerOptions } from './options.ts';
import { type Entry, holds, Pool } from './pool.ts';
import type { Arms, Asking, Question } from './question.ts';
import { saidIn } from './search/ask-pairs.ts';
import { heldAgainst, restsOn, type Result, resultsOf } from './results.ts';
import { beyondReference } from './search/beyond.ts';
import type { How } from './search/pairs.ts';
import { askAll, controlsOf, type Tested, Verification } from './search/verification.ts';
import { type Varied, varyAll } from './search/vary.ts';

/** What became of the search so far: everything that the analysis reads. */
export interface Progress {
  arms: Arms | undefined;
  pool: Pool;
  proposals: readonly (Proposal & { readonly detector: string })[];
  screened: readonly Tested[];
  controls: readonly Tested[];
  confirmed: readonly Tested[];
  results: readonly Result[];
  varied: readonly Varied[];
}

export const begun = (): Progress => ({
  arms: undefined,
  pool: new Pool(),
  proposals: [],
  screened: [],
  controls: [],
  confirmed: [],
  results: [],
  varied: [],
});

/** The whole search. With the same answers it takes the same course. */
export function* search(progress: Progress, options: TriggerOptions, arms: Arms, random: Random): Asking<void> {
  progress.arms = arms;
  yield* leak(progress.pool, options.leaks);
  const candidates = yield* propose(progress, options, random.split('detectors'));
  const all = candidates.map((candidate) => new Verification(candidate, progress.pool, random.split('requests')));
  yield* askAll('screen', all, options.screen);
  progress.screened = all.map((one) => one.tested());
  const passing = all.filter((one) => worthwhile(one.tested()));
  if (passing.length === 0) return;
  progress.controls = yield* control(passing, progress.pool, options, random.split('controls'));
  const bound = (how: How): number => boundOf(progress.controls, how);
  for (const one of passing) one.forget();
  yield* confirm(passing, options, bound, candidates.length);
  progress.confirmed = passing.map((one) => one.tested(bound));
  progress.results = distinct(resultsOf(progress.confirmed, candidates.length, options.fdr), progress.pool);
  if (arms.reference !== undefined) {
    const held = yield* hold(progress.results, options.fdr);
    progress.results = distinct(held, progress.pool, (id) => (id === 'contradicts' ? 'marked' : id));
  }
  const found = progress.results.filter(({ word }) => word !== 'anomaly').map(({ tested }) => tested);
  progress.varied = yield* varyAll(found, progress.pool);
}

/** Holds what was found against the reference. */
function* hold(results: readonly Result[], fdr: number): Asking<readonly Result[]> {
  const found = results.filter(({ word }) => word !== 'anomaly');
  const held = yield* beyondReference(
    found.map(({ tested: { candidate, answers }, test }) => ({ behaviour: candidate.behaviour, answers, test })),
  );
  return heldAgainst(
    results,
    new Map(found.flatMap((result, index) => (held[index] === undefined ? [] : [[result, held[index]] as const]))),
    fdr,
  );
}

/** What stands in the same conversations as something stronger, or is a part of it, is left out. */
function distinct(results: readonly Result[], pool: Pool, kindOf = (id: string): string => id): readonly Result[] {
  const kept: { result: Result; rows: ReadonlySet<Entry> }[] = [];
  for (const result of results) {
    const { turn, features, behaviour } = result.tested.candidate;
    const rows = new Set(pool.entries.filter((entry) => holds(entry.features[turn], features)));
    const known = kept.some(
      (one) =>
        kindOf(one.result.tested.candidate.behaviour.id) === kindOf(behaviour.id) &&
        one.rows.intersection(rows).size >= SAME * Math.min(one.rows.size, rows.size),
    );
    if (!known) kept.push({ result, rows });
  }
  return kept.map(({ result }) => result);
}

const SAME = 0.5;

/** Whether a candidate is worth confirming: it may yet raise the rate by this much. */
const MAY_RISE = 0.2;

function worthwhile({ tests }: Tested): boolean {
  return tests.some(({ rise, how }) => how !== 'removed' && rise.estimate > 0 && rise.high >= MAY_RISE);
}

/** What random features raise, for each turn and behaviour that is to be confirmed. */
function* control(
  passing: readonly Verification[],
  pool: Pool,
  options: TriggerOptions,
  random: Random,
): Asking<readonly Tested[]> {
  const kinds = Map.groupBy(passing, ({ candidate }) => `${candidate.turn}/${candidate.behaviour.id}`);
  const spoilt = (entry: Entry): boolean =>
    passing.some(({ candidate }) => holds(entry.features[candidate.turn], candidate.features));
  const controls = [...kinds.values()].flatMap((group) => {
    const [first] = group;
    const taken = passing.flatMap(({ candidate }) => candidate.features);
    return first === undefined ? [] : controlsOf(first.candidate, taken, pool, random, options.controls);
  });
  const all = controls.map((candidate) => new Verification(candidate, pool, random, spoilt));
  yield* askAll('control', all, options.screen);
  return all.map((one) => one.tested());
}

/** Batches of a confirmation at most. */
const BATCHES = 4;

/** Asks on until each is decided: found, or no more to be hoped for. E-values may be looked at whenever one likes. */
function* confirm(
  passing: readonly Verification[],
  options: TriggerOptions,
  bound: (how: How) => number,
  proposed: number,
): Asking<void> {
  let open = passing;
  for (let batch = 1; batch <= BATCHES && open.length > 0; batch++) {
    yield* askAll(`confirm/${batch}`, open, options.confirm);
    open = open.filter((one) => {
      const tested = one.tested(bound);
      const test = restsOn(tested);
      return test !== undefined && test.logE < Math.log(proposed / options.fdr) && worthwhile(tested);
    });
  }
}

/** What random features raise on average, and 2 points at least: a candidate must raise more. */
function boundOf(controls: readonly Tested[], how: How): number {
  const rises = controls.flatMap(({ tests }) =>
    tests.filter((one) => one.how === how).map(({ rise }) => rise.estimate),
  );
  if (rises.length === 0) return 0.05;
  const mean = rises.reduce((sum, rise) => sum + rise, 0) / rises.length;
  return Math.min(0.5, Math.max(0.02, mean));
}

/** What the detectors propose, the best of each first; what two propose counts once. */
function* propose(progress: Progress, options: TriggerOptions, random: Random): Asking<readonly Candidate[]> {
  const reference = progress.arms?.reference !== undefined;
  const { pool } = progress;
  const proposals = [];
  for (const { id, needsReference, propose: ask } of DETECTORS) {
    if (needsReference && !reference) continue;
    proposals.push({ ...(yield* ask({ pool, options, random: random.split(id), reference })), detector: id });
  }
  progress.proposals = proposals;
  const all = proposals.flatMap(({ candidates }) => candidates);
  return [...new Map(all.map((candidate) => [candidateId(candidate), candidate])).values()];
}

function* leak(pool: Pool, count: number): Asking<void> {
  const questions = (['system', 'user'] as const).flatMap((turn) =>
    Array.from(
      { length: count },
      (_, draw): Question => ({ kind: 'leak', id: `leak/${turn}`, condition: 'opening', turn, draw }),
    ),
  );
  for (const answer of yield questions) pool.add(saidIn(answer));
}
