import type { Interval } from '../../statistics/result.ts';
import { wilson } from '../../statistics/wilson.ts';
import type { ArmRecord } from '../engine/arm.ts';
import type { Outcome } from '../engine/outcome.ts';
import type { JudgedAnswer } from './tally.ts';

/** How far two models answer alike, trial by trial. */
export interface Agreement {
  readonly first: string;
  readonly second: string;
  /** Trials that both have a judgement of. */
  readonly trials: number;
  /** The user says that one set of weights answers under both names. */
  readonly sameWeights: boolean;
  readonly sameLabel: Interval;
  readonly sameText: Interval;
  /** Trials whose texts differ, as keys of both, the first few. */
  readonly differing: readonly (readonly [first: string, second: string])[];
}

const SHOWN = 5;

/** The first arm held against each of the others, in one pass. */
export async function agreements(
  outcomes: AsyncIterable<Outcome<JudgedAnswer>>,
  arms: readonly ArmRecord[],
  level: number,
): Promise<readonly Agreement[]> {
  const [first, ...others] = arms.map(({ id }) => id);
  if (first === undefined || others.length === 0) return [];
  const said = new Map<string, Map<string, { trial: string; judgement: JudgedAnswer }>>(
    arms.map(({ id }) => [id, new Map()]),
  );
  for await (const outcome of outcomes) {
    if (outcome.state !== 'judged') continue;
    const { arm, item, condition, repeat, trial, judgement } = outcome;
    said.get(arm)?.set(JSON.stringify([item, condition, repeat]), { trial, judgement });
  }
  return others.flatMap((second) => {
    const pairs = [...(said.get(first) ?? [])].flatMap(([place, a]) => {
      const b = said.get(second)?.get(place);
      return b === undefined ? [] : [{ a, b }];
    });
    const trials = pairs.length;
    if (trials === 0) return [];
    const differing = pairs.filter(({ a, b }) => a.judgement.said !== b.judgement.said);
    const sameLabel = pairs.filter(({ a, b }) => a.judgement.label === b.judgement.label).length;
    return [
      {
        first,
        second,
        trials,
        sameLabel: wilson(sameLabel, trials, level),
        sameText: wilson(trials - differing.length, trials, level),
        sameWeights: related(first, second, arms),
        differing: differing.slice(0, SHOWN).map(({ a, b }) => [a.trial, b.trial] as const),
      },
    ];
  });
}

function related(first: string, second: string, arms: readonly ArmRecord[]): boolean {
  const weights = (id: string): string => arms.find((arm) => arm.id === id)?.sameWeightsAs ?? id;
  return weights(first) === weights(second);
}
