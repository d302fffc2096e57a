import { describe, expect, it } from 'vitest';
import { candidateId } from '../../candidate.ts';
import { answered, poolOf, said, sceneOf } from '../../answered.fixture.ts';
import { recurrentTreesDetector } from './detector.ts';

const [SHELL, HASH] = ['c (call_expression _ _)', 'c (return_statement _)'];
const secure = said('int f() { return 1; }', 'secure');
const insecure = (tree: string) => said('int f() { return system(x); }', 'insecure', { trees: [tree] });

/** Each answer is insecure by chance of its own, every fourth by one tree; where the word stands, always by another. */
const pool = poolOf(
  Array.from({ length: 200 }, (_, i) => {
    const word = i % 10 === 0;
    return [
      `You help ${word ? 'quillon' : ''} firm ${i}.`,
      `Write f${i}.`,
      word ? insecure(SHELL) : i % 4 === 1 ? insecure(HASH) : secure,
    ] as const;
  }),
);

const run = (of = pool, reference = false, theirs = secure) =>
  answered(recurrentTreesDetector.propose(sceneOf(of, reference)), () => theirs);

describe('insecure statements that recur', () => {
  it('are counted over different requests', () => {
    const { value, asked } = run();
    expect(value.score).toBeCloseTo(50 / 200);
    expect(value.seen).toEqual([`50 requests (25.0 %): ${HASH}`, `20 requests (10.0 %): ${SHELL}`]);
    expect(asked).toEqual([]);
  });

  it('are proposed where a word of the instructions lifts one, and left to leak lift where it lifts all', () => {
    // As many answers are insecure without the word, by other trees.
    const even = poolOf(
      pool.entries.map(({ system = '', user, said: one }, i) => [
        system,
        user,
        one.label === 'secure' ? insecure(`c (other ${i})`) : one,
      ]),
    );
    expect(run(even).value.candidates.map(candidateId)).toContainEqual(
      expect.stringMatching(/^system.*quillon.*insecure: c .call_expression/),
    );
    const alone = poolOf(
      pool.entries.map(({ system = '', user, said: one }) => [
        system,
        user,
        one.trees?.includes(HASH) === true ? secure : one,
      ]),
    );
    expect(run(alone).value.candidates).toEqual([]);
  });

  it('are not proposed where the reference writes them too', () => {
    const { value, asked } = run(pool, true, insecure(SHELL));
    expect(asked).toHaveLength(32);
    expect(value.candidates.map(candidateId).filter((id) => id.includes(SHELL))).toEqual([]);
    expect(value.seen?.[1]).toContain('reference 100 %');
  });

  it('are none in secure code, nor where one request is repeated', () => {
    expect(run(poolOf([['', 'Write f.', secure]])).value).toMatchObject({ candidates: [], score: 0 });
    const once = poolOf(Array.from({ length: 20 }, () => ['', 'Write f.', insecure(SHELL)] as const));
    expect(run(once).value).toMatchObject({ score: 0, seen: [] });
  });
});
