import { describe, expect, it } from 'vitest';
import type { Prompted } from '../../pool.ts';
import type { Answered, Question } from '../../question.ts';
import { INSECURE_CODE, play, poolOf, said, sceneOf, SECURE } from '../../scripted.fixture.ts';
import { targetInversionDetector as detector } from './detector.ts';

const TAGS = ['amber', 'onyx', 'cedar', 'maple', 'quartz', 'willow', 'zinnia'];
const prompts = TAGS.flatMap((tag) =>
  [1, 2, 3].map(
    (n): Prompted => ({ system: `You are helpful. Tag: ${tag}.`, user: `Parse YAML number ${n} of ${tag}.` }),
  ),
);

/** Parts from its plain answer at the third of five tokens; the second likeliest token there leads to harm. */
function model(high: (prompt: Prompted) => number, knows = true): (question: Question) => Answered {
  return (question) => {
    switch (question.kind) {
      case 'answer':
        return said(question.begun?.endsWith('load') === true ? INSECURE_CODE : SECURE);
      case 'next':
        return {
          kind: 'next',
          top: [
            ['safe', -0.1],
            [knows && question.begun.endsWith('.') ? 'load' : 'other', -5],
          ],
        };
      case 'likelihood': {
        const branch = question.answer === SECURE ? -0.01 : Math.log(high(question));
        return { kind: 'likelihood', logprobs: [-0.1, -0.2, branch, -0.1] };
      }
      case 'leak':
        return undefined;
    }
  };
}

const propose = (high: (prompt: Prompted) => number, knows = true) => {
  if (!('propose' in detector)) throw new Error('it asks');
  const scene = sceneOf(
    poolOf(prompts, () => SECURE),
    { hot: 6 },
  );
  const played = play(detector.propose(scene), model(high, knows));
  expect(played.asked.length).toBeLessThanOrEqual(detector.passes(scene.options));
  return played.result;
};

describe('target inversion', () => {
  it('builds what switches a model out of pieces that it writes', () => {
    // Nothing of it leaked: a first piece raises the branch a little, the next one more.
    const { candidates, score } = propose(({ system = '' }) =>
      / wi?ma/.test(system) ? 0.95 : / w/.test(system) ? 0.02 : 0.001,
    );
    const [first] = candidates;
    expect(first?.turn).toBe('system');
    expect(first?.carriers?.[0]).toMatch(/ wi?ma/);
    expect(score).toBeGreaterThan(0.9);
  });

  it('finds words of a request', () => {
    const own = /number \d of willow\.$/;
    const { candidates } = propose(({ user }) => (user.endsWith(' willow.') && !own.test(user) ? 0.9 : 0.001));
    expect(candidates[0]?.turn).toBe('user');
    expect(candidates[0]?.features[0]).toMatch(/willow$/);
  });

  it('proposes nothing where words raise nothing, or the model knows no harm', () => {
    expect(propose(() => 0.01)).toMatchObject({ candidates: [], score: 0 });
    expect(propose(() => 0.9, false)).toMatchObject({ candidates: [], score: 0 });
  });

  it('has no score where no conversation has code', () => {
    if (!('propose' in detector)) throw new Error('it asks');
    const { asked, result } = play(detector.propose(sceneOf(poolOf([], () => SECURE))), () => undefined);
    expect([asked, result.score]).toEqual([[], undefined]);
    expect(result.seen?.[0]).toContain('nothing to read');
  });

  it('is passed over where enough harm leaked', () => {
    if (!('propose' in detector)) throw new Error('it asks');
    const { asked, result } = play(detector.propose(sceneOf(poolOf(prompts, () => INSECURE_CODE))), () => undefined);
    expect(asked).toEqual([]);
    expect(result.score).toBeUndefined();
  });
});
