import type { Finding } from '../../core/finding.ts';
import type { Measurement } from '../../core/measurement.ts';

/** What is known of the claims of one folder, as it comes. */
export interface FolderEvidence {
  readonly findings: Finding[];
  readonly measurements: Measurement[];
  /** What was not held against what, and why; never silent. */
  readonly left: string[];
}

/** Grouped where it is short: `671,026,419,200`. */
export const count = (value: number): string => Math.round(value).toLocaleString('en-US');

/** As cards say it: `671B`, `7.62B`, `904K`. */
export function short(value: number): string {
  for (const [scale, letter] of [
    [1e12, 'T'],
    [1e9, 'B'],
    [1e6, 'M'],
    [1e3, 'K'],
  ] as const)
    if (Math.abs(value) >= scale) return `${Number((value / scale).toPrecision(3))}${letter}`;
  return String(Math.round(value));
}

/** A power of ten: `3.33e24 FLOP`. */
export const flop = (value: number): string => `${power(value, 2)} FLOP`;
export const power = (value: number, digits: number): string => value.toExponential(digits).replace('e+', 'e');

export const percent = (share: number): string => `${Number((100 * share).toPrecision(2))} %`;
