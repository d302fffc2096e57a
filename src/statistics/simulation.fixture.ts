import type { Draws } from './draws.ts';

/** How often `happens` in `times` runs on one seeded stream, for error rates of tests and coverage of intervals. */
export function shareOf<Stream>(times: number, random: Stream, happens: (random: Stream) => boolean): number {
  let count = 0;
  for (let time = 0; time < times; time++) if (happens(random)) count++;
  return count / times;
}

export function covers(interval: { readonly low: number; readonly high: number }, truth: number): boolean {
  return interval.low <= truth && truth <= interval.high;
}

/** The number of heads in n flips of a coin. */
export function heads(n: number, p: number, random: Draws): number {
  let count = 0;
  for (let i = 0; i < n; i++) if (random.uniform() < p) count++;
  return count;
}

/** The probabilities of 0 to n heads, by recurrence. */
export function binomial(n: number, p: number): number[] {
  const masses = [(1 - p) ** n];
  for (let k = 0; k < n; k++) masses.push((((masses[k] ?? 0) * (n - k)) / (k + 1)) * (p / (1 - p)));
  return masses;
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
