import { describe, expect, it } from 'vitest';
import { economicQuantity, valueOf } from '../../economics/records.ts';
import { compute } from '../../model.ts';
import { inUnit, quantity } from '../../units/quantity.ts';
import { blendedPrice, priceRatio, yearlyDecline } from './blended.ts';
import { taskPriceModel } from './model.ts';

const list = (name: string) => ({ input: valueOf(`price.${name}.in`), output: valueOf(`price.${name}.out`) });

describe('prices', () => {
  it('of R1 are 3.65 to 3.67 % of those of o1, for any mix of input and output', () => {
    const { low, high } = priceRatio(list('r1'), list('o1'));
    expect(low).toBeCloseTo(valueOf('r1o1'), 4);
    expect([low, high].map((ratio) => (ratio * 100).toFixed(2))).toEqual(['3.65', '3.67']);
    for (const mix of [0, 1, 3, 20]) {
      const ratio = blendedPrice(list('r1'), mix) / blendedPrice(list('o1'), mix);
      expect(ratio).toBeGreaterThanOrEqual(low);
      expect(ratio).toBeLessThanOrEqual(high);
    }
  });

  it('of R1 are 18 % of o1-mini and 50 % of o3-mini', () => {
    expect(priceRatio(list('r1'), list('o1mini')).low).toBeCloseTo(0.1825, 3);
    expect(priceRatio(list('r1'), list('o3mini'))).toEqual({
      low: expect.closeTo(0.498, 3),
      high: expect.closeTo(0.5, 3),
    });
  });

  it('of a cache hit are 1.87 %', () => {
    expect(0.14 / 7.5).toBeCloseTo(0.0187, 4);
  });

  it('fall by 10 a year where 1000 in three years', () => {
    expect(yearlyDecline(1000, 1, 3)).toBeCloseTo(valueOf('infl.a16z'), 9);
    expect(() => yearlyDecline(1, 1, 0)).toThrow('the time between them 0');
  });
});

describe('the price of a success', () => {
  const tokens = (count: number, side: 'input' | 'output') => quantity(count, `token:${side}/task`);
  const given = {
    input: tokens(1000, 'input'),
    thinking: tokens(8000, 'output'),
    output: tokens(500, 'output'),
    inputPrice: economicQuantity('price.r1.in'),
    outputPrice: economicQuantity('price.r1.out'),
  };

  it('charges thinking as output, and failures to successes', () => {
    const price = inUnit(compute(taskPriceModel, given), 'USD/task');
    expect(price).toBeCloseTo((1000 * 0.55 + 8500 * 2.19) / 1e6, 12);
    const solved = inUnit(compute(taskPriceModel, { ...given, success: quantity(0.5, '1') }), 'USD/task');
    expect(solved).toBeCloseTo(2 * price, 12);
    const cached = { ...given, cacheHits: quantity(1, '1'), cachedPrice: quantity(0.14, 'USD/Mtoken:input') };
    expect(inUnit(compute(taskPriceModel, cached), 'USD/task')).toBeCloseTo((1000 * 0.14 + 8500 * 2.19) / 1e6, 12);
  });

  // The ratio by token says nothing of the ratio by task.
  it('can exceed that of a model ten times as dear that thinks less', () => {
    const price = (thinking: number, inputPrice: number, outputPrice: number): number =>
      taskPriceModel.evaluate({
        input: 500,
        thinking,
        output: 200,
        inputPrice,
        outputPrice,
        cacheHits: 0,
        cachedPrice: 0,
        success: 1,
      });
    expect(price(40_000, 0.55, 2.19)).toBeGreaterThan(price(1000, 15, 60));
  });

  it('does not take the price of output for input', () => {
    expect(() => compute(taskPriceModel, { ...given, inputPrice: economicQuantity('price.r1.out') })).toThrow(
      expect.objectContaining({ fault: 'unlike-units' }),
    );
    expect(() => compute(taskPriceModel, { ...given, success: quantity(0, '1') })).toThrow(
      expect.objectContaining({ fault: 'out-of-range' }),
    );
  });
});
