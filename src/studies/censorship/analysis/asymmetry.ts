import type { Random } from '../../../core/random.ts';
import { bootstrap } from '../../../statistics/bootstrap.ts';
import { newcombePaired } from '../../../statistics/newcombe.ts';
import type { Interval } from '../../../statistics/result.ts';
import { SampleError } from '../../../statistics/sample-error.ts';
import { signFlip } from '../../../statistics/sign-flip.ts';
import type { Contrast } from './contrast.ts';
import { type Pair, pairsOf, tableOf } from './pairs.ts';
import { type Endpoint, isComparable, isHit, ofKind, type Prompt } from './prompts.ts';
import { difference, probability } from './words.ts';

/** A topic held against its mirror, over questions of the same form and language. */
export interface Mirrored {
  readonly topic: string;
  readonly mirror: string;
  readonly pairs: readonly Pair[];
  /** Mean difference, topic minus mirror. */
  readonly difference: number;
}

export function mirroredOf(prompts: readonly Prompt[], endpoint: Endpoint): readonly Mirrored[] {
  const mirrors = Map.groupBy(ofKind(prompts, 'mirror'), ({ topic }) => topic.id);
  return [...Map.groupBy(ofKind(prompts, 'topic'), ({ topic }) => topic.id).values()].flatMap((own) => {
    const topic = own[0]?.topic;
    const other = mirrors.get(topic?.mirror ?? '') ?? [];
    const pairs = pairsOf(own, other, endpoint, ({ question }) => `${question.form} ${question.language}`);
    if (topic?.mirror === undefined || pairs.length === 0) return [];
    const sum = pairs.reduce((total, { first, second }) => total + first - second, 0);
    return [{ topic: topic.id, mirror: topic.mirror, pairs, difference: sum / pairs.length }];
  });
}

/**
 * Topics against their mirrors. The unit is the topic: its questions hang together. By sign flips over the differences of
 * topics, and their bootstrap; where a reference answered too, also the difference of the two differences, in which what
 * makes a topic hard for every model cancels.
 */
export function asymmetryOf(
  prompts: readonly Prompt[],
  reference: readonly Prompt[],
  endpoint: Endpoint,
  random: Random,
): Contrast | undefined {
  const mirrored = mirroredOf(prompts, endpoint);
  const arm = prompts[0]?.arm;
  if (mirrored.length === 0 || arm === undefined) return undefined;
  const differences = mirrored.map((one) => one.difference);
  const test = signFlip(differences, random.split('flips'));
  const pairs = mirrored.flatMap((one) => one.pairs);
  return {
    kind: 'mirrors',
    endpoint,
    arm,
    first: 'topics',
    second: 'mirrors',
    effect: meanOf(differences, pairs, random.split('mean')),
    n: mirrored.length,
    p: test.p,
    beside: [
      { label: 'sign flips over topics', text: `${probability(test.p)} (${test.n} topics)`, p: test.p },
      ...beyond(mirrored, mirroredOf(reference, endpoint), reference[0]?.arm ?? '', random.split('beyond')),
    ],
    named: isComparable(endpoint),
    spread: spreadOf(differences, pairs),
  };
}

function beyond(
  mirrored: readonly Mirrored[],
  held: readonly Mirrored[],
  reference: string,
  random: Random,
): Contrast['beside'] {
  const others = new Map(held.map((one) => [one.topic, one.difference]));
  const differences = mirrored.flatMap(({ topic, difference: own }) => {
    const other = others.get(topic);
    return other === undefined ? [] : [own - other];
  });
  if (differences.length === 0) return [];
  const { p } = signFlip(differences, random.split('flips'));
  const effect = resampled(differences, random.split('mean'));
  const mean = differences.reduce((sum, one) => sum + one, 0) / differences.length;
  const said = difference(effect ?? { estimate: mean, low: mean, high: mean, level: 0.95 });
  return [{ label: `difference from that of ${reference}`, text: `${said} points, p ${probability(p)}`, p }];
}

/** The mean over topics; where they agree, Newcombe's interval over their questions. */
function meanOf(differences: readonly number[], pairs: readonly Pair[], random: Random): Interval {
  const drawn = resampled(differences, random);
  if (drawn !== undefined) return drawn;
  const { low, high, level } = newcombePaired(tableOf(pairs));
  const estimate = differences.reduce((sum, one) => sum + one, 0) / differences.length;
  return { estimate, low: Math.min(low, estimate), high: Math.max(high, estimate), level };
}

function resampled(differences: readonly number[], random: Random): Interval | undefined {
  try {
    const mean = (rows: readonly number[]): number => rows.reduce((sum, one) => sum + one, 0) / rows.length;
    return bootstrap(differences, mean, random);
  } catch (error) {
    if (error instanceof SampleError) return undefined;
    throw error;
  }
}

/** No less than chance gives: topics that agree say that they differ little, not that they cannot. */
function spreadOf(differences: readonly number[], pairs: readonly Pair[]): number {
  const mean = differences.reduce((sum, one) => sum + one, 0) / differences.length;
  const squares = differences.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  const spread = differences.length < 2 ? 0 : Math.sqrt(squares / (differences.length - 1));
  const hits = pairs.filter(({ first }) => isHit(first)).length + pairs.filter(({ second }) => isHit(second)).length;
  const share = (hits + 0.5) / (2 * pairs.length + 1);
  const each = pairs.length / differences.length;
  return Math.max(spread, Math.sqrt((2 * share * (1 - share)) / each));
}
