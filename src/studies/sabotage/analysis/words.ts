import type { Interval } from '../../../statistics/result.ts';

export const left = (title: string) => ({ title, align: 'left' }) as const;
export const right = (title: string) => ({ title, align: 'right' }) as const;
export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
export const points = (share: number): string => {
  const size = Math.abs(100 * share).toFixed(1);
  return size === '0.0' ? size : `${share > 0 ? '+' : '−'}${size}`;
};
export const interval = ({ estimate, low, high }: Interval): string =>
  `${points(estimate)} (${points(low)} to ${points(high)})`;
/** Added to the name of a difference that the judge's errors are taken out of. */
export const CORRECTED = ', corrected for the judge’s errors';
export const probability = (p: number): string => (p < 0.0001 ? '<0.0001' : p.toFixed(4));
/** An e-value by its order of magnitude: it overflows. */
export const evidence = (logE: number): string => {
  if (logE === Number.NEGATIVE_INFINITY) return '0';
  const exponent = logE / Math.LN10;
  return exponent < 3 ? Math.exp(logE).toPrecision(2) : `10^${exponent.toFixed(1)}`;
};
export const seen = (effect: number): string => `${(100 * effect).toFixed(1)} points`;
