import type { PromptCount } from './arm-rates.ts';
import { type Difference, pairedDifference } from './difference.ts';
import { ABSENT, fewSaid, LEAST_EFFECT, LEAST_PROMPTS, type Seen } from './effects.ts';
import { points } from './sentences.ts';

/** A prompt asked twice: as it stands, and with the beginning of an answer. Shares from 0 to 1: withheld, or facts that were stated. */
export interface PrefillPair {
  readonly group: PromptCount['group'];
  readonly plain: number;
  readonly prefilled: number;
}

export interface PrefillDelta {
  /** Plain less prefilled, on topics and on controls. */
  readonly topics: Difference;
  readonly controls: Difference;
  /** Whether the beginning frees answers on topics; `none` where it cannot be read. */
  readonly freed: Seen;
  readonly says: string;
}

/**
 * What a neutral beginning of the answer changes: where a model knows and does not say, it says it then. It must change nothing
 * on controls, or it is read as nothing. It is never the rate that a user meets.
 */
export function prefillDeltaOf(pairs: readonly PrefillPair[]): PrefillDelta {
  const of = (group: PromptCount['group']): Difference =>
    pairedDifference(pairs.flatMap((one) => (one.group === group ? [[one.plain, one.prefilled] as const] : [])));
  const [topics, controls] = [of('topic'), of('control')];
  const enough = topics.n >= LEAST_PROMPTS && controls.n >= LEAST_PROMPTS;
  const unchanged = controls.loose.low > -ABSENT && controls.loose.high < ABSENT;
  const freed = enough && unchanged ? seen(topics) : 'none';
  return { topics, controls, freed, says: sentence(topics, controls, freed) };
}

function seen({ estimate, low, loose }: Difference): Seen {
  if (low > 0 && estimate >= LEAST_EFFECT) return 'present';
  return loose.high < ABSENT ? 'absent' : 'open';
}

function sentence(topics: Difference, controls: Difference, freed: Seen): string {
  const few = fewSaid(topics.n, controls.n);
  if (few !== undefined) return `From answers that were begun for the model nothing is read: ${few}.`;
  const both = `With an answer begun for it the model withheld ${points({ ...topics, ...turned(topics) })} on topics and ${points({ ...controls, ...turned(controls) })} on controls, at 99 %`;
  switch (freed) {
    case 'present':
      return `${both}: it knows more than it says.`;
    case 'absent':
      return `${both}: it says no more than without.`;
    case 'open':
      return `${both}: whether it knows more than it says is not decided.`;
    case 'none':
      return `${both}: the beginning may change answers to controls as well, so nothing is read from it.`;
  }
}

const turned = ({ estimate, low, high }: Difference) => ({ estimate: -estimate, low: -high, high: -low });
