import { describe, expect, it } from 'vitest';
import { economicRecord, valueOf } from '../../economics/records.ts';
import { acquisitionCostModel } from '../acquisition-cost/model.ts';
import { energyModel } from '../energy/model.ts';
import { programmeCostModel } from '../programme-cost/model.ts';
import { ownershipCostModel } from './model.ts';

const standard = {
  depreciation: valueOf('hw.oom'),
  network: valueOf('cost.k.interc'),
  electricity: valueOf('cost.k.kwh2024'),
};
const perHour = (power: number, server: number): number =>
  energyModel.evaluate({
    hours: 1,
    power,
    server,
    load: valueOf('cost.k.tdpfrac'),
    building: valueOf('cost.k.pueH'),
  });

describe('cost by ownership', () => {
  it('of GPT-4 is $40.7M amortised, to 2 %', () => {
    const given = { ...standard, price: 15_000, serverOverhead: valueOf('cost.k.overheadA100'), age: 1.7 };
    const cost = ownershipCostModel.evaluate({
      ...given,
      hours: valueOf('gpt4.chiphours'),
      energyPerHour: perHour(0.4, 2.03),
    });
    expect(Math.abs(cost / valueOf('gpt4.cost.amort') - 1)).toBeLessThan(0.02);
  });

  it('of an H800 hour in 2025 is $2.40 to $3.42: the $2 of DeepSeek is below it', () => {
    const hour = (price: number): number =>
      ownershipCostModel.evaluate({
        ...standard,
        hours: 1,
        price,
        age: 0,
        serverOverhead: valueOf('cost.k.overheadAvg'),
        energyPerHour: perHour(0.7, 1.82),
      });
    expect(hour(31_000)).toBeCloseTo(2.4, 1);
    expect(hour(44_750)).toBeCloseTo(3.42, 1);
    expect(hour(31_000)).toBeGreaterThan(valueOf('v3.price'));
    expect([31_000, 44_750].map((price) => (hour(price) * 2.788).toFixed(1))).toEqual(['6.7', '9.5']);
  });

  it('of buying: GPT-4 $778M, 2,048 H800 about $140M', () => {
    const bought = (chips: number, price: number, serverOverhead: number): number =>
      acquisitionCostModel.evaluate({ chips, price, serverOverhead, network: standard.network }) / 1e6;
    expect(Math.abs(bought(25_000, 15_000, 1.66) / 778 - 1)).toBeLessThan(0.02);
    expect([31_000, 33_800, 44_750].map((price) => Math.round(bought(2048, price, 1.64)))).toEqual([129, 140, 186]);
  });

  it('has a share of energy of 2 to 6 % in the whole programme', () => {
    const finalRun = 40.7e6;
    const energy = 57e6 * perHour(0.4, 2.03) * standard.electricity;
    const whole = programmeCostModel.evaluate({ finalRun, experiments: 0.5, staff: 0.39 });
    expect(whole / finalRun).toBeCloseTo(2.46, 2);
    expect((energy * 1.5) / whole).toBeGreaterThan(endOf('cost.energy', 'low'));
    expect((energy * 1.5) / whole).toBeLessThan(endOf('cost.energy', 'high'));
    expect(() => programmeCostModel.evaluate({ finalRun, experiments: 0, staff: 1 })).toThrow('not staff');
  });
});

function endOf(id: string, end: 'low' | 'high'): number {
  return economicRecord(id)[end] ?? Number.NaN;
}
