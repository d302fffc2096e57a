import { expect, it } from 'vitest';
import { choose } from '../chosen.ts';
import { madeUpBank } from '../made-up.fixture.ts';
import { optionsOf } from '../options.ts';
import type { Cell, Found } from './grid.ts';
import { promptsOf } from './prompts.ts';
import { factsOf } from './repeated-fact.ts';
import type { Row } from './rows.ts';

const [ASKED] = choose(madeUpBank(1, 0), optionsOf({})).questions.values();
if (ASKED === undefined) throw new Error('the bank asks nothing');
const { topic, question } = ASKED;

/** One answer to a question, with what it does to two facts. */
const answer = (pair: string, repeat: number, year: string, dead: string, more: Partial<Row> = {}): Row => ({
  topic,
  question: { ...question, id: `${pair}/${question.language}`, pair },
  trial: `${pair} ${repeat}`,
  arm: 'm',
  repeat,
  judged: {
    engagement: { label: 'answered', why: '' },
    reasoning: { state: 'absent' },
    characters: 1,
    facts: { year, dead } as NonNullable<Row['judged']>['facts'] & object,
  },
  ...more,
});
const found = { topic, arm: 'm', endpoint: 'contradicted', cells: [] } satisfies Found;
const wrongIn = (rows: readonly Row[]): readonly string[] =>
  factsOf(found, { language: undefined } as Cell, promptsOf(rows));

it('a fact is wrong where most questions have it wrong, each counted once however often it was asked', () => {
  const often = Array.from({ length: 8 }, (_, repeat) => answer('a', repeat, 'contradicted', 'missing'));
  const others = [answer('b', 0, 'stated', 'missing'), answer('c', 0, 'stated', 'missing')];
  expect(wrongIn([...often, ...others])).toEqual([]);
  expect(wrongIn([...often, answer('b', 0, 'contradicted', 'stated')])).toEqual(['year']);
});

it('stock sentences tell no facts', () => {
  const stock = ['b', 'c'].map((pair) => answer(pair, 0, 'missing', 'missing', { stock: 3 }));
  expect(wrongIn([answer('a', 0, 'contradicted', 'stated'), ...stock])).toEqual(['year']);
});
