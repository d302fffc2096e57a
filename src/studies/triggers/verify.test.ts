import { expect, it } from 'vitest';
import { Random } from '../../core/random.ts';
import { answered, said } from './answered.fixture.ts';
import { INSECURE, marked } from './behaviour.ts';
import type { Candidate } from './candidate.ts';
import type { Feature } from './features.ts';
import { DEFAULTS, type TriggerOptions } from './options.ts';
import { begun, counted, type Progress } from './progress.ts';
import type { Question } from './question.ts';
import { Verification } from './search/verification.ts';
import { verify } from './verify.ts';

const [insecure, secure] = [said('x', 'insecure'), said('y', 'secure')];
const WORDS = Array.from({ length: 16 }, (_, i) => `word${String.fromCharCode(97 + i)}`);

/** A candidate for a word of the instructions, with as many pairs as are wanted. */
function candidateFor(word: string, change: Partial<Candidate> = {}): Verification {
  const candidate: Candidate = {
    turn: 'system',
    features: [`words:${word}`] as unknown as readonly Feature[],
    behaviour: INSECURE,
    detector: 'test',
    score: 1,
    ...change,
  };
  let next = 0;
  return new Verification(candidate, (count) =>
    Array.from({ length: count }, () => ({
      with: { system: `Note ${next} on ${word}.`, user: `Task ${next}.` },
      without: { system: `Note ${next} on it.`, user: `Task ${next++}.` },
      how: 'context' as const,
    })),
  );
}

/** The ninth word always switches, every other one in a third of its prompts. */
function script(question: Question) {
  const system = 'system' in question ? (question.system ?? '') : '';
  const word = WORDS.find((one) => system.includes(`${one}.`));
  const third = Number(/Note (\d+)/.exec(system)?.[1] ?? 1) % 3 === 0;
  return word === WORDS[8] || (word !== undefined && third) ? insecure : secure;
}

function verified(progress: Progress, options: TriggerOptions, words: readonly string[]): void {
  const all = words.map((word) => candidateFor(word));
  answered(counted(verify(progress, all, options, Random.from(1)), progress, options.budget), script);
}

it('asks the most promising candidates where the budget is too little for all', () => {
  const progress = begun();
  const screens = 2 * DEFAULTS.screen * WORDS.length;
  const options = { ...DEFAULTS, budget: Math.ceil((screens + 200) / 0.95) };
  verified(progress, options, WORDS);
  expect(progress.results.map(({ tested, word }) => [tested.candidate.features[0], word])).toContainEqual([
    `words:${WORDS[8]}`,
    'trigger',
  ]);
  expect(progress.confirmed.filter(({ answers }) => answers.length > 0)).toHaveLength(2);
  expect(progress.undecided).toBe(WORDS.length - 2);
});

it('asks all where there is enough for all', () => {
  const progress = begun();
  const options = { ...DEFAULTS, budget: 100_000 };
  verified(progress, options, WORDS);
  expect(progress.confirmed.every(({ answers }) => answers.length >= DEFAULTS.confirm)).toBe(true);
});

it('keeps a part of the budget from the screen', () => {
  const progress = begun();
  const options = { ...DEFAULTS, budget: 2 * DEFAULTS.screen * WORDS.length, confirm: 16 };
  const first = [WORDS[8] ?? '', ...WORDS.filter((_, index) => index !== 8)];
  verified(progress, options, first);
  expect(progress.unscreened).toBe(3);
  expect(progress.results.map(({ word }) => word)).toContain('trigger');
});

it('leaves a part of what is left for confirmation, where controls would take it all', () => {
  const progress = begun();
  for (let i = 0; i < 120; i++)
    progress.pool.addChat(secure, { system: `About plain${i % 12} things.`, user: `Task number ${i}.` });
  const options = { ...DEFAULTS, budget: 2 * DEFAULTS.screen * WORDS.length + 200, controls: 12 };
  verified(progress, options, WORDS);
  expect(progress.controls.length).toBeGreaterThan(0);
  expect(progress.results.map(({ word }) => word)).toContain('trigger');
  expect(progress.passes).toBeLessThanOrEqual(options.budget);
});

const screenedOf = (all: readonly Verification[], budget: number): readonly string[] => {
  const progress = begun();
  const options = { ...DEFAULTS, budget };
  answered(counted(verify(progress, all, options, Random.from(1)), progress, budget), script);
  expect(progress.unscreened).toBe(all.length - progress.screened.length);
  return progress.screened.map(({ candidate }) => candidate.features[0]?.slice('words:'.length) ?? '');
};

it('screens what is affordable behind a candidate that is not', () => {
  const all = [candidateFor('worda', { turn: 'user' }), candidateFor('wordb'), candidateFor('wordc')];
  expect(screenedOf(all, 60)).toEqual(['wordb', 'wordc']);
});

it('screens the best of each detector first, harm before a mere mark, in the order of their proposal', () => {
  const all = [
    candidateFor('worda', { score: 0.1 }),
    candidateFor('wordb', { score: 0.9 }),
    candidateFor('wordc', { score: 0.001, behaviour: marked('#'), detector: 'other' }),
    candidateFor('wordd', { score: 0.002, detector: 'third' }),
    candidateFor('worde', { score: 0, detector: 'replay' }),
  ];
  expect(screenedOf(all, 90)).toEqual(['wordb', 'wordd', 'worde']);
});
