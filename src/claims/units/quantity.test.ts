import { describe, expect, it } from 'vitest';
import { dimensionText } from './dimension.ts';
import { monthsBetween } from './basis.ts';
import { add, divide, inUnit, multiply, quantity, subtract } from './quantity.ts';
import { unit } from './unit.ts';

const fault = (name: string): unknown => expect.objectContaining({ name: 'ClaimError', fault: name });

describe('unit', () => {
  it.each([
    ['USD/chip:H800/h', 1 / 3600, 'USD/chip:H800/s'],
    ['PFLOP/s/chip', 1e15, 'FLOP/chip/s'],
    ['kWh', 3.6e6, 'J'],
    ['kW', 1e3, 'J/s'],
    ['USD/Mtoken:output', 1e-6, 'USD/token:output'],
    ['month', 2_629_800, 's'],
    ['min', 60, 's'],
    ['ms', 1e-3, 's'],
    ['GB/s', 1e9, 'byte/s'],
    ['1', 1, '1'],
    ['byte^-2', 1, '1/byte^2'],
  ])('reads %s', (text, scale, dimension) => {
    expect(unit(text).scale).toBeCloseTo(scale, 12);
    expect(dimensionText(unit(text).dimension)).toBe(dimension);
  });

  it.each(['furlong', '', 'USD//h', 'Mchip', 'constructor', 'kconstructor', 'USD^x', 'x'.repeat(300)])(
    'refuses %j',
    (text) => expect(() => unit(text)).toThrow(fault('unknown-unit')),
  );
});

describe('a quantity', () => {
  const hours = quantity(2.788e6, 'chip:H800*h');
  const rent = quantity(2, 'USD/chip:H800/h');

  it('multiplies its units too', () => {
    expect(inUnit(multiply(hours, rent), 'MUSD')).toBeCloseTo(5.576, 12);
    expect(inUnit(divide(multiply(hours, rent), hours), 'USD/chip:H800/h')).toBeCloseTo(2, 12);
    expect(inUnit(subtract(quantity(2, 'h'), quantity(30, 'min')), 'h')).toBeCloseTo(1.5, 12);
  });

  it.each([
    ['USD', 'chip:H800*h'],
    ['USD', 'USD:2023'],
    ['chip:H800*h', 'chip:A100*h'],
    ['token:input', 'token:output'],
    ['FLOP', 'FLOP/s'],
    ['factor', 'OOM'],
  ])('does not add %s to %s', (a, b) => {
    expect(() => add(quantity(1, a), quantity(1, b))).toThrow(fault('unlike-units'));
    expect(() => inUnit(quantity(1, a), b)).toThrow(`${dimensionText(unit(a).dimension)} cannot be expressed in`);
  });

  it('of a live page needs the date of a snapshot', () => {
    expect(() => quantity(0.55, 'USD/Mtoken:input', { live: true })).toThrow(fault('undated'));
    expect(() => quantity(0.55, 'USD/Mtoken:input', { live: true, asOf: '2025' })).toThrow(fault('undated'));
    expect(quantity(0.55, 'USD/Mtoken:input', { live: true, asOf: '2025-01-20' }).asOf).toBe('2025-01-20');
  });

  it('that is a current rent does not meet a trended hardware gain', () => {
    const gain = quantity(10 ** (-0.14 * 1.89), '1', {
      holds: [{ kind: 'hardware-trend', from: '2023-03-15', to: '2025-02-03' }],
    });
    const rented = (asOf: string) => quantity(2.5, 'USD/chip/h', { asOf, holds: [{ kind: 'market-rent', asOf }] });
    expect(() => multiply(rented('2025-02-03'), gain)).toThrow(fault('double-counting'));
    expect(() => multiply(rented('2025-02-03'), gain)).toThrow(
      'a rent as of 2025-02-03 already holds what hardware gained from 2023-03-15 to 2025-02-03',
    );
    // Through any chain of products, in either order.
    const chained = multiply(multiply(quantity(1e6, 'chip*h'), gain), quantity(2, '1'));
    expect(() => multiply(chained, rented('2025-02-03'))).toThrow(fault('double-counting'));
    expect(() => divide(chained, rented('2025-02-03'))).toThrow(fault('double-counting'));
    // A rent of the time from which the gain counts may be carried forward.
    expect(multiply(rented('2023-03-20'), gain).holds).toHaveLength(2);
  });

  it('keeps the later date', () => {
    expect(add(quantity(1, 'USD', { asOf: '2024-01' }), quantity(1, 'USD', { asOf: '2025-01' })).asOf).toBe('2025-01');
    expect(monthsBetween('2023-03-15', '2025-02-03')).toBeCloseTo(22.7, 1);
    expect(() => monthsBetween('today', '2025-02-03')).toThrow(fault('out-of-range'));
    expect(() => divide(quantity(1, 'USD'), quantity(0, 'h'))).toThrow(fault('out-of-range'));
    expect(() => quantity(Number.NaN, 'USD')).toThrow(fault('out-of-range'));
  });
});
