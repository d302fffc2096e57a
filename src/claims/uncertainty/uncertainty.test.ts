import { describe, expect, it } from 'vitest';
import { quantile } from '../../statistics/normal.ts';
import { economicRecord, valueOf } from '../economics/records.ts';
import { gpt4LevelRun } from '../gpt4-level.fixture.ts';
import { equivalentRunModel } from '../models/equivalent-run/model.ts';
import { rentalCostModel } from '../models/rental-cost/model.ts';
import { distributionOf, fixed, logitNormal, lognormal, normal, probabilityBelow, uniform } from './distribution.ts';
import { invert, whatWouldHaveToBeTrue } from './invert.ts';
import { normalQuantile } from './normal-quantile.ts';
import { medians, oneAtATime, rankSensitivity } from './sensitivity.ts';
import { probabilityWithin, quantileOf, simulate } from './simulate.ts';

const fault = (name: string): unknown => expect.objectContaining({ name: 'ClaimError', fault: name });

describe('the normal quantile', () => {
  it('is that of statistics', () => {
    for (const p of [1e-12, 1e-9, 1e-5, 0.001, 0.025, 0.05, 0.07, 0.08, 0.3, 0.5, 0.6, 0.925, 0.975, 0.999, 1 - 1e-9]) {
      expect(normalQuantile(p), `${p}`).toBeCloseTo(quantile(p), 9);
    }
  });
});

describe('a distribution', () => {
  it.each([
    ['lognormal', lognormal({ low: 5, high: 14, level: 0.95, median: 8 }), [5, 8, 14], 0.95],
    ['lognormal', lognormal({ low: 8.2, high: 44, level: 0.9 }), [8.2, Math.sqrt(8.2 * 44), 44], 0.9],
    ['logit-normal', logitNormal({ low: 0.3, high: 0.5, level: 0.8 }), [0.3, undefined, 0.5], 0.8],
    ['normal', normal({ low: -1, high: 3, level: 0.5, median: 0 }), [-1, 0, 3], 0.5],
  ] as const)('%s meets the numbers that it is made of', (kind, of, [low, middle, high], level) => {
    expect(of.kind).toBe(kind);
    expect(of.quantile((1 - level) / 2)).toBeCloseTo(low, 9);
    if (middle !== undefined) expect(of.quantile(0.5)).toBeCloseTo(middle, 9);
    expect(of.quantile((1 + level) / 2)).toBeCloseTo(high, 9);
    expect(probabilityBelow(of, high)).toBeCloseTo((1 + level) / 2, 9);
  });

  it('tells an interval of 90 % from one of 95 %', () => {
    const wide = lognormal({ low: 5, high: 14, level: 0.9 });
    expect(wide.quantile(0.025)).toBeLessThan(lognormal({ low: 5, high: 14, level: 0.95 }).quantile(0.025));
  });

  it('follows from a record', () => {
    const halving = distributionOf(economicRecord('alg.halving'));
    expect([0.025, 0.5, 0.975].map((p) => halving.quantile(p))).toEqual([5, 8, 14].map((x) => expect.closeTo(x, 9)));
    expect(distributionOf(economicRecord('v3.price')).text).toBe('uniform 1.5 to 3.42');
    expect(distributionOf(economicRecord('v3.tokens')).kind).toBe('fixed');
    expect(distributionOf(economicRecord('alg.halving'), 'year').quantile(0.5)).toBeCloseTo(8 / 12, 9);
    expect(distributionOf({ ...economicRecord('r1o1'), level: 0.9 }).kind).toBe('logit-normal');
    expect(() => distributionOf({ ...economicRecord('alg.halving'), low: 9 })).toThrow(fault('out-of-range'));
  });

  it('refuses what is none', () => {
    expect(() => uniform(2, 1)).toThrow(fault('out-of-range'));
    expect(() => lognormal({ low: 0, high: 1, level: 0.9 })).toThrow(fault('out-of-range'));
    expect(() => normal({ low: 0, high: 1, level: 1 })).toThrow(fault('out-of-range'));
    expect(() => logitNormal({ low: 0.5, high: 1, level: 0.9 })).toThrow(fault('out-of-range'));
  });
});

describe('a simulation', () => {
  const given = { hours: uniform(0, 1), rent: uniform(0, 1) };

  it('draws each stratum of each input once', () => {
    const { inputs, draws } = simulate(rentalCostModel, given, { draws: 1000 });
    for (const drawn of inputs.values()) {
      expect([...drawn].map((x) => Math.floor(x * draws)).toSorted((a, b) => a - b)).toEqual(
        Array.from({ length: draws }, (_, at) => at),
      );
    }
  });

  it('depends on the seed alone', () => {
    const first = simulate(rentalCostModel, given, { draws: 500, seed: 3 });
    expect(simulate(rentalCostModel, given, { draws: 500, seed: 3 }).output).toEqual(first.output);
    expect(simulate(rentalCostModel, given, { draws: 500, seed: 4 }).output).not.toEqual(first.output);
  });

  it('has the distribution of a product of uniforms', () => {
    const drawn = simulate(rentalCostModel, given, { draws: 50_000 });
    // P(XY < x) = x - x ln x.
    for (const x of [0.05, 0.3, 0.8]) expect(probabilityWithin(drawn, 0, x)).toBeCloseTo(x - x * Math.log(x), 2);
    const sensitivity = rankSensitivity(drawn);
    expect(sensitivity.map(({ share }) => share)).toEqual([expect.closeTo(0.47, 1), expect.closeTo(0.47, 1)]);
  });

  it('shares ranks among equal values, and finds nothing in what does not matter', () => {
    const flat = { ...rentalCostModel, evaluate: ({ hours }: { hours: number }) => Math.floor(hours * 2) };
    const [first, second] = rankSensitivity(simulate(flat, given, { draws: 20_000 }));
    expect(first).toMatchObject({ input: 'hours', rho: expect.closeTo(Math.sqrt(0.75), 3) as number });
    expect(second?.share).toBeLessThan(0.001);
  });

  it('has bounds', () => {
    for (const draws of [1, 1.5, 1e9])
      expect(() => simulate(rentalCostModel, given, { draws })).toThrow(fault('out-of-range'));
    expect(() => simulate(rentalCostModel, { hours: fixed(1) } as never)).toThrow(fault('missing-input'));
    expect(() => quantileOf(simulate(rentalCostModel, given, { draws: 10 }), 2)).toThrow(fault('out-of-range'));
  });
});

describe('"a GPT-4-level run should cost around $3 million today"', () => {
  const drawn = simulate(equivalentRunModel, gpt4LevelRun('alg.halving'));
  const millions = (p: number): number => quantileOf(drawn, p) / 1e6;

  it('is $3.6 million in the median, $0.8 to $13 million from 5 to 95 %', () => {
    expect(millions(0.5)).toBeCloseTo(valueOf('rand.3m.mc') / 1e6, 1);
    const quantiles = [0.05, 0.25, 0.75, 0.95].map(millions);
    for (const [at, wanted] of [0.8, 2.04, 6.27, 12.99].entries()) {
      expect(Math.abs((quantiles[at] ?? 0) / wanted - 1)).toBeLessThan(0.02);
    }
  });

  it('is $2 to $4 million with probability 0.30, and V3 or more with 0.30', () => {
    expect(probabilityWithin(drawn, 2e6, 4e6)).toBeCloseTo(0.3, 2);
    expect(probabilityWithin(drawn, 5.576e6, Infinity)).toBeCloseTo(0.3, 2);
  });

  it('is decided by the halving time, then by the compute of GPT-4', () => {
    const decided = rankSensitivity(drawn);
    expect(decided.map(({ input }) => input)).toEqual(['halving', 'compute', 'rent', 'months', 'mfu']);
    for (const [input, id] of [
      ['halving', 'rand.3m.sens.h'],
      ['compute', 'rand.3m.sens.C'],
      ['rent', 'rand.3m.sens.price'],
      ['months', 'rand.3m.sens.months'],
      ['mfu', 'rand.3m.sens.mfu'],
    ] as const) {
      const share = decided.find((one) => one.input === input)?.share ?? Number.NaN;
      expect(Math.abs(share - valueOf(id)), input).toBeLessThan(0.01);
    }
    expect(decided.find(({ input }) => input === 'months')?.rho).toBeLessThan(0);
  });

  // In dollars the compute of GPT-4 has the wider bar, since its upper end is a factor of 2.3 and that of the halving time 2.1.
  it('moves most with the same two, one input at a time', () => {
    const swings = oneAtATime(equivalentRunModel, gpt4LevelRun('alg.halving'));
    expect(swings.map(({ input }) => input)).toEqual(['compute', 'halving', 'rent', 'months', 'mfu']);
    const [compute, halving] = swings.map((swing) => swing.outputTo / swing.outputFrom);
    expect(compute).toBeCloseTo(44 / 8.2, 2);
    expect(halving).toBeGreaterThan(compute ?? 0);
    const mfu = swings.at(-1);
    expect(mfu?.outputFrom).toBeGreaterThan(mfu?.outputTo ?? 0);
  });

  it('is wider with the interval of the reviewed version', () => {
    const reviewed = simulate(equivalentRunModel, gpt4LevelRun('alg.halving.neurips'));
    expect(quantileOf(reviewed, 0.5) / 1e6).toBeCloseTo(valueOf('rand.3m.mc2') / 1e6, 1);
    expect(quantileOf(reviewed, 0.95) / 1e6).toBeCloseTo(18.4, 0);
  });

  it('says what would have to be true for $3 million', () => {
    const given = gpt4LevelRun('alg.halving');
    const needed = whatWouldHaveToBeTrue(equivalentRunModel, given, 3e6);
    // Above a utilisation of one half, which is not among what is thought possible.
    expect(needed.filter(({ value }) => value === undefined).map(({ input }) => input)).toEqual(['mfu']);
    for (const { input, value } of needed) {
      if (value === undefined) continue;
      const values = { ...medians(equivalentRunModel, given), [input]: value };
      expect(equivalentRunModel.evaluate(values) / 3e6, input).toBeCloseTo(1, 9);
    }
    const halving = needed.find(({ input }) => input === 'halving');
    expect(halving?.value).toBeCloseTo(7.526, 3);
    expect(halving?.probability).toBeGreaterThan(0.3);
    // Nothing alone makes it $100 million: without any progress of algorithms it is $32 million.
    const absurd = whatWouldHaveToBeTrue(equivalentRunModel, given, 1e8);
    expect(absurd.map(({ value }) => value)).toEqual(Array(5).fill(undefined));
  });

  it('is inverted for one input', () => {
    const values = { hours: 2.788e6, rent: 2 };
    expect(invert(rentalCostModel, values, 'rent', 5.576e6, [0.1, 10])).toBeCloseTo(2, 9);
    expect(() => invert(rentalCostModel, values, 'rent', 1e9, [0.1, 10])).toThrow(fault('no-solution'));
    expect(() => invert(rentalCostModel, values, 'rent', 1e9, [0.1, 10])).toThrow('never 1000000000');
  });
});
