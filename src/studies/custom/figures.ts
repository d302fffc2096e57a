import type { IntervalFigure } from '../../core/figure.ts';
import type { ContrastRow, RateRow } from './results.ts';

export function rateFigure(rates: readonly RateRow[], arms: readonly string[]): IntervalFigure {
  // What one reads against another stands side by side: a label of one model, then the same of the next.
  const labels = [...new Set(rates.map(({ label }) => label))];
  const ordered = labels.flatMap((label) => rates.filter((rate) => rate.label === label));
  const groups = Map.groupBy(ordered, ({ arm, label }) => (arms.length > 1 ? `${label}: ${arm}` : label));
  return {
    kind: 'intervals',
    id: 'rates',
    title: 'How often each label was given',
    label: 'share of answers',
    unit: 'share',
    domain: [0, 1],
    groups: [...groups].map(([title, rows]) => ({
      title,
      rows: rows.map(({ condition, estimate, low, high, trials }) => ({
        title: condition,
        value: estimate,
        low,
        high,
        n: trials,
      })),
    })),
  };
}

export function contrastFigure(contrasts: readonly ContrastRow[], arms: readonly string[]): IntervalFigure {
  const labels = [...new Set(contrasts.map(({ label }) => label))];
  const ordered = labels.flatMap((label) => contrasts.filter((contrast) => contrast.label === label));
  const groups = Map.groupBy(ordered, ({ first, second }) => `${first} − ${second}`);
  return {
    kind: 'intervals',
    id: 'contrasts',
    title: 'Differences between conditions',
    label: 'difference in percentage points',
    unit: 'points',
    baseline: 0,
    groups: [...groups].map(([title, rows]) => ({
      title,
      rows: rows.map(({ arm, label, interval: { estimate, low, high }, items }) => ({
        title: arms.length > 1 ? `${label}: ${arm}` : label,
        value: estimate,
        low,
        high,
        n: items,
      })),
    })),
  };
}
