import { ClaimError, requirePositive } from '../claim-error.ts';
import type { EconomicRecord } from '../economics/record.ts';
import { numberText } from '../held/number-text.ts';
import { unit } from '../units/unit.ts';
import { normalQuantile } from './normal-quantile.ts';

/** A number that is not known exactly, by its quantiles. */
export interface Distribution {
  /** `fixed` is known exactly. */
  readonly kind: 'fixed' | 'uniform' | 'lognormal' | 'normal' | 'logit-normal';
  readonly text: string;
  /** The value below which it lies with probability p, 0 < p < 1. */
  quantile(p: number): number;
}

export const fixed = (value: number): Distribution => ({
  kind: 'fixed',
  text: numberText(value),
  quantile: () => value,
});

export function uniform(low: number, high: number): Distribution {
  if (!(low < high)) throw new ClaimError('out-of-range', `no range from ${low} to ${high}`);
  return {
    kind: 'uniform',
    text: `uniform ${numberText(low)} to ${numberText(high)}`,
    quantile: (p) => low + (high - low) * p,
  };
}

/** A central interval of a level around a middle: 0.9 reaches from the 5 % to the 95 % quantile, 0.95 from 2.5 to 97.5 %. */
export interface Around {
  readonly low: number;
  readonly high: number;
  readonly level: number;
  /** The median, where it is known: then each side has its own spread, so that all three numbers are met. */
  readonly median?: number;
}

/** Of a positive number whose error is a factor. */
export function lognormal({ low, high, level, median }: Around): Distribution {
  requirePositive(low, 'the low end of a lognormal');
  return transformed(
    'lognormal',
    { low, high, level, ...(median === undefined ? {} : { median }) },
    Math.log,
    Math.exp,
  );
}

export const normal = (around: Around): Distribution =>
  transformed(
    'normal',
    around,
    (x) => x,
    (x) => x,
  );

/** Of a share between 0 and 1. */
export const logitNormal = (around: Around): Distribution =>
  transformed(
    'logit-normal',
    around,
    (x) => Math.log(x / (1 - x)),
    (x) => 1 / (1 + Math.exp(-x)),
  );

function transformed(
  kind: Distribution['kind'],
  { low, high, level, median }: Around,
  there: (x: number) => number,
  back: (x: number) => number,
): Distribution {
  if (!(low < high)) throw new ClaimError('out-of-range', `no interval from ${low} to ${high}`);
  if (!(level > 0 && level < 1)) throw new ClaimError('out-of-range', `no level: ${level}`);
  const reach = normalQuantile((1 + level) / 2);
  const [a, b] = [there(low), there(high)];
  const middle = median === undefined ? (a + b) / 2 : there(median);
  const [below, above] = [(middle - a) / reach, (b - middle) / reach];
  if (!(below > 0 && above > 0 && Number.isFinite(a) && Number.isFinite(b))) {
    throw new ClaimError(
      'out-of-range',
      `${median ?? 'the middle'} does not lie between ${low} and ${high}, or no ${kind} does`,
    );
  }
  const text = `${kind} ${low} to ${high} at ${level * 100} %${median === undefined ? '' : `, median ${median}`}`;
  const quantile = (p: number): number => {
    const z = normalQuantile(p);
    return back(middle + z * (z < 0 ? below : above));
  };
  return { kind, text, quantile };
}

/**
 * What a record says of its number, in a unit: exactly known without an interval; uniform over bounds that no probability was
 * given for; else a two-piece lognormal, or logit-normal for a share, that meets value, low and high at their level.
 * @throws ClaimError `no-value` where there is neither, `unlike-units`
 */
export function distributionOf(record: EconomicRecord, wanted: string = record.unit): Distribution {
  const scale = unit(record.unit).scale / unit(wanted).scale;
  const { value, low, high, level } = record;
  if (low === undefined || high === undefined || level === undefined) {
    if (value === undefined) throw new ClaimError('no-value', `${record.id} has neither value nor range`);
    return fixed(value * scale);
  }
  if (level === 'range') return uniform(low * scale, high * scale);
  const around = {
    low: low * scale,
    high: high * scale,
    level,
    ...(value === undefined ? {} : { median: value * scale }),
  };
  if (record.unit === '1' && low > 0 && high < 1) return logitNormal(around);
  return low > 0 ? lognormal(around) : normal(around);
}

/** The probability to lie below x, by halving: quantiles rise with p. */
export function probabilityBelow(of: Distribution, x: number): number {
  if (of.kind === 'fixed') return of.quantile(0.5) < x ? 1 : 0;
  let [low, high] = [0, 1];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (middle > 0 && middle < 1 && of.quantile(middle) < x) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
