import { POWER } from './contrasts.ts';
import { points } from './format.ts';
import type { ContrastRow } from './results.ts';
import type { Tally } from './tally.ts';

/** The largest difference that is none of chance, or what would have been seen. */
export function summaryOf(contrasts: readonly ContrastRow[], level: number): string | undefined {
  const size = ({ interval }: ContrastRow): number => Math.abs(interval.estimate);
  const told = contrasts.filter(({ adjusted }) => adjusted <= 1 - level);
  const largest = told.toSorted((a, b) => size(b) - size(a) || b.interval.estimate - a.interval.estimate)[0];
  if (largest !== undefined) {
    const { arm, first, second, label, interval } = largest;
    const more = interval.estimate > 0 ? 'more' : 'less';
    return `For ${arm}, ${label} is ${(100 * size(largest)).toFixed(1)} points ${more} frequent under ${first} than under ${second} (${level * 100} % interval ${points(interval.low)} to ${points(interval.high)}).`;
  }
  const worst = Math.max(...contrasts.map(({ detectable }) => detectable));
  if (contrasts.length === 0 || !Number.isFinite(worst)) return undefined;
  return `No difference between conditions stands out; one of ${(100 * worst).toFixed(1)} points would have been seen in ${POWER * 100} % of such studies.`;
}

/** What a reader must know beside the numbers. */
export function notesOf(measured: boolean, tally: Tally): string[] {
  const missing = tally.reasons().map(([reason, count]) => `${count} × ${reason}`);
  return [
    ...(measured
      ? []
      : ['Nobody has measured how often the judge of this study errs: its errors are not in the intervals.']),
    ...(missing.length === 0 ? [] : [`Trials without a judgement: ${missing.slice(0, 5).join('; ')}.`]),
  ];
}
