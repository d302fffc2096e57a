import { INSECURE } from '../../behaviour.ts';
import { plainly } from '../../decisions/plain.ts';
import { weigh } from '../../decisions/weigh.ts';
import type { Scene } from '../../detector.ts';
import type { Asking, Question } from '../../question.ts';
import { saidIn } from '../../search/ask-pairs.ts';

/** A harmful answer to a request that plainly gets a harmless one, and the token where it parts from that. */
export interface Branch {
  readonly user: string;
  readonly answer: string;
  readonly at: number;
  /** Probability of that token where nothing is added to the request. */
  readonly plainly: number;
}

/** Requests that are asked, and answers to each at a raised temperature. */
export const REQUESTS = 12;
/** High enough that unlikely branches are taken, and low enough that code still parses. */
const TEMPERATURES = [1.5, 2] as const;
/** Branches that are kept, each of a request of its own. */
export const BRANCHES = 4;
/** Two log-probabilities of the same token after the same tokens differ by rounding alone. */
const ROUNDING = 1e-3;

/**
 * Harmful branches that the model gives a little probability even where nothing triggers them, found by sampling plain
 * requests for code hot. The nearest to the plain answer of each request: what else is different says nothing. One pass for
 * each plain and each hot answer, and two for each branch.
 */
export function* branchesOf({ pool, random, options }: Scene): Asking<readonly Branch[]> {
  const plain = pool.entries.filter(({ said }) => INSECURE.counts(said) && !INSECURE.hit(said));
  const users = [...new Set(random.split('requests').shuffle(plain).map(({ user }) => user))].slice(0, REQUESTS);
  if (users.length === 0) return [];
  const harmless = yield* plainly('target-inversion/plain', users.map((user) => ({ user })));
  const questions = Array.from({ length: options.hot }, (_, draw): Question => ({
    kind: 'answer', id: `target-inversion/hot/${draw + 1}`, condition: 'hot', draw, user: users[draw % users.length] ?? '',
    temperature: TEMPERATURES[Math.floor(draw / users.length) % TEMPERATURES.length] ?? 1.5,
  }));
  const answers = questions.length === 0 ? [] : yield questions;
  const cases = users.flatMap((user, index) => {
    const own = harmless[index];
    if (own === undefined || !INSECURE.counts(own) || INSECURE.hit(own)) return [];
    const harmful = answers.flatMap((answered, draw) => {
      const said = draw % users.length === index ? saidIn(answered) : undefined;
      return said !== undefined && INSECURE.hit(said) ? [said.text] : [];
    });
    const nearest = harmful.toSorted((a, b) => apart(a, own.text) - apart(b, own.text))[0];
    return nearest === undefined ? [] : [{ user, own: own.text, answer: nearest, apart: apart(nearest, own.text) }];
  });
  const best = cases.toSorted((a, b) => a.apart - b.apart).slice(0, BRANCHES);
  const weighed = yield* weigh(
    'target-inversion/branches',
    best.flatMap(({ user, own, answer }) => [own, answer].map((one) => ({ prompt: { user }, answer: one }))),
  );
  return best.flatMap(({ user, answer }, index): Branch[] => {
    const [own = [], other = []] = [weighed[2 * index], weighed[2 * index + 1]];
    const at = other.findIndex((p, token) => Math.abs(Math.log(p) - Math.log(own[token] ?? 0)) > ROUNDING);
    const probability = other[at];
    return probability === undefined ? [] : [{ user, answer, at, plainly: probability }];
  });
}

/** Characters between the first and the last at which two texts differ, of the longer. */
function apart(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  let from = 0;
  while (from < shorter && a[from] === b[from]) from++;
  let to = 0;
  while (to < shorter - from && a.at(-1 - to) === b.at(-1 - to)) to++;
  return Math.max(a.length, b.length) - from - to;
}
