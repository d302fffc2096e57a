import { describe, expect, it } from 'vitest';
import { Random } from '../../core/random.ts';
import { contrastOf } from './contrasts.ts';
import type { ItemTally } from './tally.ts';

const cell = (clusters: number, count: number): ItemTally[] =>
  Array.from({ length: clusters }, (_, index) => ({
    item: `i${index}`,
    cluster: `c${index}`,
    labels: new Map([['x', count]]),
    trials: 2,
  }));

describe('a contrast over clusters', () => {
  it.each([
    [1, Number.POSITIVE_INFINITY],
    [2, Number.POSITIVE_INFINITY],
    [5, Number.POSITIVE_INFINITY],
    [6, 0.1906],
  ])('of %i could have seen what its test can tell at all', (clusters, detectable) => {
    const contrast = contrastOf(cell(clusters, 2), cell(clusters, 0), 'x', true, 0.95, Random.from(1));
    expect(contrast?.interval.estimate).toBe(1);
    // All signs alike are 2 of 2^clusters.
    expect(contrast?.p).toBeCloseTo(2 ** (1 - clusters), 2);
    expect(contrast?.detectable).toBeCloseTo(detectable, 3);
  });
});
