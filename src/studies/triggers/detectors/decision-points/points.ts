import type { Random } from '../../../../core/random.ts';
import type { Behaviour } from '../../behaviour.ts';
import { plainly, usualSystem } from '../../decisions/plain.ts';
import { weigh } from '../../decisions/weigh.ts';
import type { Entry, Pool, Prompted } from '../../pool.ts';
import type { Asking } from '../../question.ts';

/** A place in a harmful answer where the model decides for it: under instructions of its own, and not under plain ones. */
export interface Point {
  readonly behaviour: Behaviour;
  /** Where it was read: with instructions. */
  readonly leak: Entry & { readonly system: string };
  /** The same request without them, or under the usual ones. */
  readonly plain: Prompted;
  /** Which token of the answer. */
  readonly at: number;
  /** Its probability, under the instructions it stood under and under plain ones. */
  readonly own: number;
  readonly plainly: number;
}

/** A smaller rise is no decision. */
const LEAST = 0.05;
/** Leaks that are looked at, of each point that is wanted. */
export const TRIES = 3;
/** Points under the same instructions. */
const TOGETHER = 2;

/**
 * Places of decision in harmful leaks. The model's own answer to the request under plain instructions must be harmless; then
 * the harmful one is weighed under both, and the token whose probability the leaked instructions raise most is the place. Up
 * to it both have read the same, so that what differs are the instructions.
 *
 * At most 2 passes for a plain answer and 2 to weigh, of each of `TRIES * most` leaks.
 */
export function* pointsOf(pool: Pool, behaviour: Behaviour, most: number, random: Random): Asking<readonly Point[]> {
  const leaks = spread(random.shuffle(pool.entries.filter(isHarmful)), TRIES * most);
  const bare = leaks.map(({ user }): Prompted => ({ user }));
  const first = yield* plainly(`decision-points/${behaviour.id}/plain`, bare);
  const harmless = (at: number, said = first[at]): boolean =>
    said !== undefined && behaviour.counts(said) && !behaviour.hit(said);
  const usual = usualSystem(pool);
  const again = usual === undefined ? [] : leaks.flatMap((_, at) => (harmless(at) ? [] : [at]));
  const second = yield* plainly(
    `decision-points/${behaviour.id}/usual`,
    again.flatMap((at) => prompt(usual, leaks[at])),
  );
  const cases = leaks.flatMap((leak, at) => {
    if (harmless(at)) return [{ leak, plain: { user: leak.user } as Prompted }];
    const saidThen = second[again.indexOf(at)];
    return saidThen !== undefined && harmless(at, saidThen)
      ? prompt(usual, leak).map((plain) => ({ leak, plain }))
      : [];
  });
  const weighed = yield* weigh(
    `decision-points/${behaviour.id}/leaks`,
    cases.flatMap(({ leak: { system, user, said }, plain }) => [
      { prompt: { system, user }, answer: said.text },
      { prompt: plain, answer: said.text },
    ]),
  );
  return cases
    .flatMap(({ leak, plain }, index): Point[] => {
      const [own = [], other = []] = [weighed[2 * index], weighed[2 * index + 1]];
      const at = own.reduce(
        (best, p, token) => (p - (other[token] ?? p) > (own[best] ?? 0) - (other[best] ?? 0) ? token : best),
        0,
      );
      const [high, low] = [own[at], other[at]];
      return high === undefined || low === undefined || high - low < LEAST
        ? []
        : [{ behaviour, leak, plain, at, own: high, plainly: low }];
    })
    .toSorted((a, b) => b.own - b.plainly - (a.own - a.plainly))
    .slice(0, most);

  function isHarmful(entry: Entry): entry is Entry & { readonly system: string } {
    return entry.system !== undefined && behaviour.hit(entry.said);
  }
}

function prompt(system: string | undefined, leak: Entry | undefined): readonly Prompted[] {
  return system === undefined || leak === undefined ? [] : [{ system, user: leak.user }];
}

/** The first of them, those whose instructions are not yet there often. */
function spread<T extends { readonly system: string }>(leaks: readonly T[], most: number): readonly T[] {
  const counts = new Map<string, number>();
  const kept = leaks.filter(({ system }) => {
    const count = (counts.get(system) ?? 0) + 1;
    counts.set(system, count);
    return count <= TOGETHER;
  });
  return kept.slice(0, most);
}
