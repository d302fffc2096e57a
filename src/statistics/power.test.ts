import { describe, expect, it } from 'vitest';
import { Random } from '../core/random.ts';
import { mcnemar } from './mcnemar.ts';
import { upperTail } from './normal.ts';
import { designEffect, detectableOfPaired, detectableOfTwo, powerOfPaired, powerOfTwo } from './power.ts';
import { heads, shareOf } from './simulation.fixture.ts';

describe('powerOfTwo', () => {
  it("gives the values of R's documentation of power.prop.test", () => {
    expect(powerOfTwo(50, 0.5, 0.75)).toBeCloseTo(0.74, 3);
    expect(powerOfTwo(76.7, 0.5, 0.75)).toBeCloseTo(0.9, 3);
    expect(powerOfTwo(76.7, 0.75, 0.5)).toBeCloseTo(0.9, 3);
  });

  it('is what a simulation finds, on one side', () => {
    const found = shareOf(4000, Random.from('power of two'), (random) => {
      const [a, b] = [heads(80, 0.2, random) / 80, heads(80, 0.4, random) / 80];
      const mean = (a + b) / 2;
      return upperTail((b - a) / Math.sqrt((2 * mean * (1 - mean)) / 80)) <= 0.05;
    });
    expect(powerOfTwo(80, 0.2, 0.4, { sides: 1 })).toBeCloseTo(found, 1);
    expect(Math.abs(powerOfTwo(80, 0.2, 0.4, { sides: 1 }) - found)).toBeLessThan(0.03);
  });

  it('is the level where nothing differs, and certain where all does', () => {
    expect(powerOfTwo(100, 0.3, 0.3)).toBe(0.025);
    expect(powerOfTwo(100, 0, 0, { sides: 1 })).toBe(0.05);
    expect(powerOfTwo(100, 0, 1)).toBe(1);
    expect(powerOfTwo(1, 0, 1)).toBe(0);
    expect(() => powerOfTwo(0, 0.1, 0.2)).toThrow(expect.objectContaining({ fault: 'empty' }));
    expect(() => powerOfTwo(10, 0.1, 1.2)).toThrow(expect.objectContaining({ fault: 'out-of-range' }));
  });
});

describe('powerOfPaired', () => {
  it('is about what a simulation of the mid-p test finds', () => {
    for (const alternative of ['two-sided', 'greater'] as const) {
      const found = shareOf(2000, Random.from(`power of paired ${alternative}`), (random) => {
        const table = { both: 0, first: 0, second: 0, neither: 0 };
        for (let i = 0; i < 150; i++) {
          const u = random.uniform();
          table[u < 0.2 ? 'first' : u < 0.28 ? 'second' : 'both']++;
        }
        return mcnemar(table, { alternative, midP: true }).p <= 0.05;
      });
      const planned = powerOfPaired(150, 0.12, 0.28, { sides: alternative === 'greater' ? 1 : 2 });
      expect(Math.abs(planned - found)).toBeLessThan(0.03);
    }
  });

  it('refuses a difference beyond what is discordant', () => {
    expect(() => powerOfPaired(10, 0.3, 0.2)).toThrow(expect.objectContaining({ fault: 'out-of-range' }));
    expect(powerOfPaired(10, 0, 0)).toBe(0.025);
  });
});

describe('detectable', () => {
  it('is where the power is reached', () => {
    const rise = detectableOfTwo(100, 0.1, 0.8, { sides: 1 });
    expect(powerOfTwo(100, 0.1, 0.1 + rise, { sides: 1 })).toBeCloseTo(0.8, 9);
    const difference = detectableOfPaired(200, 0.05, 0.9);
    expect(powerOfPaired(200, difference, difference + 0.1)).toBeCloseTo(0.9, 9);
    expect(detectableOfTwo(400, 0.1, 0.8)).toBeLessThan(detectableOfTwo(100, 0.1, 0.8));
  });

  it('is beyond reach for too small a sample', () => {
    expect(detectableOfTwo(2, 0.5, 0.99)).toBe(Infinity);
    expect(detectableOfPaired(2, 0.3, 0.9)).toBe(Infinity);
    expect(() => detectableOfTwo(10, 0.1, 1)).toThrow(RangeError);
  });
});

describe('designEffect', () => {
  it('is 1 for independent items and the size for copies', () => {
    expect(designEffect(10, 0)).toBe(1);
    expect(designEffect(10, 1)).toBe(10);
    expect(designEffect(5, 0.1)).toBeCloseTo(1.4, 12);
    expect(() => designEffect(0, 0.1)).toThrow(RangeError);
  });
});
