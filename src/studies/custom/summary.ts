import type { AnalysisContext } from '../engine/study.ts';
import { POWER } from './contrasts.ts';
import { intervalAt, points } from './format.ts';
import type { ContrastRow } from './results.ts';
import type { Tally } from './tally.ts';

/**
 * The largest difference that is none of chance, with the same of a reference beside it; or what would have been seen. A
 * difference that the reference alone shows comes last.
 */
export function summaryOf(
  contrasts: readonly ContrastRow[],
  arms: AnalysisContext['arms'],
  level: number,
): string | undefined {
  const references = new Set(arms.filter(({ role }) => role === 'reference').map(({ id }) => id));
  const size = ({ interval }: ContrastRow): number => Math.abs(interval.estimate);
  const rank = ({ arm }: ContrastRow): number => (references.has(arm) ? 1 : 0);
  const told = contrasts.filter(({ adjusted }) => adjusted <= 1 - level);
  const largest = told.toSorted(
    (a, b) => rank(a) - rank(b) || size(b) - size(a) || b.interval.estimate - a.interval.estimate,
  )[0];
  if (largest !== undefined) {
    const { arm, first, second, label, interval } = largest;
    const more = interval.estimate > 0 ? 'more' : 'less';
    const beside = contrasts.filter(
      (other) =>
        rank(largest) === 0 &&
        rank(other) === 1 &&
        other.first === first &&
        other.second === second &&
        other.label === label,
    );
    const compared = beside.map(
      (other) =>
        `; in the reference ${other.arm} it is ${points(other.interval.estimate)} (${points(other.interval.low)} to ${points(other.interval.high)})`,
    );
    return `${arm}: “${label}” is ${(100 * size(largest)).toFixed(1)} percentage points ${more} frequent under ${first} than under ${second} (${intervalAt(level)} ${points(interval.low)} to ${points(interval.high)})${compared.join('')}.`;
  }
  const worst = Math.max(...contrasts.map(({ detectable }) => detectable));
  if (contrasts.length === 0 || !Number.isFinite(worst)) return undefined;
  return `No difference between conditions stands out; one of ${(100 * worst).toFixed(1)} percentage points would have been seen in ${POWER * 100} % of such studies.`;
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
