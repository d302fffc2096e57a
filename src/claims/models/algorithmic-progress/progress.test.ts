import { describe, expect, it } from 'vitest';
import { economicRecord, valueOf } from '../../economics/records.ts';
import { halvingTimes, PREFERRED_FIT } from './fit.ts';
import { algorithmicProgressModel, impliedHalving } from './model.ts';
import { algorithmicGain, gainShare, GUNDLACH } from './scale.ts';

const fault = expect.objectContaining({ name: 'ClaimError', fault: 'out-of-range' });

describe('algorithmic progress', () => {
  it('halves compute in 8.68 months by the preferred fit, nearly all of it by data', () => {
    const { parameters, data, compute } = halvingTimes(PREFERRED_FIT);
    expect(compute).toBeCloseTo(8.68, 2);
    expect(compute).toBeCloseTo(valueOf('alg.model7'), 2);
    expect(data).toBeCloseTo(9.24, 2);
    expect(parameters / 12).toBeCloseTo(12.0, 1);
    expect(() => halvingTimes({ ...PREFERRED_FIT, dataYear: -0.01 })).toThrow(fault);
  });

  it('is implied by GPT-4 and V3: 8.2 months, 5.8 to 16.9, 10.7 from August 2022', () => {
    const { low = 0, high = 0 } = economicRecord('gpt4.flop');
    const v3 = 3.41e24;
    expect(impliedHalving(2.1e25, v3, 21.4)).toBeCloseTo(8.2, 1);
    expect(impliedHalving(2.1e25, v3, 21.4)).toBeCloseTo(valueOf('v3.implied'), 1);
    expect(impliedHalving(high, v3, 21.4)).toBeCloseTo(5.8, 1);
    expect(impliedHalving(low, v3, 21.4)).toBeCloseTo(16.9, 1);
    expect(impliedHalving(2.1e25, v3, 28)).toBeCloseTo(10.7, 1);
    expect(() => impliedHalving(v3, 2.1e25, 21.4)).toThrow(fault);
  });

  it('is implied by GPT-4 and V2: 3.2 months', () => {
    expect(impliedHalving(2.1e25, 6 * 21e9 * 8.1e12, 14)).toBeCloseTo(valueOf('v2.implied'), 1);
  });

  it('is the same at every scale, or not', () => {
    const year = (compute: number, by: Parameters<typeof gainShare>[1]): number => algorithmicGain(compute, 12, 8, by);
    expect(year(1e20, { kind: 'independent' })).toBeCloseTo(2 ** 1.5, 9);
    expect(
      algorithmicProgressModel.evaluate({ compute: 1e25, months: 12, halving: 8 }) *
        year(1e20, { kind: 'independent' }),
    ).toBeCloseTo(1e25, -12);
    expect(year(1e25, GUNDLACH)).toBeCloseTo(2 ** 1.5, 9);
    expect(year(1e27, GUNDLACH)).toBeCloseTo(2 ** 1.5, 9);
    const gains = [1e17, 1e20, 1e23, 1e25].map((compute) => year(compute, GUNDLACH));
    expect(gains).toEqual(gains.toSorted((a, b) => a - b));
    // At the onset a gain of 6,930 at the frontier is one of 100.
    expect(6930 ** gainShare(1e18, GUNDLACH)).toBeCloseTo(100, 9);
    expect(() => gainShare(1e20, { kind: 'dependent', onset: 1e25, frontier: 1e20, everywhere: 0.5 })).toThrow(fault);
  });
});
