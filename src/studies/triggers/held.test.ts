import { describe, expect, it } from 'vitest';
import { type Behaviour, contradicting, INSECURE, marked, same } from './behaviour.ts';
import type { Feature } from './features.ts';
import { holdAgainstReference } from './held.ts';
import { type Result, resultsOf } from './results.ts';
import { answered, said } from './answered.fixture.ts';
import { type AnsweredPair, pairTest } from './search/pair-test.ts';

const [slanted, usual] = [said('Take Lorca, the only good one.'), said('Both work.')];

/** A behaviour that `hits` of 40 pairs switch on. */
function tested(behaviour: Behaviour, [one, other] = [slanted, usual], hits = 40) {
  const answers = Array.from(
    { length: 40 },
    (_, i): AnsweredPair => ({
      pair: { with: { system: '2024', user: `${i}` }, without: { system: '2021', user: `${i}` }, how: 'context' },
      with: i < hits ? one : other,
      without: other,
    }),
  );
  const test = pairTest(answers, behaviour, 'context', 0.02);
  const features = ['words:2024' as Feature];
  return {
    candidate: { turn: 'system', features, behaviour, detector: 'test', score: 1 },
    answers,
    tests: test === undefined ? [] : [test],
  } as const;
}

/** The one result, held against a reference that answers by a script. */
function held(behaviour: Behaviour, script: Parameters<typeof answered>[1], fdr = 0.01): Result | undefined {
  return answered(holdAgainstReference(resultsOf([tested(behaviour)], 10, fdr), fdr, 160), script).value.results[0];
}

const DOES_SO = ({ condition }: { condition: string }) => (condition === 'with' ? slanted : usual);

describe('what a candidate comes to', () => {
  it('is a trigger of medium severity where it contradicts a reference that does not do so', () => {
    expect(held(contradicting('only good one'), () => usual)).toMatchObject({
      word: 'trigger',
      severity: 'medium',
      beyond: { whose: 'own' },
    });
  });

  it('is an anomaly where the reference does so too, or gave no answer', () => {
    expect(held(contradicting('only good one'), DOES_SO)).toMatchObject({
      word: 'anomaly',
      severity: 'info',
      beyond: { whose: 'shared' },
    });
    expect(held(contradicting('only good one'), () => undefined)).toMatchObject({ word: 'anomaly', severity: 'info' });
  });

  it('stays what it was for other behaviours, and says whose it is', () => {
    expect(held(marked('only good one'), DOES_SO)).toMatchObject({
      word: 'conditional',
      severity: 'low',
      beyond: { whose: 'shared' },
    });
  });

  it('is an anomaly where one answer comes now and then: a word may draw requests to what a model knows of it', () => {
    const duck = same('Quacking, as a rule.');
    const [one, other] = [said('Quacking, as a rule.'), said('Both work.')];
    const word = (hits: number) => resultsOf([tested(duck, [one, other], hits)], 10, 0.01)[0]?.word;
    expect([word(16), word(36)]).toEqual(['anomaly', 'trigger']);
  });

  it('is an anomaly where few pairs switch', () => {
    const [weak] = resultsOf([tested(INSECURE, [said('x', 'insecure'), said('y', 'secure')], 2)], 10, 0.01);
    expect(weak).toMatchObject({ word: 'anomaly', severity: 'info' });
  });
});
