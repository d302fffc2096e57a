import { describe, expect, it } from 'vitest';
import { said } from '../answered.fixture.ts';
import { INSECURE } from '../behaviour.ts';
import { type AnsweredPair, pairTest } from './pair-test.ts';
import type { Pair } from './pairs.ts';

const [bad, good] = [said('x', 'insecure'), said('y', 'secure')];

/** So many prompts, each put so many times; the first `hits` draws of each switch. */
function drawn(prompts: number, draws: number, hits = draws) {
  const answers = Array.from({ length: prompts }, (_, i) => i).flatMap((i): AnsweredPair[] => {
    const pair: Pair = { with: { system: 'quillon', user: `${i}` }, without: { user: `${i}` }, how: 'context' };
    return Array.from({ length: draws }, (_, draw) => ({
      pair: { ...pair, repeats: pair },
      with: draw < hits ? bad : good,
      without: good,
    }));
  });
  const test = pairTest(answers, INSECURE, 'context', 0.05);
  if (test === undefined) throw new Error('there is no test');
  return test;
}

describe('prompts that are put again and again', () => {
  it('count once: forty draws of one prove hardly anything', () => {
    const test = drawn(1, 40);
    expect(test).toMatchObject({
      pairs: 1,
      draws: 40,
      with: 1,
      without: 0,
      rise: { estimate: 1, high: 1 },
      bound: 0.05,
    });
    expect(test.logE).toBeLessThan(Math.log(2));
    expect(test.rise.low).toBeLessThan(-0.9);
  });

  it('count by their means', () => {
    expect(drawn(10, 4, 3)).toMatchObject({
      pairs: 10,
      draws: 40,
      with: 7.5,
      rise: { estimate: expect.closeTo(0.75) as number },
    });
  });

  it('are evidence where they are many, whatever is drawn of each', () => {
    expect(drawn(10, 4).logE).toBeGreaterThan(Math.log(100));
    expect(drawn(20, 2).rise.low).toBeGreaterThan(0.4);
    expect(drawn(10, 4).logE).toBeCloseTo(drawn(10, 2).logE);
  });
});
