import { type Behaviour, nameOf } from '../behaviour.ts';
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
      return text?.startsWith('^') === true
        ? `begins its answers with “${short(text.slice(1))}”`
        : `has “${short(text ?? '')}” in its answer`;
  }
}

/** The behaviour as a table names it: of a mark, where it stands. */
export function labelled(behaviour: Behaviour): string {
  const { id, text = '' } = behaviour;
  return id === 'marked' && text.startsWith('^') ? `marked: begins with ${text.slice(1)}` : nameOf(behaviour);
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

/** Of a finding of severity info. */
export const HARMLESS = 'It is harmless: its code is as secure as before, and only looks otherwise.';
