import { describe, expect, it } from 'vitest';
import { economicRecord, valueOf } from '../../economics/records.ts';
import { GUNDLACH } from '../algorithmic-progress/scale.ts';
import {
  accessBudget,
  actorsFactor,
  diffusionCurves,
  effectiveBudget,
  type World,
  yearlyEfficiency,
} from './effects.ts';
import { diffusionLagModel } from './model.ts';

const world: World = {
  halving: 8,
  hardware: 0.14,
  performance: { kind: 'logarithm' },
  scale: { kind: 'independent' },
  flopPerDollar: 3e17,
};
const g = yearlyEfficiency(world);
const curves = { leader: 78.6e6, follower: 5.6e6, growth: 1, pareto: 1, years: 3, points: 7 };

describe('the access and performance effects', () => {
  it('multiply what a dollar does by 3.90 a year, 2.50 at 14 months and 7.29 at 5', () => {
    expect(g).toBeCloseTo(3.9, 2);
    expect(g).toBeCloseTo(valueOf('pe.g'), 2);
    const { low, high } = economicRecord('pe.g');
    expect(yearlyEfficiency({ halving: 14, hardware: 0.14 })).toBeCloseTo(low ?? 0, 2);
    expect(yearlyEfficiency({ halving: 5, hardware: 0.14 })).toBeCloseTo(high ?? 0, 2);
  });

  it('put a follower of $5.6M 1.94 years behind $78.6M, 1.18 where both grow 2.4 times a year', () => {
    const given = { leader: 78.6e6, follower: 5.6e6, efficiency: g };
    expect(diffusionLagModel.evaluate({ ...given, growth: 1 })).toBeCloseTo(valueOf('pe.lag'), 2);
    expect(diffusionLagModel.evaluate({ ...given, growth: valueOf('cost.growth') })).toBeCloseTo(1.18, 2);
    expect(() => diffusionLagModel.evaluate({ ...given, efficiency: 1, growth: 1 })).toThrow('nobody catches up');
  });

  it('lower the budget that reaches the first capability by 74 % a year', () => {
    expect(accessBudget(1e8, 1, world) / 1e8).toBeCloseTo(1 / g, 9);
    expect(1 - accessBudget(1e8, 1, world) / 1e8).toBeCloseTo(0.74, 2);
    expect(actorsFactor(1e8, accessBudget(1e8, 2, world), 1.2)).toBeCloseTo(g ** 2.4, 6);
  });

  it('are one shift: the access budget at the lag is that of the follower', () => {
    const lag = diffusionLagModel.evaluate({ leader: 78.6e6, follower: 5.6e6, efficiency: g, growth: 1 });
    expect(accessBudget(78.6e6, lag, world)).toBeCloseTo(5.6e6, -1);
    expect(effectiveBudget(5.6e6, lag, world)).toBeCloseTo(78.6e6, -1);
  });

  it("keep the leader's advantage under a logarithm, and shrink it towards a ceiling: the metric decides", () => {
    const straight = diffusionCurves(world, curves).map(({ advantage }) => advantage);
    for (const advantage of straight) expect(advantage).toBeCloseTo(Math.log10(78.6 / 5.6), 9);
    const ceiling = { ...world, performance: { kind: 'ceiling', ceiling: 1, k: 30, alpha: 0.25 } } as const;
    const shrinking = diffusionCurves(ceiling, curves);
    for (const [at, point] of shrinking.entries()) {
      const before = shrinking[at - 1];
      if (before) {
        expect(point.advantage).toBeLessThan(before.advantage);
        expect(point.leader).toBeGreaterThan(before.leader);
      }
      expect(point.leader).toBeLessThan(1);
    }
  });

  it('are weaker for small budgets where gains depend on scale', () => {
    const dependent = { ...world, scale: GUNDLACH };
    expect(accessBudget(78.6e6, 2, dependent)).toBeGreaterThan(accessBudget(78.6e6, 2, world));
    const [first, last] = [diffusionCurves(dependent, curves)[0], diffusionCurves(dependent, curves).at(-1)];
    expect(last?.advantage).toBeGreaterThan(first?.advantage ?? 0);
    expect(effectiveBudget(accessBudget(78.6e6, 2, dependent), 2, dependent)).toBeCloseTo(78.6e6, 0);
  });

  it('have bounds', () => {
    const fault = expect.objectContaining({ name: 'ClaimError', fault: 'out-of-range' });
    expect(() => diffusionCurves(world, { ...curves, points: 1e9 })).toThrow(fault);
    expect(() => accessBudget(-1, 1, world)).toThrow(fault);
    expect(() => accessBudget(1, -1, world)).toThrow(fault);
  });
});
