import type { IntervalFigure } from '../../../src/core/figure.ts';

/** All intervals and the baseline, with a little room. */
export function around({ groups, baseline = 0 }: IntervalFigure): readonly [number, number] {
  const ends = groups.flatMap(({ rows }) => rows.flatMap((row) => [row.low, row.high]));
  const low = Math.min(baseline, ...ends);
  const high = Math.max(baseline, ...ends);
  const room = Math.max((high - low) * 0.05, 0.01);
  return [low - room, high + room];
}

/** Round numbers, about as many as are wanted. */
export function ticks(low: number, high: number, wanted: number): readonly number[] {
  const rough = (high - low) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? rough;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
}

export function format(unit: IntervalFigure['unit']): (value: number) => string {
  if (unit === 'share') return (value) => `${Math.round(value * 1000) / 10}%`;
  if (unit === 'points')
    return (value) => `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(Math.round(value * 1000) / 10)}`;
  return (value) => String(Math.round(value * 1000) / 1000);
}
