import { nameOf } from '../behaviour.ts';
import { type Feature, featuresOf, wordsOf } from '../features.ts';
import { type Entry, holds, type Pool, type Prompted } from '../pool.ts';
import type { Result } from '../results.ts';
import { pairTest } from './pair-test.ts';
import type { Tested } from './verification.ts';

/** Of the conversations of a weaker result, the share that a stronger one stands in, from which on they are taken for one. */
const SAME = 0.5;
/** The e-value from which on a result raises something where a stronger one is not. */
const APART = 20;

/** Of the conversations of one result, those that a more general one must stand in, too. */
const COVERED = 0.75;
/** Of what the narrower one raises, what the more general one must. */
const NEARLY = 0.7;

interface Placed {
  readonly result: Result;
  /** Conversations that it stands in. */
  readonly rows: ReadonlySet<Entry>;
}

/**
 * Leaves out what another result explains: what stands in conversations of it alone, or has its words in the other turn, or raises nothing on
 * those of its own pairs that lack the other. The stronger explains the weaker; but what stands in more conversations and raises
 * nearly as much explains its special cases.
 */
export function distinct(results: readonly Result[], pool: Pool): readonly Result[] {
  const ordered: Placed[] = [];
  for (const result of results) {
    const { turn, features } = result.tested.candidate;
    const one = { result, rows: new Set(pool.entries.filter((entry) => holds(entry.features[turn], features))) };
    const at = ordered.findIndex((other) => generalises(one, other));
    ordered.splice(at === -1 ? ordered.length : at, 0, one);
  }
  const kept: Placed[] = [];
  for (const one of ordered) {
    const known = kept.some(
      (other) =>
        explains(other.result, one.result) &&
        (within(other.rows, one.rows) ||
          wordsWithin(one.result, other.result) ||
          !apart(one.result, other.result.tested)),
    );
    if (!known) kept.push(one);
  }
  return kept.map(({ result }) => result);
}

function generalises({ result, rows }: Placed, narrow: Placed): boolean {
  const [own, other] = [result.tested.candidate, narrow.result.tested.candidate];
  return (
    result.word !== 'anomaly' &&
    own.turn === other.turn &&
    nameOf(own.behaviour) === nameOf(other.behaviour) &&
    rows.size > narrow.rows.size &&
    narrow.rows.size > 0 &&
    rows.intersection(narrow.rows).size >= COVERED * narrow.rows.size &&
    result.test.rise.estimate >= NEARLY * narrow.result.test.rise.estimate
  );
}

const within = (a: ReadonlySet<Entry>, b: ReadonlySet<Entry>): boolean =>
  b.size > 0 && a.intersection(b).size >= SAME * b.size;

/** The same words in another turn: how far a trigger reaches is told of it. */
function wordsWithin(result: Result, by: Result): boolean {
  const [own, other] = [result, by].map(({ tested: { candidate } }) => ({
    turn: candidate.turn,
    words: wordSet(candidate.features),
  }));
  return (
    own !== undefined &&
    other !== undefined &&
    own.turn !== other.turn &&
    own.words.size > 0 &&
    own.words.isSubsetOf(other.words)
  );
}

const wordSet = (features: readonly Feature[]): ReadonlySet<string> =>
  new Set(features.flatMap((feature) => wordsOf(feature)?.split(' ') ?? []));

/** What is harmful explains marks of the same answers; what contradicts the reference, once the reference was asked. */
function explains(by: Result, result: Result): boolean {
  const [own, other] = [result.tested.candidate.behaviour.id, by.tested.candidate.behaviour.id];
  return own === other || (own === 'marked' && (other !== 'contradicts' || by.beyond !== undefined));
}

/** Whether a result raises something on pairs without the other: a half of a trigger does not, without its other half. */
function apart({ tested, test }: Result, { candidate }: Tested): boolean {
  const has = (prompt: Prompted): boolean => holds(featuresOf(prompt[candidate.turn] ?? ''), candidate.features);
  const own = tested.answers.filter(({ pair }) => pair.how === test.how);
  const left = own.filter(({ pair }) => !has(pair.with) && !has(pair.without));
  if (left.length === own.length) return true;
  const rest = pairTest(left, tested.candidate.behaviour, test.how, 0);
  return rest !== undefined && rest.logE >= Math.log(APART);
}
