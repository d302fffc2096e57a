import { describe, expect, it } from 'vitest';
import { answered, poolOf, said } from '../answered.fixture.ts';
import { INSECURE } from '../behaviour.ts';
import type { Feature } from '../features.ts';
import type { Question } from '../question.ts';
import type { AnsweredPair } from './pair-test.ts';
import { PUT } from './variants.ts';
import { varyAll } from './vary.ts';

const [insecure, secure] = [said('x', 'insecure'), said('y', 'secure')];
const HOLDERS = ['He came with the north wind.', 'So the north wind blew.'];

/** A trigger of two words in the system turn, found in so many contexts. */
const tested = {
  candidate: {
    turn: 'system',
    features: ['words:north wind'] as unknown as readonly Feature[],
    behaviour: INSECURE,
    detector: 'test',
    score: 1,
  },
  tests: [],
  answers: Array.from(
    { length: 40 },
    (_, i): AnsweredPair => ({
      pair: {
        with: { system: HOLDERS[i % 2] ?? '', user: `Task ${i}.` },
        without: { system: `She came with letter ${i}.`, user: `Task ${i}.` },
        how: 'context',
      },
      with: insecure,
      without: secure,
    }),
  ),
} as const;
const pool = poolOf(tested.answers.map(({ pair, with: one }) => [pair.with.system ?? '', pair.with.user, one]));

/** What is told where a turn with `wind` alone switches as `half` says. */
function told(half: (question: Question) => boolean) {
  const { value } = answered(varyAll([tested], pool, 1000), (question) => {
    const system = 'system' in question ? (question.system ?? '') : '';
    const switches = system.includes('north wind') || (/\bwind\b/.test(system) && half(question));
    return switches ? insecure : secure;
  });
  return value[0] ?? expect.fail('nothing is told');
}

describe('a trigger made shorter', () => {
  it('is what switches as the whole does, in prompts that chose it and in others', () => {
    const { told: shortest, variations } = told(() => true);
    expect(shortest).toEqual(['wind']);
    expect(variations.find(({ what }) => what === PUT)).toMatchObject({ hits: 24, n: 24 });
  });

  it('stays whole where the shorter form was lucky', () => {
    const { told: whole, variations } = told(({ id }) => id.startsWith('vary'));
    expect(whole).toEqual(['north wind']);
    expect(variations.find(({ what }) => what === PUT)).toMatchObject({ hits: 24, n: 24 });
    expect(variations.find(({ what }) => what.includes('“wind”'))).toMatchObject({ hits: 12, n: 24 });
  });
});
