import type { FigureAxis, FigureUnit } from '../figure-parts.ts';
import { printable } from '../printable.ts';
import { wide } from './lettering.ts';
import { line, type Shape, text } from './scene.ts';
import { ticksOf } from './ticks.ts';

/** Values as places of the drawing. */
export interface Scale {
  readonly low: number;
  readonly high: number;
  readonly log: boolean;
  at(value: number): number;
}

/** What lies outside stands at the edge. */
export function scale([low, high]: readonly [number, number], from: number, to: number, log = false): Scale {
  // Only numbers above 0 have logarithms.
  if (log && low > 0 && high > low) {
    // Logarithms, and not that of a ratio: one of the smallest number there is has none.
    const start = Math.log(low);
    const orders = Math.log(high) - start;
    const within = (value: number): number =>
      value <= low || orders <= 0 ? 0 : Math.min(1, (Math.log(Math.min(value, high)) - start) / orders);
    return { low, high, log, at: (value) => from + within(value) * (to - from) };
  }
  const width = high > low ? high - low : 1;
  const within = (value: number): number => Math.min(1, Math.max(0, (value - low) / width));
  return { low, high: low + width, log: false, at: (value) => from + within(value) * (to - from) };
}

/** All values and the baseline, with a little room. */
export function around(values: readonly number[], baseline: number): readonly [number, number] {
  const low = values.reduce((least, one) => Math.min(least, one), baseline);
  const high = values.reduce((most, one) => Math.max(most, one), baseline);
  const room = Math.max((high - low) * 0.05, 0.01);
  return [low - room, high + room];
}

/** What an axis reaches over: its own domain, or all that stands on it with a little room. */
export function reachOf(
  { domain, unit, log }: Pick<FigureAxis, 'domain' | 'unit' | 'log'>,
  values: readonly number[],
): readonly [number, number] {
  if (domain !== undefined) return domain;
  if (unit === 'share' && log !== true) return [0, 1];
  if (log !== true) return around(values, values[0] ?? 0);
  const above = values.filter((one) => one > 0);
  const low = above.reduce((least, one) => Math.min(least, one), above[0] ?? 1);
  const high = above.reduce((most, one) => Math.max(most, one), low);
  const room = Math.max(1.1, (high / low) ** 0.05);
  return [low / room, high * room];
}

interface AcrossSpec {
  readonly scale: Scale;
  readonly unit: FigureUnit;
  readonly label: string;
  readonly left: number;
  readonly right: number;
  /** Of the drawing: a tick at its edge is written inwards. */
  readonly width: number;
  readonly top: number;
  readonly bottom: number;
  readonly wanted: number;
  readonly baseline?: number;
}

/** Height of an axis below what it measures. */
export const AXIS = 44;

/** Lines at round values, their numbers below them, and what they are. */
export function across({
  scale: x,
  unit,
  label,
  left,
  right,
  width,
  top,
  bottom,
  wanted,
  baseline,
}: AcrossSpec): Shape[] {
  const anchor = (at: number, words: string) => {
    const half = Math.max(20, wide(words, 12) / 2);
    if (at < half) return undefined;
    return at > width - half ? 'end' : 'middle';
  };
  return [
    ...ticksOf(x, unit, wanted).map(
      (tick): Shape => ({
        shape: 'group',
        look: 'tick',
        shapes: [
          line('tick-line', x.at(tick.at), top, x.at(tick.at), bottom),
          text('small', x.at(tick.at), bottom + 16, tick.text, anchor(x.at(tick.at), tick.text)),
        ],
      }),
    ),
    ...(baseline === undefined ? [] : [line('baseline', x.at(baseline), top, x.at(baseline), bottom)]),
    text('small', (left + right) / 2, bottom + 36, printable(label, 80), 'middle'),
  ];
}

/** Lines across at round values, their numbers left of them, and above what they are. */
export function upward(
  y: Scale,
  { unit, label }: Pick<FigureAxis, 'unit' | 'label'>,
  { left, right, top, wanted }: { left: number; right: number; top: number; wanted: number },
): Shape[] {
  return [
    ...ticksOf(y, unit, wanted).map(
      (tick): Shape => ({
        shape: 'group',
        look: 'tick',
        shapes: [
          line('tick-line', left, y.at(tick.at), right, y.at(tick.at)),
          text('small', left - 6, y.at(tick.at) + 4, tick.text, 'end'),
        ],
      }),
    ),
    text('small', 0, top - 10, `↑ ${printable(label, 80)}`),
  ];
}
