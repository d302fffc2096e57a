import { requirePositive, SampleError } from '../sample-error.ts';
import type { ScalingPoint } from './fit.ts';

/** N. Muennighoff et al., s1: Simple test-time scaling, arXiv:2501.19393, section 3.2, equations 1 to 3. */
export interface ControlledScaling {
  /** Mean slope between any two points: score for each token. NaN where all took the same. */
  readonly scaling: number;
  /** The best score. */
  readonly performance: number;
}

/** Pairs of points that took the same tokens have no slope, and are left out. */
export function controlledScaling(points: readonly ScalingPoint[]): ControlledScaling {
  if (points.length === 0) throw new SampleError('empty', 'no point');
  for (const { tokens } of points) requirePositive(tokens, 'the number of tokens');
  const slopes = points.flatMap((one, index) =>
    points
      .slice(index + 1)
      .flatMap((other) =>
        other.tokens === one.tokens ? [] : [(other.score - one.score) / (other.tokens - one.tokens)],
      ),
  );
  return {
    scaling: slopes.reduce((sum, one) => sum + one, 0) / slopes.length,
    performance: Math.max(...points.map(({ score }) => score)),
  };
}
