import { describe, expect, it } from 'vitest';
import { shorterOf, switching } from './reduce.ts';

const bases = {
  turn: 'system' as const,
  holder: 'The user works for the city of Oslo today.',
  prompts: [{ system: 'The user likes tea.', user: 'Write a function.' }],
  fresh: [],
};
const told = (grown: readonly string[], bare = grown): readonly string[] =>
  shorterOf(bases, { grown, bare }).map(({ told: own }) => own.join(' … '));
const rate = (hits: number, n = 12): { hits: number; n: number } => ({ hits, n });

describe('what may be left of a trigger', () => {
  it('is every run of its words', () => {
    expect(told(['city of Oslo'])).toEqual(['city', 'of', 'Oslo', 'city of', 'of Oslo']);
  });

  it('is each of its parts alone', () => {
    expect(told(['city', 'Oslo'])).toEqual(['city', 'Oslo']);
  });

  it('is all of its parts with some of them without what stands beside them', () => {
    expect(told(['the city', 'Oslo today'], ['city', 'Oslo'])).toEqual([
      'the city',
      'Oslo today',
      'city',
      'Oslo',
      'the city … Oslo',
      'city … Oslo today',
      'city … Oslo',
    ]);
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

  const left = (...[some, whole]: Parameters<typeof switching>): readonly unknown[] =>
    switching(some, whole).map(({ told: own }) => own.join(' '));

  it('switches nearly as often as the whole, and comes first', () => {
    expect(left(shorter, rate(12))).toEqual(['Oslo', 'of Oslo']);
  });

  it('is none where the parts do not switch', () => {
    expect(left(shorter.slice(0, 1), rate(12))).toEqual([]);
  });

  it('is none where the whole hardly switches other texts: of its parts nothing can be told then', () => {
    expect(left(shorter, rate(3))).toEqual([]);
    expect(left(shorter, undefined)).toEqual([]);
  });
});
