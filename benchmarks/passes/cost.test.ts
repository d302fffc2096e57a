import { describe, expect, it } from 'vitest';
import { modelled, ratesOf, ratesOfGpu } from './cost.ts';
import { body, cached, head, parameters, SHAPES } from './shapes.ts';

it('counts the weights that are published', () => {
  expect(parameters(SHAPES['1B'])).toBe(1_235_814_400);
  expect(parameters(SHAPES['8B'])).toBe(8_030_261_248);
  expect(parameters(SHAPES['70B'])).toBe(70_553_706_496);
  // 32 layers, 8 heads of 128 numbers, keys and values, two bytes: 128 KiB.
  expect(cached(SHAPES['8B'])).toBe(131_072);
});

describe('the equations', () => {
  const shape = SHAPES['8B'];

  it('are bound by operations where tokens are given', () => {
    const { weighed, next } = modelled(shape, ratesOfGpu('H100', 64));
    expect(weighed).toBeCloseTo((2 * (body(shape) * 280 + head(shape) * 160)) / (0.5 * 989e12), 9);
    expect(next).toBeLessThan(weighed);
  });

  it('are bound by memory where they are written, and share the weights among the answers', () => {
    const [alone, many] = [modelled(shape, ratesOfGpu('H200', 1)), modelled(shape, ratesOfGpu('H200', 64))];
    expect(alone.answer).toBeGreaterThan((160 * 15e9) / (0.7 * 4.8e12));
    expect(alone.answer / many.answer).toBeGreaterThan(15);
    expect(modelled(shape, ratesOfGpu('H100', 1)).answer / alone.answer).toBeCloseTo(4.8 / 3.35, 2);
    // With very many answers the operations take longer than the reading.
    const most = modelled(shape, { ...ratesOfGpu('H200', 1e6), bytes: 1e18 });
    expect(most.answer).toBeCloseTo(
      (2 * (body(shape) + head(shape)) * 160 + 2 * body(shape) * 120 + 2 * head(shape)) / (0.5 * 989e12),
      9,
    );
  });

  it('give the rates that made the seconds', () => {
    const rates = { operations: 5e10, bytes: 1.5e10, weight: 34 / 32, together: 1, handing: 0.05 };
    const { answer, weighed, next } = modelled(SHAPES['1B'], rates);
    const found = ratesOf(SHAPES['1B'], { answer, weighed, next }, rates.weight);
    expect(found.operations / rates.operations).toBeCloseTo(1, 9);
    expect(found.bytes / rates.bytes).toBeCloseTo(1, 9);
    expect(found.handing).toBeCloseTo(rates.handing, 9);
  });

  it('give none for seconds that cannot be', () => {
    expect(() => ratesOf(SHAPES['1B'], { answer: 1, weighed: 10, next: 9 }, 1)).toThrow(RangeError);
  });
});
