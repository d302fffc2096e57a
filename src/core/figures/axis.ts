import type { FigureUnit } from '../figure.ts';
import { printable } from '../printable.ts';
import { line, type Shape, text } from './scene.ts';

/** Values as places of the drawing. */
export interface Scale {
  readonly low: number;
  readonly high: number;
  at(value: number): number;
}

/** What lies outside stands at the edge. */
export function scale([low, high]: readonly [number, number], from: number, to: number): Scale {
  const width = high > low ? high - low : 1;
  const within = (value: number): number => Math.min(1, Math.max(0, (value - low) / width));
  return { low, high: low + width, at: (value) => from + within(value) * (to - from) };
}

/** All values and the baseline, with a little room. */
export function around(values: readonly number[], baseline: number): readonly [number, number] {
  const low = values.reduce((least, one) => Math.min(least, one), baseline);
  const high = values.reduce((most, one) => Math.max(most, one), baseline);
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
  return Array.from({ length: Math.min(100, last - first + 1) }, (_, index) => (first + index) * step);
}

export function format(unit: FigureUnit): (value: number) => string {
  if (unit === 'share') return (value) => `${Math.round(value * 1000) / 10}%`;
  if (unit === 'points')
    return (value) => `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(Math.round(value * 1000) / 10)}`;
  return (value) => String(Math.round(value * 1000) / 1000);
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
  const say = format(unit);
  const anchor = (at: number) => (at < 20 ? undefined : at > width - 20 ? 'end' : 'middle');
  return [
    ...ticks(x.low, x.high, wanted).map(
      (tick): Shape => ({
        shape: 'group',
        look: 'tick',
        shapes: [
          line('tick-line', x.at(tick), top, x.at(tick), bottom),
          text('small', x.at(tick), bottom + 16, say(tick), anchor(x.at(tick))),
        ],
      }),
    ),
    ...(baseline === undefined ? [] : [line('baseline', x.at(baseline), top, x.at(baseline), bottom)]),
    text('small', (left + right) / 2, bottom + 36, printable(label, 80), 'middle'),
  ];
}
