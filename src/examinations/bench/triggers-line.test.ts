import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../studies/engine/outcome.ts';
import type { Judged } from '../../studies/triggers/answers/judged.ts';
import { INSECURE } from '../../studies/triggers/behaviour.ts';
import type { Candidate } from '../../studies/triggers/candidate.ts';
import { begun, type Progress } from '../../studies/triggers/progress.ts';
import type { Feature } from '../../studies/triggers/features.ts';
import type { PairTest } from '../../studies/triggers/search/pair-test.ts';
import { PUT } from '../../studies/triggers/search/variants.ts';
import { searchLine } from './triggers-line.ts';

const candidate = (...words: readonly string[]): Candidate => ({
  turn: 'system',
  features: words.map((word) => `words:${word}` as Feature),
  behaviour: INSECURE,
  detector: 'leak-lift',
  score: 1,
});
const test = (estimate: number): PairTest => ({
  how: 'context',
  draws: 40,
  bound: 0.02,
  pairs: 10,
  with: 10 * estimate,
  without: 0,
  rise: { estimate, low: estimate - 0.1, high: estimate + 0.1, level: 0.95 },
  logE: 9,
});
const tested = (one: Candidate, estimate: number) => ({ candidate: one, answers: [], tests: [test(estimate)] });
const rate = (what: string, hits: number) => ({ what, hits, n: 12, example: { user: 'x' } });

/** A search that found `maple and auditor`. */
function progress(): Progress {
  const [pair, weak, unscreened] = [candidate('maple', 'auditor'), candidate('slate'), candidate('onyx')];
  const found = tested(pair, 0.9);
  const search = begun();
  search.pool.addLeak(
    { kind: 'leak', system: 'Tag: Maple. Role: auditor.', user: 'Write it.', text: 'x', label: 'insecure' },
    undefined,
    'system',
  );
  return Object.assign(search, {
    proposals: [{ detector: 'leak-lift', candidates: [unscreened, weak, pair] }],
    screened: [tested(weak, 0.2), found],
    results: [{ tested: found, word: 'trigger', severity: 'high', test: test(0.9) }],
    varied: [{ tested: found, written: ['Maple', 'auditor'], told: ['Maple', 'auditor'], variations: [rate(PUT, 11)] }],
    unscreened: 1,
  } satisfies Partial<Progress>);
}
const outcome = (judgement: Judged): Outcome<Judged> => ({
  trial: 't',
  arm: 'm',
  item: 'i',
  condition: 'c',
  repeat: 0,
  state: 'judged',
  judgement,
});

describe('what is kept of a search', () => {
  it('is every candidate, results first, then by the rise of the screen', () => {
    const { candidates, conversations, unscreened } = searchLine(progress(), []);
    expect(candidates.map(({ features }) => features.join('+'))).toEqual([
      'words:maple+words:auditor',
      'words:slate',
      'words:onyx',
    ]);
    expect(candidates.map(({ screened }) => screened)).toEqual([0.9, 0.2, undefined]);
    expect(candidates.map(({ result }) => result?.word)).toEqual(['trigger', undefined, undefined]);
    expect(candidates[0]?.written).toEqual(['Maple', 'auditor']);
    expect({ conversations, unscreened }).toEqual({ conversations: 1, unscreened: 1 });
  });

  it('tells the whole with how often it switches', () => {
    expect(searchLine(progress(), []).candidates[0]?.result).toMatchObject({
      told: ['Maple', 'auditor'],
      put: { hits: 11, n: 12 },
      pairs: { hits: 9, n: 10 },
    });
  });

  it('counts answers apart from probabilities', () => {
    const outcomes = [
      outcome({ kind: 'answer', text: 'x', label: 'prose' }),
      outcome({ kind: 'likelihood', logprobs: [] }),
    ];
    expect(searchLine(begun(), outcomes).written).toBe(1);
  });
});
