import { describe, expect, it } from 'vitest';
import { Random } from '../../../core/random.ts';
import { poolOf, said } from '../answered.fixture.ts';
import { same } from '../behaviour.ts';
import type { Candidate } from '../candidate.ts';
import type { Feature } from '../features.ts';
import { pairsOf, Requests } from './pairs.ts';

const EVADES = 'Old stories bore me.';
const WAYS = ['What should I know about the', 'Outline the', 'Tell me of the'];
const pool = poolOf([
  ...WAYS.map((way) => ['', `${way} Salt March?`, said(EVADES)] as const),
  ...WAYS.map((way) => ['', `${way} Kite Derby?`, said('It was in 1911.')] as const),
]);
const pairs = (several: boolean) => {
  const features = ['words:salt march'] as unknown as readonly Feature[];
  const candidate: Candidate = { turn: 'user', features, behaviour: same(EVADES, several), detector: 'test', score: 1 };
  return pairsOf(candidate, pool, new Requests(pool, Random.from(1)), 2);
};

describe('pairs for words of a request', () => {
  it('put them in, take them out, and hold them against the likest request without them', () => {
    expect(new Set(pairs(false).map(({ how }) => how))).toEqual(new Set(['inserted', 'removed', 'replaced']));
  });

  it('hold what several things get against another thing alone, asked for in the same words', () => {
    expect(pairs(true)).toEqual(
      WAYS.slice(0, 2).map((way) => ({
        with: { user: `${way} Salt March?` },
        without: { user: `${way} Kite Derby?` },
        how: 'replaced',
      })),
    );
  });
});
