import type { Outcome } from './rule.ts';

/** The outcome, and what the bare numbers would make of it where that is something else. */
export function different(outcome: Outcome, numerically: Outcome): { outcome: Outcome; numerically?: Outcome } {
  const same = outcome.kind === numerically.kind && outcome.paragraphs.join() === numerically.paragraphs.join();
  return same ? { outcome } : { outcome, numerically };
}
