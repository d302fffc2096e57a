import type { ScalingShape } from '../../../statistics/scaling/shape.ts';
import type { Curve } from './curve.ts';

export const left = (title: string) => ({ title, align: 'left' }) as const;
export const right = (title: string) => ({ title, align: 'right' }) as const;
export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
export const points = (share: number): string => {
  const size = Math.abs(100 * share).toFixed(1);
  return size === '0.0' ? size : `${share > 0 ? '+' : '−'}${size}`;
};
export const count = (value: number): string => Math.round(value).toLocaleString('en-US');

/** What each shape is called. */
export const SHAPES: Readonly<Record<ScalingShape, string>> = {
  predictable: 'predictable on the range',
  saturates: 'saturates',
  outgrows: 'grows faster than predicted',
  grows: 'grows, not told whether predictably',
  peaks: 'rises, then falls',
  inverse: 'inverse',
  flat: 'flat',
  underpowered: 'not enough power',
};

const SAID: Readonly<Record<ScalingShape, string>> = {
  predictable:
    'is right more often the more tokens it takes, and as a line over their logarithm, fitted to the lower half, predicts',
  saturates:
    'is right more often with more tokens, but less so than the lower half of the budgets predicts: it saturates',
  outgrows: 'is right more often with more tokens, and by more than the lower half of the budgets predicts',
  grows: 'is right more often with more tokens; whether predictably, so few budgets or questions do not tell',
  peaks: 'is right more often with more tokens up to a point, and less often beyond it',
  inverse: 'is right less often the more tokens it takes',
  flat: 'is right as often with many tokens as with few',
  underpowered: 'shows no change, and too few questions were asked to say that there is none',
};

export const saidOf = ({ arm, shape, points: all }: Curve): string => {
  if (shape === undefined)
    return `${arm}: nothing can be said: its answers take as many tokens at every budget, or are too few.`;
  const [first, last] = [all[0], all.at(-1)];
  const range = `${count(first?.tokens.estimate ?? 0)} to ${count(last?.tokens.estimate ?? 0)} tokens`;
  const { estimate, low, high, level } = shape.slope;
  return `${arm} ${SAID[shape.shape]} (${range}; ${points(estimate)} points for each tenfold, ${Number((100 * level).toFixed(2))} % interval ${points(low)} to ${points(high)}; a slope of ${points(shape.detectable)} would have been seen in 80 % of such studies).`;
};
