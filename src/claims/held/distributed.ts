import type { Distribution } from '../uncertainty/distribution.ts';
import { probabilityBelow } from '../uncertainty/distribution.ts';
import type { Distributed, Outcome } from '../verdict.ts';
import { type ClaimedRange, within } from './claimed-range.ts';

/** At 0, 1, … 100 %. */
export const PERCENT: readonly number[] = Array.from({ length: 101 }, (_, at) => at / 100);

const NOTHING = { sensitivity: [], swings: [], needed: [] };

/** A number that is known exactly. */
export function exactly(point: number, claimed: ClaimedRange): Distributed {
  const probability = within(point, claimed) ? 1 : 0;
  return { point, unit: claimed.unit, quantiles: [point], p2_5: point, p97_5: point, probability, ...NOTHING };
}

/** A published number with its interval, times `scale`. The ends of what has none are where one in ten thousand lies beyond. */
export function published(point: number, of: Distribution, scale: number, claimed: ClaimedRange): Distributed {
  if (of.kind === 'fixed') return exactly(point * scale, claimed);
  const bounds = of.kind === 'uniform';
  const at = (p: number): number => of.quantile(bounds ? p : Math.min(1 - 1e-4, Math.max(1e-4, p))) * scale;
  const { low = -Infinity, high = Infinity } = claimed;
  return {
    point: point * scale,
    unit: claimed.unit,
    quantiles: PERCENT.map(at),
    // Bounds without a probability exclude only what lies outside of them.
    p2_5: at(bounds ? 0 : 0.025),
    p97_5: at(bounds ? 1 : 0.975),
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
  if (own && within(of.point, claimed)) return 'reproduces';
  if (of.probability >= 0.5) return 'holds';
  const { low = -Infinity, high = Infinity } = claimed;
  return of.p97_5 >= low && of.p2_5 <= high && of.quantiles.length > 1 ? 'possible' : 'fails';
}
