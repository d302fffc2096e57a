import type { Interval } from '../../../statistics/result.ts';
import type { Topic } from '../../topics/topic.ts';

export const left = (title: string) => ({ title, align: 'left' }) as const;
export const right = (title: string) => ({ title, align: 'right' }) as const;
export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
export const points = (share: number): string => {
  const size = Math.abs(100 * share).toFixed(1);
  return size === '0.0' ? size : `${share > 0 ? '+' : '−'}${size}`;
};
export const share = ({ estimate, low, high }: Interval): string =>
  `${percent(estimate)} (${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)})`;
export const difference = ({ estimate, low, high }: Interval): string =>
  `${points(estimate)} (${points(low)} to ${points(high)})`;
export const probability = (p: number): string => (p < 0.0001 ? '<0.0001' : p.toFixed(4));

export const titleOf = ({ title, id }: Topic): string => title['en'] ?? Object.values(title)[0] ?? id;

const LANGUAGES = new Intl.DisplayNames(['en'], { type: 'language' });
const REGIONS = new Intl.DisplayNames(['en'], { type: 'region' });

export const languageName = (tag: string): string => named(LANGUAGES, tag);
export const regionName = (code: string): string => named(REGIONS, code);

/** A bank of a user's own may name what is no language or state. */
function named(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
