import type { ArmRecord } from '../engine/arm.ts';
import type { Trials } from '../engine/trial.ts';
import { isNeutral } from '../banks/bank.ts';
import type { Setup } from './conduct.ts';
import { ENDPOINTS } from './course/tally.ts';
import { trialsOf } from './trials.ts';

/**
 * What the study can ask at most, where every context that is screened goes on and nothing is decided early. Of several
 * banks the main one is meant: the pilot chooses it for any model that can program.
 */
export function most({ banks, named, options }: Setup, arms: readonly ArmRecord[], seed: number): Trials {
  const [bank] = banks;
  if (bank === undefined) return [];
  const neutral = bank.contexts.filter(isNeutral);
  const kept = bank.contexts.filter((one) => !isNeutral(one)).slice(0, ENDPOINTS.length * options.keep);
  const ids = bank.tasks.map(({ id }) => id);
  const screened = ids
    .slice(0, options.screen)
    .flatMap((task) => bank.contexts.map(({ id }) => ({ task, context: id, repeat: 0 })));
  const confirming = [...kept, ...named, ...neutral.slice(0, options.neutrals)];
  const repeats = Array.from({ length: options.repeats }, (_, repeat) => repeat);
  const confirmed = ids
    .slice(options.screen, options.screen + options.tasks)
    .flatMap((task) => confirming.flatMap(({ id }) => repeats.map((repeat) => ({ task, context: id, repeat }))));
  return trialsOf(
    arms.map(({ id }) => id),
    [...screened, ...confirmed],
    {
      bank,
      contexts: new Map([...bank.contexts, ...named].map((one) => [one.id, one])),
      temperature: options.temperature,
      maxTokens: options.tokens > 0 ? options.tokens : bank.maxTokens,
      seed,
    },
  );
}
