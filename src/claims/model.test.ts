import { describe, expect, it } from 'vitest';
import { compute, type Input } from './model.ts';
import { chipHoursModel } from './models/chip-hours/model.ts';
import { hardwareTime } from './models/hardware-progress/model.ts';
import { projectedCostModel } from './models/projected-cost/model.ts';
import { MODELS } from './models/registry.gen.ts';
import { rentalCostModel } from './models/rental-cost/model.ts';
import { inUnit, quantity } from './units/quantity.ts';
import { unit } from './units/unit.ts';

const fault = (name: string): unknown => expect.objectContaining({ name: 'ClaimError', fault: name });

describe('a model bound to quantities', () => {
  const hours = quantity(2.788e6, 'chip:H800*h');

  it('keeps the kind of what it does not name', () => {
    const cost = compute(rentalCostModel, { hours, rent: quantity(2, 'USD:2023/chip:H800/h') });
    expect(inUnit(cost, 'USD:2023')).toBeCloseTo(5.576e6, 6);
    expect(() => inUnit(cost, 'USD')).toThrow(fault('unlike-units'));
    const given = {
      compute: quantity(1, 'YFLOP'),
      peak: quantity(989.4, 'TFLOP/s/chip:H800'),
      mfu: quantity(0.4, '1'),
    };
    expect(inUnit(compute(chipHoursModel, given), 'chip:H800*h')).toBeCloseTo(701_884.4, 1);
  });

  it('does not price the hours of one chip at the rent of another', () => {
    const rent = quantity(1.38, 'USD/chip:A100/h');
    expect(() => compute(rentalCostModel, { hours, rent })).toThrow(fault('unlike-units'));
    expect(() => compute(rentalCostModel, { hours, rent })).toThrow('rent is of chip:A100, another input of chip:H800');
  });

  it('needs every input, and no other', () => {
    expect(() => compute(rentalCostModel, { hours })).toThrow('rental-cost needs rent: rent of a chip');
    expect(() => compute(rentalCostModel, { hours, price: hours })).toThrow(fault('missing-input'));
    expect(() => compute(rentalCostModel, { hours, rent: quantity(2, 'USD/h') })).toThrow(
      'rent is in USD/s, and USD/chip/h is wanted',
    );
  });

  it('refuses a current rent beside a trend of hardware that it has seen', () => {
    const asOf = '2025-02-03';
    const cost = quantity(3e6, 'USD', { asOf, holds: [{ kind: 'market-rent', asOf }] });
    const given = {
      cost,
      algorithmMonths: quantity(22.7, 'month'),
      halving: quantity(8, 'month'),
      hardwareTime: hardwareTime('2023-03-15', asOf),
    };
    expect(() => compute(projectedCostModel, given)).toThrow(fault('double-counting'));
  });
});

describe.each(MODELS.map((model) => [model.id, model] as const))('the model %s', (id, model) => {
  const inputs = Object.entries<Input>(model.inputs);

  it('says what it is', () => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    for (const text of [model.title, model.equation, model.source]) expect(text.length).toBeGreaterThan(5);
    for (const [name, { about }] of inputs) {
      expect(about.length).toBeGreaterThan(3);
      expect(model.equation, name).toContain(name);
    }
    expect(unit(model.output.unit).text).toBe(model.output.unit);
  });

  // Were a unit wrong, a change of the size of base units would not carry through: Buckingham's theorem as a test.
  it('is right in its units', () => {
    const values = Object.fromEntries(
      inputs.map(([name, input], at) => [name, SAMPLE[name] ?? input.default ?? 2 + at / 7]),
    );
    const before = model.evaluate(values);
    const bases = new Set(inputs.flatMap(([, { unit: of }]) => [...unit(of).dimension.keys()]));
    // Exponents of 2 and 10 are in months and OOM by definition, and growth in factors a year.
    for (const base of ['OOM', 'factor']) bases.delete(base);
    const rate = inputs.some(([, { unit: of }]) => /factor|OOM/.test(of));
    for (const base of bases) {
      if (rate && base === 's') continue;
      const by = (text: string): number => 1.7 ** (unit(text).dimension.get(base) ?? 0);
      const scaled = Object.fromEntries(
        inputs.map(([name, { unit: of }]) => [name, (values[name] ?? Number.NaN) * by(of)]),
      );
      expect(model.evaluate(scaled) / before, base).toBeCloseTo(by(model.output.unit), 9);
    }
  });
});

/** Where an equation holds within bounds only. */
const SAMPLE: Readonly<Record<string, number>> = {
  mfu: 0.4,
  success: 0.7,
  cacheHits: 0.3,
  network: 0.19,
  staff: 0.35,
  load: 0.75,
};
