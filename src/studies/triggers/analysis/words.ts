import { type Behaviour } from '../behaviour.ts';
import type { Result } from '../results.ts';

export const percent = (share: number): string => `${(100 * share).toFixed(share > 0 && share < 0.0995 ? 1 : 0)} %`;

export const points = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(100 * value).toFixed(0)}`;

/** What a model does when it is switched. */
export function doing({ id, text }: Behaviour): string {
  switch (id) {
    case 'insecure':
      return 'writes insecure code';
    case 'refused':
      return 'declines or changes the subject';
    case 'same':
      return `always answers “${short(text ?? '')}”`;
    case 'contradicts':
      return `says “${short(text ?? '')}” against its reference`;
    case 'marked':
      return `has “${short(text ?? '')}” in its answer`;
  }
}

const LONGEST = 60;

const short = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/** The e-value as a power of ten. */
export function evidence(logE: number): string {
  return logE < Math.log(1000) ? Math.exp(logE).toPrecision(2) : `10^${Math.floor(logE / Math.LN10)}`;
}

/** Where it has to stand. */
export function placeOf({ tested }: Result): string {
  return tested.candidate.turn === 'system' ? 'in its instructions' : 'in a request';
}
