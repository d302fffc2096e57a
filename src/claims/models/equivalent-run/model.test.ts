import { describe, expect, it } from 'vitest';
import { economicQuantity, valueOf } from '../../economics/records.ts';
import { compute } from '../../model.ts';
import { monthsBetween } from '../../units/basis.ts';
import { inUnit, quantity } from '../../units/quantity.ts';
import { algorithmicProgressModel } from '../algorithmic-progress/model.ts';
import { chipHoursModel } from '../chip-hours/model.ts';
import { hardwareTime } from '../hardware-progress/model.ts';
import { projectedCostModel } from '../projected-cost/model.ts';
import { equivalentRunModel } from './model.ts';

const millions = (value: number): number => value / 1e6;
const run = { compute: 2.1e25, halving: 8, peak: 989e12, mfu: 0.4 };
const amortised = { cost: 40.7e6, halving: 8, hardware: 0.14 };

describe('what gives "around $3 million"', () => {
  it('set A: amortised cost, algorithms alone, from the end of training: $3.02M', () => {
    const cost = (halving: number): number =>
      millions(projectedCostModel.evaluate({ ...amortised, halving, algorithmMonths: 30, hardwareTime: 0 }));
    expect(Math.abs(cost(8) - valueOf('rand.3m.A') / 1e6)).toBeLessThan(0.01);
    expect(cost(5)).toBeCloseTo(0.636, 3);
    expect(cost(14)).toBeCloseTo(9.2, 1);
  });

  it('set B: amortised cost, both trends, from release: $3.09M, in dollars of 2023', () => {
    const months = monthsBetween('2023-03-14', '2025-02-03');
    expect(months).toBeCloseTo(22.7, 1);
    const cost = compute(projectedCostModel, {
      cost: economicQuantity('gpt4.cost.amort'),
      algorithmMonths: quantity(22.7, 'month'),
      halving: economicQuantity('alg.halving'),
      hardwareTime: hardwareTime('2023-03-14', '2025-02-03'),
    });
    expect(inUnit(cost, 'MUSD:2023')).toBeCloseTo(valueOf('rand.3m.B') / 1e6, 1);
    const plain = projectedCostModel.evaluate({ ...amortised, algorithmMonths: 22.7, hardwareTime: 1.89 });
    expect(millions(plain)).toBeCloseTo(3.09, 1);
  });

  it('set C: 1.56e24 FLOP, 1.10 million H100 hours, $2.50 to $3.00: $2.7M to $3.3M; $2.19M at $2', () => {
    const flop = algorithmicProgressModel.evaluate({ compute: 2.1e25, months: 30, halving: 8 });
    expect(flop / 1e24).toBeCloseTo(1.56, 2);
    expect(millions(chipHoursModel.evaluate({ ...run, compute: flop }))).toBeCloseTo(1.1, 2);
    const at = (rent: number): number => millions(equivalentRunModel.evaluate({ ...run, months: 30, rent }));
    expect([2, 2.5, 3].map(at)).toEqual([2.19, 2.74, 3.29].map((value) => expect.closeTo(value, 2)));
  });

  it('set D: 2.94e24 FLOP, 2.06 million hours, $1.50: $3.09M; $4.13M at $2', () => {
    const flop = algorithmicProgressModel.evaluate({ compute: 2.1e25, months: 22.7, halving: 8 });
    expect(flop / 1e24).toBeCloseTo(2.94, 2);
    expect(millions(chipHoursModel.evaluate({ ...run, compute: flop }))).toBeCloseTo(2.06, 2);
    const at = (rent: number): number => millions(equivalentRunModel.evaluate({ ...run, months: 22.7, rent }));
    expect([1.5, 2].map(at)).toEqual([3.09, 4.13].map((value) => expect.closeTo(value, 2)));
  });

  it('set E: rented cost of 2023, both trends over 30 months: $2.6M; algorithms alone $5.8M', () => {
    const given = { cost: 78.6e6, halving: 8, algorithmMonths: 30, hardware: 0.14 };
    expect(millions(projectedCostModel.evaluate({ ...given, hardwareTime: 2.5 }))).toBeCloseTo(2.6, 1);
    expect(millions(projectedCostModel.evaluate({ ...given, hardwareTime: 0 }))).toBeCloseTo(5.84, 2);
  });

  it("does not take set A's hardware trend with set C's rents", () => {
    const asOf = '2025-02-03';
    const rented = compute(equivalentRunModel, {
      compute: economicQuantity('gpt4.flop'),
      months: quantity(30, 'month'),
      halving: economicQuantity('alg.halving'),
      peak: quantity(989, 'TFLOP/s/chip:H100'),
      mfu: quantity(0.4, '1'),
      rent: quantity(2.5, 'USD/chip:H100/h', { asOf, holds: [{ kind: 'market-rent', asOf }] }),
    });
    expect(inUnit(rented, 'MUSD')).toBeCloseTo(2.74, 2);
    const given = {
      cost: rented,
      algorithmMonths: quantity(0, 'month'),
      halving: economicQuantity('alg.halving'),
      hardwareTime: hardwareTime('2022-08-01', asOf),
    };
    expect(() => compute(projectedCostModel, given)).toThrow(expect.objectContaining({ fault: 'double-counting' }));
  });
});

it('takes no rent below nothing', () => {
  const given = { compute: 2.1e25, months: 30, halving: 8, peak: 989e12, mfu: 0.4, rent: -2 };
  expect(() => equivalentRunModel.evaluate(given)).toThrow('the rent -2 is negative');
});
