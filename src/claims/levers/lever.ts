import { type Allowed, allows, ANY } from '../allowed.ts';

/** An input of a claim that a reader may move, and how far. */
export interface Lever {
  readonly input: string;
  readonly about: string;
  /** The one that `whatIf` takes a bare value in. */
  readonly unit: string;
  readonly low: number;
  readonly high: number;
  /** Orders of magnitude are as long as one another. */
  readonly log: boolean;
  /** What the first set takes. */
  readonly start: number;
}

/** Ends that are so many times one another stand on a logarithmic scale. */
const WIDE = 8;
/** How far an input is moved that is known exactly, as a factor to either side. */
const KNOWN = 3;

export const aroundExact = (value: number, factor = KNOWN): readonly [number, number] => [
  value / factor,
  value * factor,
];

/** Over all ends, as far as the input can be so. Undefined where they leave no way. */
export function leverOver(
  about: Pick<Lever, 'input' | 'about' | 'unit' | 'start'>,
  ends: readonly number[],
  allowed: Allowed = ANY,
): Lever | undefined {
  const low = Math.max(Math.min(...ends), allowed.from ?? Number.NEGATIVE_INFINITY);
  const high = Math.min(Math.max(...ends), allowed.to ?? Number.POSITIVE_INFINITY);
  return low < high && allows(allowed, low) && allows(allowed, high)
    ? { ...about, low, high, log: low > 0 && high / low >= WIDE }
    : undefined;
}

/** The value at a place from 0 to 1, to three digits. */
export function valueAt({ low, high, log }: Lever, place: number): number {
  const value = log ? low * (high / low) ** place : low + (high - low) * place;
  return Number(value.toPrecision(3));
}

/** The place from 0 to 1 of a value. */
export function placeOf({ low, high, log }: Lever, value: number): number {
  const place = log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  return Math.min(1, Math.max(0, place));
}
