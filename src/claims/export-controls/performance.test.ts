import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chipNamed, described } from './chips.ts';
import { performanceDensity, totalProcessingPerformance, tppOf } from './performance.ts';

const tpp = (name: string): number => totalProcessingPerformance(chipNamed(name)).value ?? Number.NaN;
const density = (name: string): number => performanceDensity(chipNamed(name)).value ?? Number.NaN;

describe('total processing performance', () => {
  it("is 4,800 in the rule's own two examples", () => {
    expect(tppOf({ dense: 600, bits: 8 })).toBe(4800);
    expect(tppOf({ dense: 300, bits: 16 })).toBe(4800);
  });

  it.each([
    ['A100', 4992],
    ['A800', 4992],
    ['H100', 15_832],
    ['H800', 15_832],
    ['H200', 15_832],
    ['H20', 2368],
    ['L40S', 5864],
    ['L40', 2896.8],
    ['L20', 1912],
    ['L4', 1936],
    ['L2', 1544],
    ['RTX 4090', 5284.8],
    ['RTX 4090D', 4706.88],
    ['B200', 36_000],
    ['MI300X', 20_919.2],
    ['MI325X', 20_919.2],
    ['Ascend 910B', 5120],
    ['Ascend 910C', 12_480],
  ])('of %s is %d', (name, value) => {
    expect(tpp(name)).toBeCloseTo(value, 0);
  });

  it('takes the largest of the formats, in whatever order they stand', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ tops: fc.integer({ min: 1, max: 20_000 }), bits: fc.constantFrom(4, 8, 16) }), {
          minLength: 1,
          maxLength: 6,
        }),
        (speeds) => {
          const { value } = totalProcessingPerformance(described({ name: 'one', speeds }));
          expect(value).toBe(Math.max(...speeds.map(({ tops, bits }) => tops * bits)));
        },
      ),
    );
  });

  it('leaves a lower bound where the largest format may not decide', () => {
    const item = described({ name: 'one', speeds: [{ tops: 600, bits: 8 }] });
    const recalled = { format: 'fp4', bits: 4, dense: 3000, from: ['memory'], status: 'recalled' as const };
    const measure = totalProcessingPerformance({ ...item, performance: [...item.performance, recalled] });
    expect(measure).toMatchObject({ value: 12_000, decides: false, atLeast: 4800, status: 'recalled' });
  });
});

describe('performance density', () => {
  it.each([
    ['A100', 6.04],
    ['H100', 19.45],
    ['H20', 2.91],
    ['L40S', 9.64],
    ['L40', 4.76],
    ['L20', 3.14],
    ['RTX 4090', 8.69],
    ['B200', 22.5],
  ])('of %s is %d', (name, value) => {
    expect(density(name)).toBeCloseTo(value, 2);
  });

  it('is known as well as the least well known of speed and area', () => {
    expect(performanceDensity(chipNamed('H100'))).toMatchObject({ status: 'secondary', decides: true });
    expect(performanceDensity(chipNamed('MI300X'))).toMatchObject({ status: 'recalled', decides: false });
    expect(performanceDensity(described({ name: 'one', speeds: [{ tops: 600, bits: 8 }] }))).toMatchObject({
      status: 'missing',
      decides: false,
    });
  });
});
