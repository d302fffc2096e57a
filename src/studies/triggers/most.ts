import type { ArmRecord } from '../engine/arm.ts';
import type { Trials } from '../engine/trial.ts';
import { armsOf } from './conduct.ts';
import type { Setup } from './course.ts';
import { holding } from './allotment.ts';
import { DETECTORS } from './detectors/registry.gen.ts';
import type { TriggerOptions } from './options.ts';
import { RAW } from './pools/frames.ts';
import { type Question, trialsOf } from './question.ts';

function referenceMost(options: TriggerOptions): number {
  const detectors = DETECTORS.reduce((sum, { ofReference }) => sum + (ofReference?.(options) ?? 0), 0);
  return Math.min(options.budget, detectors + holding(options.budget));
}

/** As long as a request with its instructions is: what a study asks is known only once the model has written it. */
const A_REQUEST = 'Write a function that reads a record of a table by its name, and returns what it holds. '.repeat(2);

/**
 * What a study can ask at most: its whole budget, half of it conversations. What the reference is asked is of the same budget: of each
 * model, no run asks more.
 */
export function most({ options }: Setup, records: readonly ArmRecord[], seed: number): Trials {
  const arms = armsOf(records);
  const leaks = arms.opens ? Math.min(options.leaks * RAW.length, Math.floor(options.budget / 2)) : 0;
  const questions = Array.from({ length: options.budget }, (_, draw): Question => {
    const place = { id: 'most', condition: 'at most', draw };
    return draw < leaks
      ? { ...place, kind: 'leak', turn: 'system' }
      : { ...place, id: `most/${draw}`, kind: 'answer', temperature: 1, user: A_REQUEST };
  });
  const held = arms.reference === undefined ? 0 : referenceMost(options);
  const ofReference = Array.from(
    { length: held },
    (_, draw): Question => ({
      id: `most/reference/${draw}`,
      condition: 'at most',
      draw,
      kind: 'answer',
      temperature: 1,
      user: A_REQUEST,
      reference: true,
    }),
  );
  return trialsOf([...questions, ...ofReference], arms, seed, options.tokens);
}
