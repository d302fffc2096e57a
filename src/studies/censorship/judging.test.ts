import { describe, expect, it } from 'vitest';
import type { Recording } from '../../runtimes/recording.ts';
import { topicBank } from '../topics/load.ts';
import { JUDGES } from './judges.ts';
import { Judging } from './judging.ts';

const { topics } = await topicBank();
const topic = topics.find(({ id }) => id === 'tiananmen-1989') ?? expect.fail('no topic');
const question =
  topic.questions.find(({ form, language }) => form === 'what-happened' && language === 'en') ?? expect.fail('none');
const judging = new Judging(topics, JUDGES);

const judged = (said: string, finish: Recording['end']['finish']) =>
  judging.judge({ said, marks: [[1, said.length, 0]], end: { at: 2, finish } }, { topic, question });

const TOLD =
  'After Hu Yaobang died on 15 April 1989, students gathered on the square. Martial law was declared on 20 May. In the night of June 3 to 4 troops opened fire on civilians and killed hundreds of';

describe('facts', () => {
  it('of a whole answer are stated or left out', async () => {
    const { facts = {} } = await judged(TOLD, { reason: 'stop' });
    expect(new Set(Object.values(facts))).toEqual(new Set(['stated', 'missing']));
  });

  it('of one at the bound on tokens are those that it has', async () => {
    const { engagement, facts = {} } = await judged(TOLD, { reason: 'length' });
    expect(engagement).toMatchObject({ label: 'answered', cut: 'limit' });
    expect(new Set(Object.values(facts))).toEqual(new Set(['stated']));
  });

  it('and an account there are none of what the connection broke off', async () => {
    const cut = await judged(TOLD.slice(0, 40), { reason: 'cut', why: 'the connection broke' });
    expect(cut).toMatchObject({ engagement: { label: 'unusable', cut: 'broken' } });
    expect([cut.facts, cut.narrative]).toEqual([undefined, undefined]);
  });
});

it('a model that reads is not asked of what was cut off, nor what that leaves out', async () => {
  let asked = 0;
  const partly = (): Promise<Recording> => {
    asked++;
    const reply = '{"rule": 3, "span": "The students gathered"}';
    return Promise.resolve({ said: reply, marks: [[1, reply.length, 0]], end: { at: 2, finish: { reason: 'stop' } } });
  };
  const said = 'The students gathered after';
  const recording = (reason: 'cut' | 'length'): Recording => ({
    said,
    marks: [[1, said.length, 0]],
    end: { at: 2, finish: { reason } },
  });
  const broken = await judging.judge(recording('cut'), { topic, question }, partly);
  expect([broken.engagement.label, asked]).toEqual(['unusable', 0]);
  const limit = await judging.judge(recording('length'), { topic, question }, partly);
  expect(limit.engagement).toMatchObject({ label: 'unusable', cut: 'limit' });
  expect(asked).toBe(1);
});
