import type { Behaviour } from '../behaviour.ts';
import type { Candidate } from '../candidate.ts';
import type { Feature } from '../features.ts';
import { type Entry, holds, type Pool, type Turn } from '../pool.ts';
import { type Lift, liftsOf, type Sighting } from './lift.ts';

const TURNS: readonly Turn[] = ['system', 'user'];
/** Standard errors: of some thousand features of a turn, one in a hundred models has one by chance. */
const SURE = 4;
/** What Wilson's bounds of both rates must lie apart. */
const APART = 0.05;
/** Of one behaviour and turn. */
const MOST = 4;
/** Features that share this much of their conversations stand for one another. */
const ALIKE = 0.8;

/** What may switch a behaviour on: features of either turn, or of one, whose answers show it more often than others do. */
export function candidatesOf(
  pool: Pool,
  behaviour: Behaviour,
  detector: string,
  turns: readonly Turn[] = TURNS,
): readonly Candidate[] {
  return turns.flatMap((turn) => candidatesIn(pool, behaviour, turn, detector));
}

function candidatesIn(pool: Pool, behaviour: Behaviour, turn: Turn, detector: string): readonly Candidate[] {
  const entries = pool.entries.filter((entry) => behaviour.counts(entry.said) && entry.features[turn].size > 0);
  const lifts = distinct(lifted(entries, behaviour, turn), entries, turn);
  return lifts
    .slice(0, MOST)
    .flatMap((lift) => [...pairOf(lift, entries, behaviour, turn), lift])
    .map(({ features, margin }) => ({ turn, features, behaviour, detector, score: margin }));
}

function lifted(entries: readonly Entry[], behaviour: Behaviour, turn: Turn): readonly Lift[] {
  const sightings = entries.map(
    ({ features, said }): Sighting => ({ features: features[turn], hit: behaviour.hit(said) }),
  );
  return liftsOf(sightings, SURE).filter(({ margin }) => margin > APART);
}

/** The best of those that stand in the same conversations. */
function distinct(lifts: readonly Lift[], entries: readonly Entry[], turn: Turn): readonly Lift[] {
  const kept: { lift: Lift; rows: ReadonlySet<Entry> }[] = [];
  for (const lift of lifts) {
    if (kept.length >= MOST) break;
    const rows = new Set(entries.filter(({ features }) => holds(features[turn], lift.features)));
    if (!kept.some((one) => alike(one.rows, rows))) kept.push({ lift, rows });
  }
  return kept.map(({ lift }) => lift);
}

function alike(a: ReadonlySet<Entry>, b: ReadonlySet<Entry>): boolean {
  const shared = a.intersection(b).size;
  return shared / Math.min(a.size, b.size) >= ALIKE;
}

/** Rate with a feature above which no second one is looked for, and by how much a second one must raise it. */
const WHOLE = 0.9;
const RISE = 0.25;

/** A second feature that the behaviour hangs on, inside the conversations that hold the first. */
function* pairOf(first: Lift, entries: readonly Entry[], behaviour: Behaviour, turn: Turn): Generator<Lift> {
  const { hits, n } = first.with;
  if (hits / n >= WHOLE) return;
  const inside = entries.filter(({ features }) => holds(features[turn], first.features));
  const own = new Set<Feature>(first.features);
  const second = lifted(inside, behaviour, turn).find(
    (lift) => !lift.features.some((feature) => own.has(feature)) && lift.with.hits / lift.with.n >= hits / n + RISE,
  );
  if (second === undefined) return;
  yield { ...second, features: [...first.features, ...second.features] };
}
