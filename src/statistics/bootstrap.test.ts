import { describe, expect, it } from 'vitest';
import { Random } from '../core/random.ts';
import { bootstrap } from './bootstrap.ts';
import { covers, shareOf, sum } from './simulation.fixture.ts';

interface Row {
  readonly value: number;
  readonly item: string;
}

function mean(rows: readonly Row[]): number {
  let total = 0;
  for (const row of rows) total += row.value;
  return total / rows.length;
}
const alone = (values: readonly number[]): Row[] => values.map((value, i) => ({ value, item: String(i) }));
const item = (row: Row): string => row.item;

describe('bootstrap', () => {
  const skewed = alone([1.2, 3.4, 0.3, 8.9, 2.2, 0.7, 4.4, 12.5, 1.9, 0.2, 2.6, 3.3, 5.1, 0.9, 1.1]);

  it('agrees with scipy 1.17.1 on 200000 replicates', () => {
    const replicates = 20_000;
    const percentile = bootstrap(skewed, mean, Random.from(1), { method: 'percentile', replicates });
    expect(Math.abs(percentile.low - 1.76)).toBeLessThan(0.04);
    expect(Math.abs(percentile.high - 5.08)).toBeLessThan(0.08);
    const bca = bootstrap(skewed, mean, Random.from(1), { replicates });
    expect(Math.abs(bca.low - 1.9733)).toBeLessThan(0.04);
    expect(Math.abs(bca.high - 5.5867)).toBeLessThan(0.12);
    expect(bca).toMatchObject({ estimate: mean(skewed), level: 0.95 });
  });

  it('corrects the bias of a statistic that is too small in replicates', () => {
    // scipy 1.17.1 on 200000 replicates; the percentiles alone are 1.634 and 20.890.
    const variance = (rows: readonly Row[]): number =>
      sum(rows.map((row) => (row.value - mean(rows)) ** 2)) / rows.length;
    const { low, high } = bootstrap(skewed, variance, Random.from(5), { replicates: 20_000 });
    expect(Math.abs(low - 2.794)).toBeLessThan(0.15);
    expect(Math.abs(high - 26.217)).toBeLessThan(0.5);
  });

  it('draws whole clusters: copies of a row add nothing', () => {
    const copied = skewed.flatMap((row) => [row, row, row]);
    const options = { cluster: item, replicates: 500 };
    expect(bootstrap(copied, mean, Random.from(2), options)).toEqual({
      estimate: expect.closeTo(mean(skewed), 12),
      low: expect.closeTo(bootstrap(skewed, mean, Random.from(2), options).low, 9),
      high: expect.closeTo(bootstrap(skewed, mean, Random.from(2), options).high, 9),
      level: 0.95,
    });
    const naive = bootstrap(copied, mean, Random.from(2), { replicates: 500 });
    const whole = bootstrap(copied, mean, Random.from(2), options);
    expect(naive.high - naive.low).toBeLessThan(0.75 * (whole.high - whole.low));
  });

  it('keeps the clusters of each stratum', () => {
    const sizes = new Set<number>();
    const count = (rows: readonly Row[]): number => {
      sizes.add(rows.filter((row) => row.value > 3).length);
      return mean(rows);
    };
    const stratum = (row: Row): string => String(row.value > 3);
    const within = bootstrap(skewed, count, Random.from(3), { stratum, method: 'percentile', replicates: 200 });
    expect(sizes.size).toBe(1);
    const across = bootstrap(skewed, mean, Random.from(3), { method: 'percentile', replicates: 200 });
    expect(within.high - within.low).toBeLessThan(across.high - across.low);
    const torn = skewed.map((row) => ({ ...row, item: 'one' }));
    expect(() => bootstrap(torn, mean, Random.from(3), { cluster: item, stratum })).toThrow(
      expect.objectContaining({ fault: 'mismatched' }),
    );
  });

  it.each(['percentile', 'bca'] as const)('covers about 95 % by clusters: %s', (method) => {
    const coverage = (times: number, clustered: boolean): number =>
      shareOf(times, Random.from(`bootstrap ${method}`), (random) => {
        const rows = Array.from({ length: 40 }, (_, f) => {
          const common = random.normal();
          return Array.from({ length: 3 }, () => ({ value: common + random.normal(), item: String(f) }));
        }).flat();
        return covers(
          bootstrap(rows, mean, random, { method, replicates: 200, ...(clustered ? { cluster: item } : {}) }),
          0,
        );
      });
    expect(coverage(200, true)).toBeGreaterThan(0.9);
    expect(coverage(80, false)).toBeLessThan(0.88);
  });

  it('says where it knows no uncertainty, or no value', () => {
    const degenerate = expect.objectContaining({ fault: 'degenerate' });
    expect(() => bootstrap(alone([0, 0, 0]), mean, Random.from(4))).toThrow(degenerate);
    expect(() => bootstrap(alone([1, 2, 3]), () => Number.NaN, Random.from(4))).toThrow(degenerate);
    const ratio = (rows: readonly Row[]): number => sum(rows.map((row) => row.value)) || Number.NaN;
    expect(() => bootstrap(alone([1, 0, 0, 0]), ratio, Random.from(4))).toThrow(degenerate);
    expect(() => bootstrap([], mean, Random.from(4))).toThrow(expect.objectContaining({ fault: 'empty' }));
    expect(() => bootstrap(skewed, mean, Random.from(4), { level: 1 })).toThrow(RangeError);
    expect(() => bootstrap(skewed, mean, Random.from(4), { replicates: 38 })).toThrow(RangeError);
    expect(() => bootstrap(skewed, mean, Random.from(4), { replicates: 39 })).not.toThrow();
  });
});
