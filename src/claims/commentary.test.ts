/**
 * Every statement with a number of RAND's commentary of 3 February 2025 on DeepSeek and export controls, recomputed. Verdicts are
 * made elsewhere; here stands the arithmetic that they rest on.
 */
import { describe, expect, it } from 'vitest';
import { economicQuantity, economicRecord, valueOf } from './economics/records.ts';
import { compute } from './model.ts';
import { acquisitionCostModel } from './models/acquisition-cost/model.ts';
import { equivalentRunModel } from './models/equivalent-run/model.ts';
import { diffusionCurves, performanceAt } from './models/diffusion-lag/effects.ts';
import { rentalCostModel } from './models/rental-cost/model.ts';
import { priceRatio } from './models/task-price/blended.ts';
import { trainingComputeModel } from './models/training-compute/model.ts';
import { holdoutTest } from '../statistics/scaling/holdout.ts';
import { monthsBetween } from './units/basis.ts';
import { inUnit, quantity } from './units/quantity.ts';
import { gpt4LevelRun } from './gpt4-level.fixture.ts';
import { probabilityWithin, quantileOf, simulate } from './uncertainty/simulate.ts';

const list = (name: string) => ({ input: valueOf(`price.${name}.in`), output: valueOf(`price.${name}.out`) });

describe('the commentary, row by row', () => {
  it('V3 final run $5.6M: reproduces exactly, at a rent of $2', () => {
    const hours = economicQuantity('v3.hours.total');
    expect(inUnit(compute(rentalCostModel, { hours, rent: economicQuantity('v3.price') }), 'MUSD')).toBe(5.576);
    const at = (rent: number) =>
      inUnit(compute(rentalCostModel, { hours, rent: quantity(rent, 'USD/chip:H800/h') }), 'MUSD').toFixed(2);
    expect([at(1.5), at(3.42)]).toEqual(['4.18', '9.53']);
  });

  it('"only the final training run": buying 2,048 H800 is about $140M', () => {
    const given = { chips: 2048, price: 33_800, serverOverhead: 1.64, network: 0.19 };
    const bought = acquisitionCostModel.evaluate(given);
    expect(bought / valueOf('v3.capex2048')).toBeCloseTo(1, 2);
    expect(bought / 5.576e6).toBeGreaterThan(20);
  });

  it('"matching GPT-4": names no benchmark, and V2 was there after about 14 months', () => {
    expect(monthsBetween('2023-03-14', '2024-05-07')).toBeCloseTo(13.8, 1);
  });

  it('"cut training costs in half every eight months": 5 to 14 at 95 %, 2 to 22 at 90 % in the reviewed version', () => {
    expect(economicRecord('alg.halving')).toMatchObject({ value: 8, low: 5, high: 14, level: 0.95, unit: 'month' });
    expect(economicRecord('alg.halving.neurips')).toMatchObject({ low: 2, high: 22, level: 0.9 });
    const released = economicRecord('alg.halving.notebook');
    expect([released.low, released.value, released.high]).toEqual([4.52, 8.44, 14.27]);
  });

  it('"hardware adds further gains": 1.38 a year, and rents that rose by 38 %', () => {
    expect(10 ** valueOf('hw.oom')).toBeCloseTo(1.38, 2);
    expect(valueOf('hw.h100.2026') / valueOf('hw.h100.low') - 1).toBeCloseTo(0.38, 2);
  });

  it('"around $3 million today": reachable, not robust', () => {
    const given = { compute: 2.1e25, months: 30, halving: 8, peak: 989e12, mfu: 0.4 };
    expect(equivalentRunModel.evaluate({ ...given, rent: 2.5 })).toBeLessThan(3e6);
    expect(equivalentRunModel.evaluate({ ...given, rent: 3 })).toBeGreaterThan(3e6);
    const drawn = simulate(equivalentRunModel, gpt4LevelRun('alg.halving'));
    expect(probabilityWithin(drawn, 2e6, 4e6)).toBeCloseTo(0.3, 2);
    expect(quantileOf(drawn, 0.95) / quantileOf(drawn, 0.05)).toBeGreaterThan(15);
  });

  it('R1 "roughly four percent" of o1: 3.65 % a token; 18 % of o1-mini, 50 % of o3-mini', () => {
    const percent = (to: string): string => (priceRatio(list('r1'), list(to)).low * 100).toFixed(1);
    expect(['o1', 'o1mini', 'o3mini'].map(percent)).toEqual(['3.6', '18.3', '49.8']);
    expect(priceRatio(list('r1'), list('o1')).low).toBeCloseTo(0.0365, 4);
  });

  it('"fraction of the cost": $0.52 for a million tokens served against a price of $2.19', () => {
    const cost = valueOf('dsserve.cost') / (valueOf('dsserve.out') / 1e6);
    expect(cost).toBeCloseTo(0.518, 3);
    expect(valueOf('price.r1.out') / cost).toBeCloseTo(4.23, 2);
  });

  it('"performance effect makes compute more valuable": needs no ceiling', () => {
    const world = { halving: 8, hardware: 0.14, scale: { kind: 'independent' }, flopPerDollar: 3e17 } as const;
    const options = { leader: 1e8, follower: 1e7, growth: 1, pareto: 1, years: 2, points: 2 };
    const gain = (performance: Parameters<typeof performanceAt>[1]): number => {
      const [first, last] = diffusionCurves({ ...world, performance }, options);
      return (last?.leader ?? 0) - (first?.leader ?? 0);
    };
    expect(gain({ kind: 'logarithm' })).toBeGreaterThan(1);
    expect(gain({ kind: 'ceiling', ceiling: 1, k: 1, alpha: 0.5 })).toBeLessThan(1e-3);
  });

  it('thinking longer => "predictably better": a curve that rises, plateaus and falls is not', () => {
    const points = Array.from({ length: 12 }, (_, at) => ({
      tokens: 2 ** (8 + at),
      score: 0.8 - 0.01 * (at - 5) ** 2,
    }));
    expect(holdoutTest(points).verdict).not.toBe('predictable');
  });

  it('the Diffusion framework "already requires": its compliance date and its non-enforcement both came after', () => {
    expect(monthsBetween('2025-02-03', '2025-05-13')).toBeGreaterThan(3);
    expect(monthsBetween('2025-02-03', '2025-05-15')).toBeGreaterThan(3);
  });

  it('V3 was never near 1e26, the threshold for closed weights: 3.4e24', () => {
    const given = { active: 37e9, tokens: 14.8e12, perParameterToken: 6, attention: 0, prediction: 0 };
    expect(trainingComputeModel.evaluate(given) / 1e26).toBeLessThan(0.04);
  });
});
