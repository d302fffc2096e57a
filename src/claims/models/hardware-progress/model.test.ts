import { expect, it } from 'vitest';
import { valueOf } from '../../economics/records.ts';
import { inUnit } from '../../units/quantity.ts';
import { doublingYears, hardwareProgressModel, hardwareTime } from './model.ts';

it('is 1.38 a year, doubling in 2.15 years', () => {
  expect(hardwareProgressModel.evaluate({ rate: valueOf('hw.oom'), time: 1 })).toBeCloseTo(1.38, 2);
  expect(doublingYears(valueOf('hw.oom'))).toBeCloseTo(2.15, 2);
  expect(hardwareProgressModel.evaluate({ rate: 0.14, time: doublingYears(0.14) })).toBeCloseTo(2, 9);
  expect(() => doublingYears(0)).toThrow('the rate 0');
});

it('is not monotone in rents: those of an H100 rose by about 40 % from October 2025 to March 2026', () => {
  expect(valueOf('hw.h100.2026') / valueOf('hw.h100.low')).toBeCloseTo(1.38, 2);
});

it('says over which time it goes', () => {
  const time = hardwareTime('2023-03-15', '2025-02-03');
  expect(inUnit(time, 'year')).toBeCloseTo(1.89, 2);
  expect(time.holds).toEqual([{ kind: 'hardware-trend', from: '2023-03-15', to: '2025-02-03' }]);
});
