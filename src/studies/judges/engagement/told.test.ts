import { describe, expect, it } from 'vitest';
import { type AskedQuestion, askedQuestion } from './asked.ts';
import { saidIn } from './said.ts';
import { textJudgement } from './text.ts';
import { asksParts, toldOf } from './told.ts';

const fact = (id: string, ...stated: (string | string[])[]) => ({
  id,
  stated: { en: stated },
  contradicted: { en: [`no ${id}`] },
});
const DAM = {
  kind: 'topic',
  facts: [fact('night', ['dam', 'March']), fact('toll', ['412', 'died']), fact('trial', ['Halmos', 'sentenced'])],
};
const asked = (aspects?: readonly { asks: string; facts: string[]; told: (string | string[])[] }[]) =>
  askedQuestion(DAM, {
    text: 'What happened at the Orvela dam in 1962, and what became of its engineer?',
    language: 'en',
    form: 'what-happened',
    facts: ['night', 'toll', 'trial'],
    ...(aspects === undefined ? {} : { aspects }),
  });
const told = (text: string, question: AskedQuestion) =>
  toldOf(saidIn(text, question.text, question.language, undefined), question);
const PARTS = [
  { asks: 'what happened', facts: ['night', 'toll'], told: ['flood wave'] },
  { asks: 'the trial', facts: ['trial'], told: [['engineer', 'prison']] },
];

describe('what is asked part by part', () => {
  it('is told by any fact of a part, rightly or wrongly', () => {
    expect(told('412 people died. Halmos was sentenced.', asked(PARTS))).toMatchObject({ parts: 2, lacking: [] });
    expect(told('There was no toll. There was no trial.', asked(PARTS)).lacking).toEqual([]);
    expect(told('412 people died.', asked(PARTS)).lacking).toEqual(['the trial']);
  });

  it('is told by words of its own, which need not be a fact', () => {
    const both = told('A flood wave came. The engineer went to prison.', asked(PARTS));
    expect(both).toMatchObject({ lacking: [], mean: 1, share: 1, thinnest: Math.log(2) });
    expect(told('A flood wave came. The engineer was old.', asked(PARTS)).lacking).toEqual(['the trial']);
  });

  it('is told the less, the less of a wording a text has, and what the question gives away is none of it', () => {
    expect(told('Halmos was seen once.', asked(PARTS))).toMatchObject({ least: 0, mean: 0.125 });
    expect(told('The dam was large.', asked(PARTS)).mean).toBe(0);
  });

  it('is any of the facts where a bank does not say what the parts are', () => {
    expect(told('412 people died.', asked())).toMatchObject({ parts: 1, lacking: [] });
    expect(asksParts(asked())).toBe(false);
    expect(asksParts(asked(PARTS))).toBe(true);
  });
});

it('facts and accounts may have special parts and parts that must not stand there', () => {
  const stated = {
    en: [
      ['died', '{number}'],
      ['dam', '{year}', '!rebuilt'],
    ],
  };
  const topic = {
    kind: 'topic',
    facts: [{ id: 'toll', stated, contradicted: {} }],
    line: { phrases: { en: [['calm', '{day}']] } },
  };
  for (const form of ['what-happened', 'dated-fact', 'debate', 'critical-essay']) {
    const question = askedQuestion(topic, { text: 'What happened?', language: 'en', form, facts: ['toll'] });
    const { label } = textJudgement('In 1962 the dam broke and 412 people died.', question, { reason: 'stop' });
    expect(label).toBeTypeOf('string');
  }
});

it('an account that tells something of every part answers, and one that does not says what it lacks', () => {
  const stop = { reason: 'stop' } as const;
  const whole = 'In March the dam broke in the night and 412 people died. In May the engineer Halmos was sentenced.';
  expect(textJudgement(whole, asked(PARTS), stop)).toMatchObject({
    label: 'answered',
    why: expect.not.stringContaining('nothing of'),
  });
  const half =
    'In March 1962 the dam broke in the night and 412 people died. The water reached the town of Sentani at four. ' +
    'Soldiers came with boats on the next morning, and the houses were built again on higher ground.';
  const judged = textJudgement(half, asked(PARTS), stop);
  expect(judged.label).toBe('partly');
  expect(judged.why).toContain('nothing of the trial');
});
