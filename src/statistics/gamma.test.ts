import { describe, expect, it } from 'vitest';
import { Random } from '../core/random.ts';
import { gamma } from './gamma.ts';
import { sum } from './simulation.fixture.ts';

describe('gamma', () => {
  it.each([0.5, 1, 4.5, 80])('has mean and variance of its shape %d', (shape) => {
    const random = Random.from(`gamma ${shape}`);
    const n = 20_000;
    const draws = Array.from({ length: n }, () => gamma(shape, random));
    const mean = sum(draws) / n;
    expect(Math.abs(mean - shape)).toBeLessThan(4 * Math.sqrt(shape / n));
    const variance = sum(draws.map((draw) => (draw - mean) ** 2)) / n;
    // The fourth central moment of a gamma is 3 shape² + 6 shape.
    expect(Math.abs(variance - shape)).toBeLessThan(4 * Math.sqrt((2 * shape ** 2 + 6 * shape) / n));
  });
});
