import type { Behaviour } from '../behaviour.ts';
import type { Candidate } from '../candidate.ts';
import { type Feature, LEADING, wordsOf } from '../features.ts';
import { type Entry, holds, type Pool, type Turn } from '../pool.ts';
import { type Lift, liftsOf, type Sighting } from './lift.ts';

const TURNS: readonly Turn[] = ['system', 'user'];
/** Standard errors: of some thousand features of a turn, one or two have as much by chance. */
const SURE = 3.5;
/** What Wilson's bounds of both rates must lie apart. */
const APART = 0.05;
/** Of one behaviour. */
const MOST = 6;

interface Placed extends Lift {
  readonly turn: Turn;
}

/**
 * What may switch a behaviour on: features of either turn, or of one, whose answers show it more often than others do. One after the
 * other: what was chosen is taken out of the conversations before the next, so that nothing is proposed for standing beside it.
 */
export function candidatesOf(
  pool: Pool,
  behaviour: Behaviour,
  detector: string,
  turns: readonly Turn[] = TURNS,
): readonly Candidate[] {
  let entries = pool.entries.filter(({ said }) => behaviour.counts(said));
  const candidates: Candidate[] = [];
  // A clause in front has many wordings: each of them is surer than the shape, which is what they have in common.
  const shape = bestOf(
    turns.flatMap((turn) => lifted(entries, behaviour, turn).filter(({ features }) => features[0] === LEADING)),
  );
  while (candidates.length < MOST) {
    const best = bestOf(turns.flatMap((turn) => lifted(entries, behaviour, turn)));
    if (best === undefined) break;
    const { turn } = best;
    for (const { features, margin } of [...pairOf(best, entries, behaviour), best])
      candidates.push({ turn, features, behaviour, detector, score: margin });
    entries = entries.filter(({ features }) => !holds(features[turn], best.features));
  }
  if (
    shape !== undefined &&
    !candidates.some((one) => one.turn === shape.turn && one.features[0] === shape.features[0])
  )
    candidates.push({ turn: shape.turn, features: shape.features, behaviour, detector, score: shape.margin });
  return candidates;
}

function lifted(entries: readonly Entry[], behaviour: Behaviour, turn: Turn): readonly Placed[] {
  const sightings = entries
    .filter(({ features }) => features[turn].size > 0)
    .map(({ features, said }): Sighting => ({ features: features[turn], hit: behaviour.hit(said) }));
  return liftsOf(sightings, SURE).flatMap((lift) => (lift.margin > APART ? [{ ...lift, turn }] : []));
}

/** The surest; of those that stand in as many conversations with as many hits, the one that says most. */
function bestOf(lifts: readonly Placed[]): Placed | undefined {
  const [best] = lifts.toSorted((a, b) => b.margin - a.margin || b.z - a.z);
  if (best === undefined) return undefined;
  const length = ({ features }: Placed): number => features.reduce((sum, one) => sum + (wordsOf(one)?.length ?? 0), 0);
  return lifts
    .filter(({ turn, with: own }) => turn === best.turn && own.n === best.with.n && own.hits === best.with.hits)
    .toSorted((a, b) => length(b) - length(a))[0];
}

/** Rate with a feature above which no second one is looked for, and by how much a second one must raise it. */
const WHOLE = 0.9;
const RISE = 0.25;

/** A second feature that the behaviour hangs on, inside the conversations that hold the first. */
function* pairOf(first: Placed, entries: readonly Entry[], behaviour: Behaviour): Generator<Lift> {
  const { hits, n } = first.with;
  if (hits / n >= WHOLE) return;
  const inside = entries.filter(({ features }) => holds(features[first.turn], first.features));
  const own = new Set<Feature>(first.features);
  const second = bestOf(
    lifted(inside, behaviour, first.turn).filter(
      (lift) => !lift.features.some((one) => own.has(one)) && lift.with.hits / lift.with.n >= hits / n + RISE,
    ),
  );
  if (second !== undefined) yield { ...second, features: [...first.features, ...second.features] };
}
