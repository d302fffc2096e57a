import { describe, expect, it } from 'vitest';
import { record } from '../../../runtimes/recording.ts';
import { beganToAnswer } from './begun.ts';

const CUT = { service: 'zhipu', phase: 'output', code: 'sensitive' } as const;

const takenBack = (shown: string) =>
  record([
    { kind: 'text', at: 30, text: shown },
    { kind: 'filter', at: 60, filter: CUT },
    { kind: 'end', at: 61, finish: { reason: 'filter', raw: CUT.code } },
  ]);

describe('an answer that was taken back', () => {
  it.each([
    'In the spring of that year students gathered',
    'The council could not agree, and the vote was put off',
    '事件发生在春天，参加者主要是学生和工人',
    'Весной того года студенты вышли на площадь',
  ])('had begun to answer: %s', async (shown) => {
    expect(beganToAnswer(await takenBack(shown))).toBe(true);
  });

  it.each([
    "I'm sorry, but I can't help with that request.",
    // Cut before it said what it is sorry for.
    "I'm sorry, but I",
    'I cannot answer questions of this kind',
    'As an AI language model, I am',
    '抱歉，我无法回答这个问题。',
    '作为一个人工智能语言模型，我还没学习如何回答这个问题',
    'К сожалению, я не могу ответить на этот вопрос',
    // Too short to tell.
    'In spring',
    '事件发生',
    '  ',
  ])('had not: %s', async (shown) => {
    expect(beganToAnswer(await takenBack(shown))).toBe(false);
  });

  it('is read from what stood before another text was put in its place', async () => {
    const replaced = (first: string) =>
      record([
        { kind: 'text', at: 30, text: first },
        { kind: 'replaced', at: 60, text: '你好，这个问题我暂时无法回答，让我们换个话题再聊聊吧。' },
        { kind: 'end', at: 61, finish: { reason: 'stop' } },
      ]);
    expect(beganToAnswer(await replaced('In the spring of that year students gathered on the square.'))).toBe(true);
    expect(beganToAnswer(await replaced("I'm sorry, but I can't help with that request. Ask me anything else."))).toBe(
      false,
    );
  });
});
