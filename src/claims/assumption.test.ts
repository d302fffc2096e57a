import { describe, expect, it } from 'vitest';
import { type AssumptionSet, evaluate } from './assumption.ts';
import { equivalentRunModel } from './models/equivalent-run/model.ts';
import { projectedCostModel } from './models/projected-cost/model.ts';
import { rentalCostModel } from './models/rental-cost/model.ts';
import { taskPriceModel } from './models/task-price/model.ts';
import { quantileOf, simulate } from './uncertainty/simulate.ts';
import { inUnit } from './units/quantity.ts';

const fault = (name: string): unknown => expect.objectContaining({ name: 'ClaimError', fault: name });

describe('a model with a set of assumptions', () => {
  it('gives a number and what it is uncertain by', () => {
    const { result, inputs, unverified } = evaluate(rentalCostModel, {
      hours: { record: 'v3.hours.total' },
      rent: { record: 'v3.price' },
    });
    expect(inUnit(result, 'USD')).toBe(5_576_000);
    expect(unverified).toEqual([]);
    expect(inputs.rent.text).toBe('uniform 1.5 to 3.42 USD/chip:H800/h');
    const drawn = simulate(rentalCostModel, inputs, { draws: 10_000 });
    expect([0, 1].map((p) => Math.round(quantileOf(drawn, p) / 1e4) / 100)).toEqual([4.18, 9.53]);
  });

  it('names the inputs whose source nobody read', () => {
    const { unverified } = evaluate(rentalCostModel, {
      hours: { record: 'v3.hours.post' },
      rent: { record: 'v3.price' },
    });
    expect(unverified).toEqual(['hours']);
  });

  it('is set C of "around $3 million" with its sources', () => {
    const set: AssumptionSet = {
      compute: { record: 'gpt4.flop' },
      months: { from: '2022-08-01', to: '2025-02-01' },
      halving: { record: 'alg.halving' },
      peak: { value: 989.4, unit: 'TFLOP/s/chip:H100' },
      mfu: { value: 0.4, low: 0.3, high: 0.5, level: 'range', unit: '1' },
      rent: { record: 'hw.h100.2025q1' },
    };
    const { result, inputs } = evaluate(equivalentRunModel, set);
    expect(inUnit(result, 'MUSD')).toBeCloseTo(3.28, 1);
    expect(inputs.peak.quantile(0.5)).toBeCloseTo(989.4e12, -3);
    const undated = { ...set, rent: { value: 2, unit: 'USD/chip:H100/h' } };
    expect(() => evaluate(equivalentRunModel, undated)).toThrow(fault('undated'));
    const other = { ...set, rent: { value: 2, unit: 'USD/chip:A100/h', as_of: '2025-02' } };
    expect(() => evaluate(equivalentRunModel, other)).toThrow(fault('unlike-units'));
  });

  it('needs the dates of a trend, and refuses one that a rent has seen', () => {
    const set: AssumptionSet = {
      cost: { record: 'gpt4.cost.amort' },
      algorithmMonths: { value: 22.7, unit: 'month' },
      halving: { value: 8, unit: 'month' },
    };
    const dated = evaluate(projectedCostModel, { ...set, hardwareTime: { from: '2023-03-14', to: '2025-02-03' } });
    expect(inUnit(dated.result, 'MUSD:2023')).toBeCloseTo(3.09, 1);
    expect(() => evaluate(projectedCostModel, { ...set, hardwareTime: { value: 1.89, unit: 'year' } })).toThrow(
      fault('undated'),
    );
  });

  it('refuses a live page without its date, an unknown record and an unknown input', () => {
    const prices: AssumptionSet = {
      input: { value: 1000, unit: 'token:input/task' },
      output: { value: 1000, unit: 'token:output/task' },
      inputPrice: { value: 0.28, unit: 'USD/Mtoken:input', live: true },
      outputPrice: { record: 'price.v32.out' },
    };
    expect(() => evaluate(taskPriceModel, prices)).toThrow(fault('undated'));
    const snapshot = { ...prices, inputPrice: { record: 'price.v32.in' } };
    expect(inUnit(evaluate(taskPriceModel, snapshot).result, 'USD/task')).toBeCloseTo(0.0007, 12);
    expect(() => evaluate(taskPriceModel, { ...snapshot, outputPrice: { record: 'price.v9' } })).toThrow(
      fault('unknown-quantity'),
    );
    expect(() => evaluate(taskPriceModel, { ...snapshot, outputs: { record: 'price.v32.out' } })).toThrow(
      fault('missing-input'),
    );
    expect(() => evaluate(taskPriceModel, { ...snapshot, outputPrice: { record: 'infl.price' } })).toThrow(
      fault('unlike-units'),
    );
  });
});
