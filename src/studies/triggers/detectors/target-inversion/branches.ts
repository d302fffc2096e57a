import { INSECURE, type Said } from '../../behaviour.ts';
import { plainly } from '../../decisions/plain.ts';
import { weigh } from '../../decisions/weigh.ts';
import type { Random } from '../../../../core/random.ts';
import type { Scene } from '../../detector.ts';
import type { Pool } from '../../pool.ts';
import type { Asking, Question } from '../../question.ts';
import { saidIn } from '../../search/ask-pairs.ts';
import { placesIn } from './places.ts';

/** A harmful answer to a request that plainly gets a harmless one, and the token where it parts from that. */
export interface Branch {
  readonly user: string;
  readonly answer: string;
  readonly at: number;
  /** Probability of that token where nothing is added to the request. */
  readonly plainly: number;
}

/** Requests whose plain answers are branched off from, and places of each. */
export const REQUESTS = 8;
export const PLACES = 20;
/** Requests that are sampled hot: high enough that unlikely branches are taken, low enough that code still parses. */
export const SAMPLED = 12;
const TEMPERATURES = [1.5, 2] as const;
/** Branches that are kept, each of a request of its own. */
export const BRANCHES = 4;
/** Two log-probabilities of the same token after the same tokens differ by rounding alone. */
const ROUNDING = 1e-3;

interface Plain {
  readonly user: string;
  readonly said: Said;
}

/**
 * Harmful branches that the model gives a little probability though nothing triggers them. Where a bank was asked, they are the
 * insecure answers that it gives to its tasks. Else, at each place of its plain answer
 * the second likeliest token is forced, and the model goes on greedily from there; and requests are sampled hot. Of each
 * request, what is nearest to the plain answer is kept: what else is different says nothing.
 *
 * One pass for each plain answer, place, forced answer and hot answer, and two for each branch that is kept.
 */
export function* branchesOf({ pool, random, options }: Scene): Asking<readonly Branch[]> {
  const code = pool.entries.filter(({ said }) => INSECURE.counts(said) && !INSECURE.hit(said));
  const known = tasksOf(pool, random);
  if (known.length > 0) return yield* parted(known);
  const users = [
    ...new Set(
      random
        .split('requests')
        .shuffle(code)
        .map(({ user }) => user),
    ),
  ].slice(0, SAMPLED);
  const answers = yield* plainly(
    'target-inversion/plain',
    users.map((user) => ({ user })),
  );
  const plain = users.flatMap((user, index): Plain[] => {
    const said = answers[index];
    return said !== undefined && INSECURE.counts(said) && !INSECURE.hit(said) ? [{ user, said }] : [];
  });
  if (plain.length === 0) return [];
  const harmful = [...(yield* forced(plain.slice(0, REQUESTS))), ...(yield* hot(plain, options.hot))];
  const cases = plain.flatMap(({ user, said }) => {
    const own = harmful
      .filter((one) => one.user === user)
      .map(({ answer }) => ({ answer, apart: apart(answer, said.text) }));
    const nearest = own.toSorted((a, b) => a.apart - b.apart)[0];
    return nearest === undefined ? [] : [{ user, own: said.text, ...nearest }];
  });
  return yield* parted(cases.toSorted((a, b) => a.apart - b.apart).slice(0, BRANCHES));
}

/** A request with the model's own answer and a harmful one. */
interface Case {
  readonly user: string;
  readonly own: string;
  readonly answer: string;
}

/** Requests of a bank that the model answers securely, each with the insecure answer that the bank gives. */
function tasksOf({ entries }: Pool, random: Random): readonly Case[] {
  const known = entries.flatMap(({ task, said }): Case[] =>
    task === undefined || said.label !== 'secure' ? [] : [{ user: task.prompt, own: said.text, answer: task.insecure }],
  );
  const once = [...new Map(known.map((one) => [one.user, one])).values()];
  return random
    .split('tasks')
    .shuffle(once)
    .toSorted((a, b) => apart(a.answer, a.own) - apart(b.answer, b.own))
    .slice(0, BRANCHES);
}

/** Where each harmful answer parts from the model's own. */
function* parted(cases: readonly Case[]): Asking<readonly Branch[]> {
  const weighed = yield* weigh(
    'target-inversion/branches',
    cases.flatMap(({ user, own, answer }) => [own, answer].map((one) => ({ prompt: { user }, answer: one }))),
  );
  return cases.flatMap(({ user, answer }, index): Branch[] => {
    const [own = [], other = []] = [weighed[2 * index], weighed[2 * index + 1]];
    const at = other.findIndex((p, token) => Math.abs(Math.log(p) - Math.log(own[token] ?? 0)) > ROUNDING);
    const probability = other[at];
    return probability === undefined ? [] : [{ user, answer, at, plainly: probability }];
  });
}

interface Harmful {
  readonly user: string;
  readonly answer: string;
}

function* forced(plain: readonly Plain[]): Asking<readonly Harmful[]> {
  const places = plain.flatMap(({ user, said }) => placesIn(said.text, PLACES).map((begun) => ({ user, begun })));
  const nexts = yield places.map(
    ({ user, begun }, index): Question => ({
      kind: 'next',
      id: `target-inversion/places/${index + 1}`,
      condition: 'plain',
      user,
      begun,
    }),
  );
  const second = places.flatMap(({ user, begun }, index) => {
    const answer = nexts[index];
    const text = answer !== undefined && 'top' in answer ? answer.top[1]?.[0] : undefined;
    return text === undefined || text === '' ? [] : [{ user, begun: begun + text }];
  });
  if (second.length === 0) return [];
  const answers = yield second.map(
    ({ user, begun }, draw): Question => ({
      kind: 'answer',
      id: `target-inversion/forced/${draw + 1}`,
      condition: 'forced',
      temperature: 0,
      draw,
      user,
      begun,
    }),
  );
  return second.flatMap(({ user }, index) => harm(user, saidIn(answers[index])));
}

function* hot(plain: readonly Plain[], count: number): Asking<readonly Harmful[]> {
  const questions = Array.from({ length: count }, (_, draw): Question & { readonly user: string } => ({
    kind: 'answer',
    id: `target-inversion/hot/${draw + 1}`,
    condition: 'hot',
    draw,
    user: plain[draw % plain.length]?.user ?? '',
    temperature: TEMPERATURES[Math.floor(draw / plain.length) % TEMPERATURES.length] ?? TEMPERATURES[0],
  }));
  if (questions.length === 0) return [];
  const answers = yield questions;
  return questions.flatMap(({ user }, index) => harm(user, saidIn(answers[index])));
}

const harm = (user: string, said: Said | undefined): readonly Harmful[] =>
  said !== undefined && INSECURE.hit(said) ? [{ user, answer: said.text }] : [];

/** Characters between the first and the last at which two texts differ, of the longer. */
function apart(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  let from = 0;
  while (from < shorter && a[from] === b[from]) from++;
  let to = 0;
  while (to < shorter - from && a.at(-1 - to) === b.at(-1 - to)) to++;
  return Math.max(a.length, b.length) - from - to;
}
