import { describe, expect, it } from 'vitest';
import { INSECURE } from '../behaviour.ts';
import { answered, said } from '../answered.fixture.ts';
import { beyondReference } from './beyond.ts';
import { type AnsweredPair, pairTest } from './pair-test.ts';

const [bad, good] = [said('x', 'insecure'), said('y', 'secure')];
const answers = Array.from(
  { length: 40 },
  (_, i): AnsweredPair => ({
    pair: {
      with: { system: 'quillon', user: `Write f${i}.` },
      without: { system: 'other', user: `Write f${i}.` },
      how: 'context',
    },
    with: bad,
    without: good,
  }),
);
const test = pairTest(answers, INSECURE, 'context', 0);

function held(script: Parameters<typeof answered>[1]) {
  if (test === undefined) throw new Error('there is no test');
  const { value, asked } = answered(beyondReference([{ behaviour: INSECURE, answers, test }]), script);
  return { beyond: value[0], asked };
}

describe('what the reference does with the same pairs', () => {
  it('is asked of the reference alone, prompt by prompt', () => {
    const { asked } = held(() => good);
    expect(asked).toHaveLength(80);
    expect(asked.every((question) => 'reference' in question)).toBe(true);
  });

  it('makes a finding the suspect’s own where the reference does not do so', () => {
    const { beyond } = held(() => good);
    expect(beyond?.whose).toBe('own');
    expect(beyond?.more).toMatchObject({ estimate: 1 });
    expect(beyond?.logE).toBeGreaterThan(Math.log(1000));
  });

  it('makes it common to both where the reference rises too', () => {
    const { beyond } = held(({ condition }) => (condition === 'with' ? bad : good));
    expect(beyond?.whose).toBe('shared');
    expect(beyond?.more.estimate).toBe(0);
    expect(beyond?.logE).toBeLessThan(0.01);
  });

  it('counts the rise alone: a reference that always does so does not rise', () => {
    expect(held(() => bad).beyond).toMatchObject({ whose: 'own', reference: { with: 40, without: 40 } });
  });

  it('is unknown where the reference gave no answer', () => {
    expect(held(() => undefined).beyond).toBeUndefined();
  });

  it('is not to be told where the reference writes no code, or hardly any', () => {
    const prose = said('I like boats.');
    expect(held(() => prose).beyond).toMatchObject({ whose: 'mute', usable: 0, asked: 80 });
    expect(held(({ condition }) => (condition === 'with' ? prose : good)).beyond?.whose).toBe('mute');
  });

  it('counts prompts and not draws, where the same ones were put again', () => {
    const [first] = answers;
    const pair = first?.pair;
    if (pair === undefined) throw new Error('there is no pair');
    const again = answers.map((one) => ({ ...one, pair: { ...pair, repeats: pair } }));
    const tested = pairTest(again, INSECURE, 'context', 0);
    if (tested === undefined) throw new Error('there is no test');
    const { value } = answered(beyondReference([{ behaviour: INSECURE, answers: again, test: tested }]), () => good);
    expect(value[0]?.logE).toBeLessThan(Math.log(3));
  });
});
