import type { Distribution } from '../uncertainty/distribution.ts';
import { probabilityBelow } from '../uncertainty/distribution.ts';
import type { Distributed, Outcome } from '../verdict.ts';
import { type ClaimedRange, reaches, sameEnds, within } from './claimed-range.ts';

/** At 0, 1, … 100 %. */
export const PERCENT: readonly number[] = Array.from({ length: 101 }, (_, at) => at / 100);

const NOTHING = { sensitivity: [], swings: [], needed: [] };

/** A number that is known exactly. */
export function exactly(point: number, claimed: ClaimedRange): Distributed {
  const probability = within(point, claimed) ? 1 : 0;
  return {
    point,
    pointIs: 'stated',
    unit: claimed.unit,
    quantiles: [point],
    p2_5: point,
    p97_5: point,
    bounds: false,
    probability,
    ...NOTHING,
  };
}

/**
 * A published number with its interval, times `scale`; without a value where its source gives the interval alone. The ends of what
 * has no bounds are where one in ten thousand lies beyond.
 */
export function published(
  value: number | undefined,
  of: Distribution,
  scale: number,
  claimed: ClaimedRange,
): Distributed {
  const point = value ?? of.quantile(0.5);
  if (of.kind === 'fixed') return exactly(point * scale, claimed);
  const bounds = of.kind === 'uniform';
  const at = (p: number): number => of.quantile(bounds ? p : Math.min(1 - 1e-4, Math.max(1e-4, p))) * scale;
  const { low = -Infinity, high = Infinity } = claimed;
  return {
    point: point * scale,
    pointIs: value === undefined ? 'median' : 'stated',
    unit: claimed.unit,
    quantiles: PERCENT.map(at),
    // Bounds without a probability exclude only what lies outside of them.
    p2_5: at(bounds ? 0 : 0.025),
    p97_5: at(bounds ? 1 : 0.975),
    bounds,
    probability: below(of, high / scale) - below(of, low / scale),
    ...NOTHING,
  };
}

function below(of: Distribution, x: number): number {
  if (!Number.isFinite(x)) return x > 0 ? 1 : 0;
  return probabilityBelow(of, x);
}

/** How a claimed number fares: by its probability, and by whether the central 95 % reach it. */
export function outcomeOf(of: Distributed, claimed: ClaimedRange, own: boolean): Outcome {
  if (own && comesOut(of, claimed)) return 'reproduces';
  if (of.probability >= 0.5) return 'holds';
  return of.quantiles.length > 1 && reaches(of.p2_5, of.p97_5, claimed) ? 'possible' : 'fails';
}

/**
 * Whether a sum comes out as it is claimed. What its inputs give is one number where all of them are exact, and else an interval:
 * this has to be the claimed one, or to lie within it from end to end. A number in its middle is nobody's.
 */
function comesOut({ point, quantiles, p2_5, p97_5 }: Distributed, claimed: ClaimedRange): boolean {
  const [low, high] = [quantiles[5], quantiles[95]];
  if (low === undefined || high === undefined) return within(point, claimed);
  return (
    (within(p2_5, claimed) && within(p97_5, claimed)) || sameEnds(p2_5, p97_5, claimed) || sameEnds(low, high, claimed)
  );
}
