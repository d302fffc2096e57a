import type { Interval } from '../../statistics/result.ts';

export const left = (title: string) => ({ title, align: 'left' }) as const;
export const right = (title: string) => ({ title, align: 'right' }) as const;
export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
export const points = (share: number): string => `${share > 0 ? '+' : ''}${(100 * share).toFixed(1)}`;
export const span = ({ low, high }: Interval): string => `${percent(low)} to ${percent(high)}`;
export const probability = (p: number): string => (p < 0.0001 ? '< 0.0001' : p.toFixed(4));
