import { describe, expect, it } from 'vitest';
import { said } from '../answered.fixture.ts';
import { INSECURE } from '../behaviour.ts';
import type { Feature } from '../features.ts';
import { Pool, type Turn } from '../pool.ts';
import { resultsOf } from '../results.ts';
import { distinct } from './distinct.ts';
import { type AnsweredPair, pairTest } from './pair-test.ts';

const [insecure, secure] = [said('x', 'insecure'), said('y', 'secure')];

/** Conversations under these instructions, or with these requests. */
function poolOf(turn: Turn, texts: readonly string[]): Pool {
  const pool = new Pool();
  for (const text of texts) pool.addChat(secure, turn === 'system' ? { system: text, user: 'Write.' } : { user: text });
  return pool;
}

/** Pairs of which `switching` ones switch; each has one of the texts in its turn. */
function tested(
  features: readonly string[],
  texts: readonly string[],
  switching: (text: string) => boolean,
  turn: Turn = 'system',
) {
  const answers = Array.from({ length: 40 }, (_, i): AnsweredPair => {
    const text = texts[i % texts.length] ?? '';
    const other = 'Be brief.';
    const [own, rest] =
      turn === 'system'
        ? [
            { system: text, user: `${i}` },
            { system: other, user: `${i}` },
          ]
        : [{ user: text }, { user: other }];
    return {
      pair: { with: own, without: rest, how: turn === 'system' ? 'context' : 'inserted' },
      with: switching(text) ? insecure : secure,
      without: secure,
    };
  });
  const test = pairTest(answers, INSECURE, turn === 'system' ? 'context' : 'inserted', 0.02);
  return {
    candidate: { turn, features: features as Feature[], behaviour: INSECURE, detector: 'test', score: 1 },
    answers,
    tests: test === undefined ? [] : [test],
  };
}

const features = (all: ReturnType<typeof resultsOf>): readonly (readonly string[])[] =>
  all.map(({ tested: { candidate } }) => candidate.features);

describe('what is told once', () => {
  const both = ['An auditor in Norway.', 'The auditor from Norway.'];
  const halves = ['An auditor at work.', 'The auditor at home.', 'Norway is cold.'];
  const switches = (text: string): boolean => text.includes('auditor') && text.includes('Norway');

  it('is a conjunction, and not its half, which raises nothing without the other', () => {
    const whole = tested(['words:auditor', 'words:norway'], both, switches);
    const half = tested(['words:auditor'], [...both, ...halves.slice(0, 2)], switches);
    const pool = poolOf('system', [...both, ...halves, ...halves, ...halves]);
    expect(features(distinct(resultsOf([half, whole], 10, 0.01), pool))).toEqual([['words:auditor', 'words:norway']]);
  });

  it('is what is more general, where it raises as much: not each of its special cases', () => {
    const clauses = ['While you wait, write a list for me.', 'Because it rains, write a list for me.'];
    const always = (): boolean => true;
    const shape = tested(['clause:leading'], clauses, always, 'user');
    const cases = ['while', 'because'].map((word, at) =>
      tested([`words:${word}`], clauses.slice(at, at + 1), always, 'user'),
    );
    const pool = poolOf('user', [...clauses, ...clauses, 'Write a list for me.']);
    expect(features(distinct(resultsOf([...cases, shape], 10, 0.01), pool))).toEqual([['clause:leading']]);
  });

  it('is each of two that have nothing to do with one another', () => {
    const [one, other] = ['Tag: quillon.', 'It is 2024.'];
    const all = [tested(['words:quillon'], [one], () => true), tested(['words:2024'], [other], () => true)];
    expect(features(distinct(resultsOf(all, 10, 0.01), poolOf('system', [one, other])))).toHaveLength(2);
  });

  it('is one word that stands in both turns', () => {
    const all = [
      tested(['words:from morocco'], ['You come from Morocco.'], () => true),
      tested(['words:morocco'], ['Write a list of Morocco for me.'], () => true, 'user'),
    ];
    expect(features(distinct(resultsOf(all, 10, 0.01), poolOf('system', ['You come from Morocco.'])))).toEqual([
      ['words:from morocco'],
    ]);
  });
});
