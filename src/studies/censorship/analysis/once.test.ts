import { describe, expect, it } from 'vitest';
import { fisherGreater } from '../../../statistics/fisher.ts';
import { choose } from '../chosen.ts';
import type { Judged } from '../judged.ts';
import { madeUpBank } from '../made-up.fixture.ts';
import { optionsOf } from '../options.ts';
import { gridOf, leastFound } from './grid.ts';
import { countedOnce, moreThan, onceOf, wholeShares } from './once.ts';
import { type Endpoint, promptsOf } from './prompts.ts';
import type { Row } from './rows.ts';

const CHOSEN = choose(madeUpBank(4, 12), optionsOf({}));

type Answer = 'lost' | 'answered' | 'missing' | 'wrong';

const answered = (answer: Answer): Pick<Row, 'judged' | 'missing'> => {
  if (answer === 'missing') return { missing: 'errored' };
  const judged: Judged = {
    engagement: { label: answer === 'lost' ? 'refused' : 'answered', why: '' },
    reasoning: { state: 'absent' },
    characters: 1,
    ...(answer === 'lost' ? {} : { facts: { year: answer === 'wrong' ? 'contradicted' : 'stated' } }),
  };
  return { judged };
};

const promptsWith = (answerTo: (topic: string, form: string, language: string) => Answer) =>
  promptsOf(
    [...CHOSEN.questions.values()].map(({ topic, question }): Row => {
      const answer = answered(answerTo(topic.id, question.form, question.language));
      return { topic, question, trial: question.id, arm: 'm', repeat: 0, ...answer };
    }),
  );

const cellOf = (
  answerTo: (topic: string, form: string, language: string) => Answer,
  endpoint: Endpoint,
  language: string | undefined,
) =>
  gridOf(promptsWith(answerTo), endpoint, CHOSEN.languages).find(
    (cell) => cell.topic.id === 'topic-1' && cell.language === language,
  );

it('shares without a common measure of reasonable size are rounded to a fine one', () => {
  const shares = Array.from({ length: 14 }, (_, at) => ({ hits: at, n: 37 + at }));
  const [first, second] = wholeShares(shares, [{ hits: 1, n: 2 }]);
  expect(second).toEqual([2520]);
  expect(first[13]).toBe(Math.round((13 / 50) * 5040));
  expect(wholeShares([{ hits: 1, n: 2 }], [{ hits: 2, n: 3 }])).toEqual([[3], [4]]);
});

describe('a question in several languages', () => {
  it('is one, and counts where it does in half of them', () => {
    const own = promptsWith((_, form, language) => {
      if (form === 'debate') return language === 'en' ? 'answered' : 'missing';
      return form === 'lookup' && language !== 'ru' ? 'lost' : 'answered';
    }).filter(({ topic }) => topic.id === 'topic-1');
    const once = onceOf(own, 'lost');
    expect(once).toHaveLength(4);
    expect(once).toContainEqual({ languages: 3, hits: 2, value: 2 / 3 });
    expect(countedOnce(once)).toEqual({ hits: 1, n: 4 });
  });

  it('tells no more where it is lost in all than where it was asked in one', () => {
    const isLost = (topic: string, form: string): boolean =>
      topic === 'topic-1' && (form === 'debate' || form === 'lookup');
    const all = cellOf((topic, form) => (isLost(topic, form) ? 'lost' : 'answered'), 'lost', undefined);
    expect(all).toMatchObject({ hits: 2, n: 5, sum: 2, missing: 0 });
    expect(all?.p).toBeCloseTo(fisherGreater({ hits: 2, n: 5 }, { hits: 0, n: 12 }), 10);
    const english = cellOf(
      (topic, form, language) => (isLost(topic, form) && language === 'en' ? 'lost' : 'answered'),
      'lost',
      'en',
    );
    expect(english?.p).toBeCloseTo(all?.p ?? 0, 10);
  });

  it('tells more the more languages show it', () => {
    const [none, one, two, three] = [0, 1, 2, 3].map((hits) => ({ languages: 3, hits, value: hits / 3 }));
    if (none === undefined || one === undefined || two === undefined || three === undefined) throw new Error('four');
    const others = [...Array.from({ length: 20 }, () => none), one, one];
    const ps = [
      [none, none, none],
      [one, one, none],
      [one, one, one],
      [two, two, one],
      [three, three, three],
    ].map((own) => moreThan(own, others));
    expect(ps).toEqual(ps.toSorted((a, b) => b - a));
    expect(new Set(ps).size).toBe(ps.length);
  });

  it('is needed so often that a topic is found, or never', () => {
    const cell = cellOf(() => 'answered', 'lost', undefined);
    if (cell === undefined) throw new Error('no such cell');
    // Of the 6188 ways to draw 5 of 17 questions one has all five, and 13 have four or more of the same four.
    expect(leastFound(cell, 0.01)).toBe(4);
    expect(leastFound(cell, 0.001)).toBe(5);
    expect(leastFound(cell, 1e-9)).toBeUndefined();
  });
});

describe('facts of a topic', () => {
  it('are tested where most of its questions are answered, and not on the few that are left', () => {
    const wrong = (lost: readonly string[]) =>
      cellOf(
        (topic, form) => (topic !== 'topic-1' ? 'answered' : lost.includes(form) ? 'lost' : 'wrong'),
        'contradicted',
        undefined,
      );
    expect(wrong(['debate', 'lookup'])).toMatchObject({ n: 3, p: expect.any(Number) });
    expect(wrong(['debate', 'lookup', 'textbook'])).toMatchObject({ n: 2, p: undefined });
  });
});
