import { describe, expect, it } from 'vitest';
import { economicQuantity, valueOf } from '../../economics/records.ts';
import { compute } from '../../model.ts';
import { inUnit, quantity } from '../../units/quantity.ts';
import { chipHoursModel } from '../chip-hours/model.ts';
import { rentalCostModel } from './model.ts';

const cost = (hours: number, rent: number): number => rentalCostModel.evaluate({ hours, rent });

describe('cost by rental', () => {
  it('of DeepSeek-V3 is $5.576M, the sum of its stages', () => {
    const whole = compute(rentalCostModel, {
      hours: economicQuantity('v3.hours.total'),
      rent: economicQuantity('v3.price'),
    });
    expect(inUnit(whole, 'USD')).toBe(5_576_000);
    const stages = ['v3.hours.pretrain', 'v3.hours.context', 'v3.hours.post'].map(valueOf);
    expect(stages.map((hours) => cost(hours, 2))).toEqual([5_328_000, 238_000, 10_000]);
    expect(stages.reduce((sum, hours) => sum + hours)).toBe(valueOf('v3.hours.total'));
    expect(cost(2.788e6, 1.5) / 1e6).toBeCloseTo(4.18, 2);
    expect(cost(2.788e6, 3.42) / 1e6).toBeCloseTo(9.53, 2);
  });

  it('of R1 is $294.7K for 147,336 hours, and 648 chips do not reconcile with it', () => {
    const hours = 512 * 198 + 512 * 80 + valueOf('r1.hours.sft');
    expect([512 * 198, 512 * 80]).toEqual([valueOf('r1.hours.zero'), valueOf('r1.hours.r1')]);
    expect(hours).toBe(147_336);
    expect(cost(hours, 2)).toBe(294_672);
    expect(Math.abs(cost(hours, 2) / valueOf('r1.cost') - 1)).toBeLessThan(0.005);
    const garbled = 648 * 198 + 648 * 80 + 5000;
    expect(garbled).toBe(185_144);
    expect(cost(garbled, 2)).toBe(370_288);
    expect(cost(garbled, 2) / valueOf('r1.cost')).toBeGreaterThan(1.25);
    expect((5_576_000 + cost(hours, 2)) / 1e6).toBeCloseTo(valueOf('r1.total') / 1e6, 2);
  });

  it('of 1e25 FLOP is about $14M: 7.0 million H100 hours at 40 % and $2', () => {
    const of = (flop: number): number => chipHoursModel.evaluate({ compute: flop, peak: 989.4e12, mfu: 0.4 });
    expect(of(1e25) / 1e6).toBeCloseTo(7.0, 1);
    expect(cost(of(1e25), 2) / 1e6).toBeCloseTo(14.0, 1);
    expect(cost(of(1e26), 2) / 1e6).toBeCloseTo(140, 0);
  });

  it('of GPT-4 is $78.6M at $1.38, in dollars of 2023', () => {
    const rent = quantity(1.38, 'USD:2023/chip:A100/h');
    const rented = compute(rentalCostModel, { hours: economicQuantity('gpt4.chiphours'), rent });
    expect(inUnit(rented, 'USD:2023') / valueOf('gpt4.cost.cloud')).toBeCloseTo(1, 2);
    expect(() => rentalCostModel.evaluate({ hours: -1, rent: 2 })).toThrow('chip hours -1');
  });
});
