import { describe, expect, it } from 'vitest';
import { inUnit, multiply } from '../units/quantity.ts';
import { unverified } from './record.ts';
import { basisOf, economicQuantity, economicRecord, valueOf } from './records.ts';

const fault = (name: string): unknown => expect.objectContaining({ name: 'ClaimError', fault: name });

describe('data/economics', () => {
  it('multiplies with its units and dates', () => {
    const cost = multiply(economicQuantity('v3.hours.total'), economicQuantity('v3.price'));
    expect(inUnit(cost, 'USD')).toBe(5_576_000);
    expect(cost).toMatchObject({ asOf: '2024-12-27', holds: [{ kind: 'market-rent', asOf: '2024-12-27' }] });
  });

  it('knows what is a rent and what is live', () => {
    expect(basisOf(economicRecord('hw.h100.2026')).holds).toEqual([{ kind: 'market-rent', asOf: '2026-03' }]);
    expect(basisOf(economicRecord('v3.cost')).holds).toBeUndefined();
    expect(basisOf(economicRecord('price.r1.out'))).toMatchObject({ live: true, asOf: '2025-01-20' });
  });

  it('marks what nobody read', () => {
    expect(unverified(economicRecord('price.gpt4.in'))).toBe(true);
    expect(unverified(economicRecord('gpt4.flop'))).toBe(false);
  });

  it('gives no number where the source gives a range', () => {
    expect(() => valueOf('infl.price')).toThrow(fault('no-value'));
    expect(() => economicQuantity('infl.price')).toThrow(fault('no-value'));
    expect(() => economicRecord('toString')).toThrow(fault('unknown-quantity'));
  });
});
