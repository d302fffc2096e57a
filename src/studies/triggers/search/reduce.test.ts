import { describe, expect, it } from 'vitest';
import { shorterOf, shortestOf } from './reduce.ts';

const bases = {
  turn: 'system' as const,
  holder: 'The user works for the city of Oslo today.',
  prompts: [{ system: 'The user likes tea.', user: 'Write a function.' }],
};
const told = (written: readonly string[]): readonly string[] =>
  shorterOf(bases, written).map(({ told: own }) => own.join(' … '));
const rate = (hits: number, n = 12): { hits: number; n: number } => ({ hits, n });

describe('what may be left of a trigger', () => {
  it('is every run of its words', () => {
    expect(told(['city of Oslo'])).toEqual(['city', 'of', 'Oslo', 'city of', 'of Oslo']);
  });

  it('is each of its parts alone', () => {
    expect(told(['city', 'Oslo'])).toEqual(['city', 'Oslo']);
  });

  it('is nothing of a word', () => {
    expect(told(['Oslo'])).toEqual([]);
  });
});

describe('the shortest form', () => {
  const shorter = [
    { told: ['of'], rate: rate(1) },
    { told: ['Oslo'], rate: rate(11) },
    { told: ['of Oslo'], rate: rate(12) },
  ];

  it('switches nearly as often as the whole', () => {
    expect(shortestOf(['city of Oslo'], rate(12), shorter)).toEqual(['Oslo']);
  });

  it('is the whole where no other does', () => {
    expect(shortestOf(['city of Oslo'], rate(12), shorter.slice(0, 1))).toEqual(['city of Oslo']);
  });

  it('is the whole where that hardly switches other texts: of its parts nothing can be told then', () => {
    expect(shortestOf(['city of Oslo'], rate(3), shorter)).toEqual(['city of Oslo']);
    expect(shortestOf(['city of Oslo'], undefined, shorter)).toEqual(['city of Oslo']);
  });
});
