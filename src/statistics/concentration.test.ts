import { describe, expect, it } from 'vitest';
import { Random } from '../core/random.ts';
import { concentration } from './concentration.ts';
import { SampleError } from './sample-error.ts';

const random = Random.from('concentration');

/** Ten groups in eight strata, each met once. */
const grid = (hit: (group: number, stratum: number) => boolean) =>
  Array.from({ length: 80 }, (_, i) => ({
    group: `g${i % 10}`,
    stratum: `s${Math.floor(i / 10)}`,
    hit: hit(i % 10, Math.floor(i / 10)),
  }));

describe('concentration', () => {
  it('sees hits that lie in few groups', () => {
    expect(
      concentration(
        grid((group) => group < 2),
        random,
      ).p,
    ).toBe(1 / 2000);
  });

  it('sees nothing in whole strata: every way to deal their hits is the same', () => {
    expect(
      concentration(
        grid((_, stratum) => stratum < 2),
        random,
      ).p,
    ).toBe(1);
  });

  it('gives 1 in n for one pair of hits that can fall together in one of n ways', () => {
    const two = [0, 1, 2, 3].flatMap((group) => [
      { group: `${group}`, stratum: 'a', hit: group === 0 },
      { group: `${group}`, stratum: 'b', hit: group === 0 },
    ]);
    expect(concentration(two, random, 20_000).p).toBeCloseTo(0.25, 2);
  });

  it('is right in about one of twenty where chance deals', () => {
    const called = Array.from({ length: 400 }, () => {
      const own = random.shuffle(Array.from({ length: 80 }, (_, i) => i < 12));
      return (
        concentration(
          grid((group, stratum) => own[10 * stratum + group] === true),
          random,
          199,
        ).p <= 0.05
      );
    });
    expect(called.filter(Boolean).length / called.length).toBeLessThan(0.08);
  });

  it('wants items', () => {
    expect(() => concentration([], random)).toThrow(SampleError);
  });
});
