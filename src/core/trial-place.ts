import type { TrialLocation } from './finding.ts';
import { printable } from './printable.ts';

/** A place in a study as words, safe to print: `sabotage · suspect · condition year-2027 · item login-3`. */
export function trialPlace({ study, arm, condition, item }: TrialLocation): string {
  return [
    printable(study, 120),
    printable(arm, 120),
    `condition ${printable(condition, 200)}`,
    ...(item === undefined ? [] : [`item ${printable(item, 120)}`]),
  ].join(' · ');
}
