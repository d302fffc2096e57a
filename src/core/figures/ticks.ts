import type { FigureUnit } from '../figure-parts.ts';
import { format } from './format.ts';

export interface Tick {
  readonly at: number;
  readonly text: string;
}

const MOST = 100;

/** Round numbers, about as many as are wanted. */
export function ticks(low: number, high: number, wanted: number): readonly number[] {
  const rough = (high - low) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? rough;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.min(MOST, last - first + 1) }, (_, index) => (first + index) * step);
}

/** Values that an axis is marked at, and how they are written. */
export function ticksOf(
  { low, high, log }: { readonly low: number; readonly high: number; readonly log: boolean },
  unit: FigureUnit,
  wanted: number,
): readonly Tick[] {
  if (unit === 'date') return dateTicks(low, high, wanted);
  const values = log ? logTicks(low, high, wanted) : ticks(low, high, wanted);
  const apart = log ? 1 : Math.abs((values[1] ?? high) - (values[0] ?? low)) / Math.max(Math.abs(low), Math.abs(high));
  const say = format(unit, Math.max(3, Math.ceil(-Math.log10(apart)) + 1));
  return values.map((at) => ({ at, text: say(at) }));
}

/** Powers of ten, with 3 or with 2 and 5 between them where there is room; round numbers within one power. */
function logTicks(low: number, high: number, wanted: number): readonly number[] {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const within = (mantissas: readonly number[], every: number): number[] =>
    Array.from({ length: Math.floor((last - first) / every) + 1 }, (_, index) => first + index * every)
      .flatMap((power) => mantissas.map((one) => Number(`${one}e${power}`)))
      .filter((value) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9));
  const tries = [within([1, 2, 5], 1), within([1, 3], 1), within([1], 1)];
  for (let every = 2; every < last - first; every++) tries.push(within([1], every));
  const fitting = tries.find((one) => one.length <= wanted + 1) ?? [];
  return fitting.length >= 2 ? fitting : ticks(low, high, wanted).filter((value) => value > 0);
}

const [YEAR, MONTH] = [365.2425, 365.2425 / 12];
const STEPS = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12_000];

/** First days of months or years. */
function dateTicks(low: number, high: number, wanted: number): readonly Tick[] {
  const step = STEPS.find((months) => (high - low) / MONTH / months <= wanted) ?? 12_000;
  const found: Tick[] = [];
  const say = format('date');
  const start = Math.floor((low / YEAR) * 12) - 1;
  for (let month = Math.floor(start / step) * step; found.length < MOST; month += step) {
    const at = Date.UTC(1970, month, 1) / 86_400_000;
    if (!(at <= high)) break;
    if (at >= low) found.push({ at, text: say(at).slice(0, step % 12 === 0 ? 4 : 7) });
  }
  return found;
}
