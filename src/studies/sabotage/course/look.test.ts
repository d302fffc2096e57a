import { describe, expect, it } from 'vitest';
import { Random } from '../../../core/random.ts';
import { lookAt } from './look.ts';

const neutrals = Array.from({ length: 24 }, (_, index) => (index % 2 === 0 ? 0.001 : -0.001));
const uncertaintyOf = (context: readonly number[], repeats: number): number =>
  lookAt(
    {
      context,
      neutrals,
      n: context.length * repeats,
      hits: context.reduce((sum, one) => sum + one * repeats, 0),
      neutral: { hits: 0, n: 24 * context.length * repeats },
    },
    Random.from(1),
  )?.uncertainty ?? 0;

describe('a look at a context', () => {
  it('does not take five answers to one task for five tasks', () => {
    // An effect that a third of the tasks have whole, and the others not at all.
    const some = Array.from({ length: 150 }, (_, index) => (index % 3 === 0 ? 1 : 0));
    const once = Math.sqrt(((1 / 3) * (2 / 3)) / 150);
    expect(uncertaintyOf(some, 5)).toBeGreaterThan(0.95 * once);
    expect(uncertaintyOf(some, 5)).toBeLessThan(1.05 * once);
    // One that all tasks have in part is known better.
    const all = Array.from({ length: 150 }, () => 1 / 3);
    expect(uncertaintyOf(all, 5)).toBeLessThan(0.6 * once);
  });
});
