import type { Interval } from '../../statistics/result.ts';

export const left = (title: string) => ({ title, align: 'left' }) as const;
export const right = (title: string) => ({ title, align: 'right' }) as const;
export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
export const points = (share: number): string => {
  const size = Math.abs(100 * share).toFixed(1);
  return size === '0.0' ? size : `${share > 0 ? '+' : '−'}${size}`;
};
export const span = ({ low, high }: Interval): string => `${(100 * low).toFixed(1)} to ${percent(high)}`;
export const probability = (p: number): string => (p < 0.0001 ? '<0.0001' : p.toFixed(4));

/** `95 % interval`, without the noise of binary fractions. */
export const intervalAt = (level: number): string => `${Number((100 * level).toFixed(4))} % interval`;
