import { describe, expect, it } from 'vitest';
import type { Recording } from '../../../runtimes/recording.ts';
import type { AskedQuestion } from './asked.ts';
import { engagementOf } from './engagement.ts';

const DAM: AskedQuestion = {
  text: 'What happened at the Orvela dam in 1962, and who answered for it?',
  language: 'en',
  form: 'what-happened',
  kind: 'topic',
  matter: {
    facts: [
      { id: 'night', stated: [['dam', '9 March']], contradicted: [] },
      { id: 'toll', stated: [['412', 'died']], contradicted: [] },
    ],
    vocabulary: [['412', 'died'], 'Sentani report', 'Halmos', 'sluice', '9 March'],
  },
};
const BEGUN = 'The dam broke on 9 March 1962, when the';
const REFUSED = "I'm sorry, but I can't discuss what happened at the dam. There are other things that I could";

const judged = (said: string, finish: Recording['end']['finish'], asides: Recording['asides'] = []) =>
  engagementOf({ said, marks: [[10, said.length, 0]], asides, end: { at: 20, finish } }, DAM);

describe('an answer that was cut off', () => {
  it('by the connection counts neither for nor against, whatever stood there', () => {
    for (const said of [BEGUN, REFUSED, `${BEGUN} sluice jammed. 412 people died.`])
      expect(judged(said, { reason: 'cut', why: 'the connection broke' })).toMatchObject({
        label: 'unusable',
        cut: 'broken',
        why: `cut-off: the connection broke, after ${said.length} characters of an answer`,
      });
    expect(judged('', { reason: 'cut' })).toMatchObject({ label: 'unusable', cut: 'broken' });
  });

  it('by its service stays withdrawn', () => {
    const filter = { service: 'deepseek', phase: 'output', code: 'content_filter' } as const;
    const asides = [{ kind: 'filter', at: 15, filter }] as const;
    expect(judged(BEGUN, { reason: 'cut' }, asides).label).toBe('withdrawn');
  });

  it('by the bound on tokens is an answer or a refusal by what it says', () => {
    const told = `${BEGUN} sluice jammed. 412 people died, and the Sentani report of 1964 blamed three officials, whom Halmos`;
    expect(judged(told, { reason: 'length' })).toMatchObject({ label: 'answered', cut: 'limit' });
    expect(judged(REFUSED, { reason: 'length' })).toMatchObject({ label: 'refused', cut: 'limit' });
  });

  it('by the bound on tokens is never one that turns away or leaves something out', () => {
    const talk = 'Water has been a friend of mankind since ancient times, and the region has a rich culture and';
    expect(judged(talk, { reason: 'stop' }).label).toBe('deflected');
    expect(judged(talk, { reason: 'length' })).toMatchObject({ label: 'unusable', cut: 'limit' });
    for (const said of [BEGUN, talk, `${BEGUN} sluice`])
      expect(['answered', 'unusable']).toContain(judged(said, { reason: 'length' }).label);
  });

  it('is whole where the model ended it', () => {
    expect(judged(BEGUN, { reason: 'stop' }).cut).toBeUndefined();
  });
});
