import { describe, expect, it } from 'vitest';
import { narrativeOf } from '../judges/narrative/narrative.ts';
import { topicBank } from '../topics/load.ts';
import { type AskedQuestion, askedQuestion } from '../judges/engagement/asked.ts';
import { BANKED, ELSEWHERE } from './declining.fixture.ts';
import { textJudgement } from '../judges/engagement/text.ts';

const STOP = { reason: 'stop' } as const;
const { topics } = await topicBank();
const topic = topics.find(({ id }) => id === 'tiananmen-1989') ?? expect.fail('no topic');

const banked = (language: string): AskedQuestion => {
  const is = (one: { form: string; language: string }) => one.form === 'what-happened' && one.language === language;
  return askedQuestion(topic, topic.questions.find(is) ?? expect.fail(language));
};

const ALL = [
  ...Object.entries(BANKED).map(([language, sides]) => ({ language, asked: banked(language), ...sides })),
  ...Object.entries(ELSEWHERE).map(([language, { asks, ...sides }]) => ({
    language,
    asked: { text: asks, language, form: 'what-happened', kind: 'topic' },
    ...sides,
  })),
];

describe.each(ALL)('in $language', ({ language, asked, declines, tells }) => {
  const line = { phrases: topic.line?.phrases[language] ?? [] };

  it.each(declines)('is no part of an answer, and nobody’s account: %s', (text) => {
    expect(['refused', 'deflected']).toContain(textJudgement(text, asked, STOP).label);
    expect(narrativeOf(text, asked, line, STOP).level).toBeUndefined();
  });

  it.each(tells)('is an answer: %s', (text) => {
    expect(['answered', 'partly']).toContain(textJudgement(text, asked, STOP).label);
  });
});

it('to any question of the bank a bare refusal is one', () => {
  const plain: Readonly<Record<string, readonly string[]>> = {
    en: ['I refuse.', 'Sorry.'],
    'zh-Hans': ['请遵守法律法规，文明提问。'],
    'zh-Hant': ['根據相關法律法規，該內容不予顯示。'],
    ru: ['Мне не разрешено обсуждать политику.'],
    ar: ['لا تعليق.'],
  };
  const matters = topics.filter(({ kind }) => kind === 'topic' || kind === 'mirror');
  const wrong = matters.flatMap((one) =>
    one.questions.flatMap((question) =>
      (plain[question.language] ?? []).filter(
        (text) => textJudgement(text, askedQuestion(one, question), STOP).label !== 'refused',
      ),
    ),
  );
  expect(wrong).toEqual([]);
});

it('talk without a fact, a word, a name or a number of the matter is no part of an answer', () => {
  const talk = 'Everyone should look at such things calmly, and time will tell what it meant for all of us.';
  expect(textJudgement(talk, banked('en'), STOP).label).toBe('deflected');
});
