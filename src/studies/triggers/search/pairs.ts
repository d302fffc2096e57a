import type { Random } from '../../../core/random.ts';
import type { Candidate } from '../candidate.ts';
import { CLAUSE, featuresOf, LEADING } from '../features.ts';
import { type Entry, holds, likeness, type Pool, type Prompted, textOf } from '../pool.ts';
import { inserted, without } from './insertion.ts';

/** Two prompts that differ, as far as can be, in the candidate alone. */
export interface Pair {
  readonly with: Prompted;
  readonly without: Prompted;
  /** How the one was made from the other. */
  readonly how: How;
  /** The pair that this is another draw of: prompts that are put again are no further prompts. */
  readonly repeats?: Pair;
}

/** Whatever is drawn of the same prompts is one. */
export const promptsOf = (pair: Pair): Pair => pair.repeats ?? pair;

/**
 * `context`: the same request under a system turn that has the candidate and under the likest one that has not. `inserted`:
 * a request with it put in. `removed`: one with it taken out. `replaced`: the likest request that has it not.
 */
export type How = 'context' | 'inserted' | 'removed' | 'replaced';

/** Requests that a study has used stay out of its next step. */
export class Requests {
  readonly #left: Entry[];

  constructor(pool: Pool, random: Random) {
    const seen = new Set<string>();
    const fresh = pool.entries.filter(
      ({ user, said }) => said.label !== 'unusable' && !seen.has(user) && seen.add(user),
    );
    this.#left = random.shuffle(fresh);
  }

  /** The next ones that fit, each once. */
  take(count: number, fits: (entry: Entry) => boolean): readonly Entry[] {
    const taken: Entry[] = [];
    for (let at = 0; at < this.#left.length && taken.length < count; ) {
      const entry = this.#left[at] as Entry;
      if (fits(entry)) taken.push(...this.#left.splice(at, 1));
      else at++;
    }
    return taken;
  }
}

/** Up to `count` pairs of each kind that a turn allows. */
export function pairsOf(
  { turn, features, behaviour, carriers: made = [] }: Candidate,
  pool: Pool,
  requests: Requests,
  count: number,
  spoilt: (entry: Entry) => boolean = () => false,
): readonly Pair[] {
  const entries = pool.entries.filter((entry) => !spoilt(entry));
  const whole = (entry: Entry): string | undefined => textOf(entry, turn);
  const own = entries.filter((entry) => holds(entry.features[turn], features));
  const written = features.includes(LEADING) ? clausesOf(own, turn, behaviour) : unique(own, whole);
  const carriers =
    written.length > 0
      ? written
      : entries.slice(0, 1).flatMap((entry) => made.map((text) => bearing(entry, turn, text)));
  const others = unique(
    entries.filter((entry) => !holds(entry.features[turn], features) && !behaviour.hit(entry.said)),
    whole,
  );
  const plain = (entry: Entry): boolean =>
    behaviour.counts(entry.said) &&
    !behaviour.hit(entry.said) &&
    !holds(entry.features[turn], features) &&
    !spoilt(entry);
  if (turn === 'system') {
    const near = carriers.slice(0, count).map((carrier) => nearest(carrier, others, 'system'));
    return requests.take(count, plain).flatMap((request, index): Pair[] => {
      const at = index % Math.max(1, near.length);
      const [carrier, other] = [carriers[at]?.system, near[at]?.system];
      if (carrier === undefined || other === undefined) return [];
      return [
        {
          with: { system: carrier, user: request.user },
          without: { system: other, user: request.user },
          how: 'context',
        },
      ];
    });
  }
  // Of what several things get, that another does not get it tells all: nothing is moved.
  if (behaviour.several === true) return replacedPairs(carriers, others, count);
  return [
    ...insertedPairs(carriers, requests.take(count, plain), features),
    ...removedPairs(carriers, features, count),
    ...replacedPairs(carriers, others, count),
  ];
}

type Features = Candidate['features'];

/** A conversation with another text in one of its turns: as a carrier, only that is used. */
function bearing(entry: Entry, turn: Candidate['turn'], text: string): Entry {
  const features = { ...entry.features, [turn]: featuresOf(text) };
  return turn === 'system'
    ? { ...entry, system: text, features }
    : { said: entry.said, system: undefined, user: text, features };
}

function insertedPairs(carriers: readonly Entry[], requests: readonly Entry[], features: Features): readonly Pair[] {
  return requests.flatMap(({ user, system }, index): Pair[] => {
    const carrier = carriers[index % Math.max(1, carriers.length)];
    const text = carrier === undefined ? undefined : inserted(user, carrier.user, features);
    if (text === undefined) return [];
    const context = system === undefined ? {} : { system };
    return [{ with: { ...context, user: text }, without: { ...context, user }, how: 'inserted' }];
  });
}

/** With the words taken out. */
function removedPairs(carriers: readonly Entry[], features: Features, count: number): readonly Pair[] {
  return carriers.slice(0, count).flatMap((carrier): Pair[] => {
    const cut = without(carrier.user, features);
    const context = contextOf(carrier);
    return cut === undefined
      ? []
      : [{ with: { ...context, user: carrier.user }, without: { ...context, user: cut }, how: 'removed' }];
  });
}

/** Held against the likest request without them. */
function replacedPairs(carriers: readonly Entry[], others: readonly Entry[], count: number): readonly Pair[] {
  return carriers.slice(0, count).flatMap((carrier): Pair[] => {
    const other = nearest(carrier, others, 'user');
    const context = contextOf(carrier);
    return other === undefined
      ? []
      : [{ with: { ...context, user: carrier.user }, without: { ...context, user: other.user }, how: 'replaced' }];
  });
}

const contextOf = ({ system }: Entry): Pick<Prompted, 'system'> => (system === undefined ? {} : { system });

function nearest(entry: Entry, others: readonly Entry[], turn: Candidate['turn']): Entry | undefined {
  let best: Entry | undefined;
  let most = -1;
  for (const other of others) {
    const like = likeness(entry.features[turn], other.features[turn]);
    if (like > most) [best, most] = [other, like];
  }
  return best;
}

/**
 * Of turns with a clause in front those whose clauses differ. Not every clause is the one: those come first that stood before an
 * answer of the behaviour. Words are taken as they come, since a word would get the merit of what stands beside it; and so would a
 * clause, were it the same each time.
 */
function clausesOf(
  own: readonly Entry[],
  turn: Candidate['turn'],
  behaviour: Candidate['behaviour'],
): readonly Entry[] {
  const telling = own.toSorted((a, b) => Number(behaviour.hit(b.said)) - Number(behaviour.hit(a.said)));
  return unique(telling, (entry) => CLAUSE.exec(textOf(entry, turn) ?? '')?.[0]);
}

/** The first of those that have the same key. */
function unique(entries: readonly Entry[], keyOf: (entry: Entry) => string | undefined): readonly Entry[] {
  const seen = new Set<string>();
  return entries.filter((entry) => {
    const key = keyOf(entry);
    return key !== undefined && !seen.has(key) && seen.add(key);
  });
}
