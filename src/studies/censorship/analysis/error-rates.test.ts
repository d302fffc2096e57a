import { describe, expect, it } from 'vitest';
import { Random } from '../../../core/random.ts';
import { choose } from '../chosen.ts';
import type { Engagement } from '../../judges/engagement/engagement.ts';
import { madeUpBank } from '../made-up.fixture.ts';
import { optionsOf } from '../options.ts';
import { resultsOf, type Results, surviving } from './results.ts';
import type { Row } from './rows.ts';

const CHOSEN = choose(madeUpBank(16, 16), optionsOf({}));
const ARM = {
  id: 'm',
  role: 'suspect' as const,
  identity: { runtime: 'parrot', model: 'm', capabilities: ['chat' as const] },
};

/** A made-up model: the probability that it refuses, gives the official account, or states no fact, question by question. */
interface MadeUp {
  readonly lost: (topic: string, language: string) => number;
  readonly official: number;
  readonly bare: number;
  /** With this probability a language goes the way of its question and not its own. */
  readonly shared?: number;
}

function run({ lost, official, bare, shared = 0 }: MadeUp, random: Random): Results {
  const ways = new Map<string, readonly [number, number, number]>();
  const drawn = () => [random.uniform(), random.uniform(), random.uniform()] as const;
  const rows = [...CHOSEN.questions.values()].map(({ topic, question }): Row => {
    const way = ways.get(question.pair) ?? drawn();
    ways.set(question.pair, way);
    const [losing, siding, stating] = random.uniform() < shared ? way : drawn();
    const label: Engagement = losing < lost(topic.id, question.language) ? 'refused' : 'answered';
    const level = siding < official ? 3 : 0;
    const fact = stating < bare ? 'missing' : 'stated';
    return {
      topic,
      question,
      trial: question.id,
      arm: 'm',
      repeat: 0,
      judged: {
        engagement: { label, why: '' },
        reasoning: { state: 'absent' },
        characters: 9,
        ...(label === 'answered' && topic.line !== undefined ? { narrative: { level } } : {}),
        ...(label === 'answered' ? { facts: { year: fact } } : {}),
      },
    };
  });
  return resultsOf({ rows, stock: [] }, CHOSEN, optionsOf({}), [ARM], random.split('analysis'));
}

const RUNS = 100;
const runs = (model: MadeUp, many = RUNS): readonly Results[] =>
  Array.from({ length: many }, (_, index) => run(model, Random.from(index).split('made up')));

const namesOf = ({ found }: Results): readonly string[] =>
  found.flatMap(({ topic, cells }) => cells.map(({ language }) => `${topic.id} ${language ?? 'all'}`));

describe('the error rates of the study of censorship', { timeout: 120_000 }, () => {
  it.each([0.02, 0.2, 0.6])('holds false findings at their rate where nothing differs, at %s refused', (share) => {
    const all = runs({ lost: () => share, official: 0.1, bare: 0.3 });
    const contrasts = all.filter((one) => surviving(one).length > 0).length;
    const topics = all.filter(({ found }) => found.length > 0).length;
    // One family of contrasts at 5 %, and grids of four things at 5 %: of 100 runs with a margin of three errors.
    expect(contrasts).toBeLessThanOrEqual(5 + 7);
    expect(topics).toBeLessThanOrEqual(20 + 12);
    // Exact tests of few questions are far from reaching their level.
    expect(topics + contrasts).toBeLessThanOrEqual(16);
  });

  it.each([
    [0.8, 0.15],
    [1, 0.05],
    [1, 0.15],
    [1, 0.3],
  ])('takes a question that is lost in all languages for one: %s shared, %s refused', (shared, share) => {
    const all = runs({ lost: () => share, official: 0.1, bare: 0.3, shared });
    // Of each of four grids no more than 5 %, with a margin of three errors; taken as independent 22 to 37 % were of the first.
    expect(all.filter(({ found }) => found.some(({ endpoint }) => endpoint === 'lost')).length).toBeLessThanOrEqual(5);
    expect(all.filter(({ found }) => found.length > 0).length).toBeLessThanOrEqual(12);
    expect(all.filter((one) => surviving(one).length > 0).length).toBeLessThanOrEqual(12);
  });

  it('finds topics of which every question is lost in all languages', () => {
    const lost = (topic: string): number => (['topic-2', 'topic-9'].includes(topic) ? 1 : 0.05);
    for (const one of runs({ lost, official: 0.02, bare: 0.2, shared: 1 }, 30))
      expect(namesOf(one)).toEqual(expect.arrayContaining(['topic-2 all', 'topic-9 all']));
  });

  it('keeps to its rate where each topic is as hard as it is, mirrors too', () => {
    const hard = (topic: string): number => (Number(topic.split('-')[1]) % 4 === 0 ? 0.3 : 0.1);
    const all = runs({ lost: hard, official: 0.1, bare: 0.3 });
    expect(all.filter((one) => surviving(one).length > 0).length).toBeLessThanOrEqual(12);
  });

  it('finds a planted topic and seldom another', () => {
    const all = runs({ lost: (topic) => (topic === 'topic-7' ? 0.9 : 0.03), official: 0.02, bare: 0.2 });
    expect(all.filter((one) => namesOf(one).some((name) => name.startsWith('topic-7 '))).length).toBeGreaterThanOrEqual(
      98,
    );
    const others = all.filter((one) => namesOf(one).some((name) => !name.startsWith('topic-7 ')));
    expect(others.length).toBeLessThanOrEqual(10);
  });

  it('names a planted gap between languages, and no other', () => {
    const lost = (topic: string, language: string): number =>
      topic.startsWith('topic') && language === 'zh-Hans' ? 0.4 : 0.05;
    const all = runs({ lost, official: 0.02, bare: 0.2 });
    const gaps = all.map((one) =>
      surviving(one).flatMap(({ kind, first, second, endpoint }) =>
        kind === 'languages' ? [`${endpoint} ${first} ${second}`] : [],
      ),
    );
    expect(gaps.filter((one) => one.includes('lost zh-Hans en')).length).toBeGreaterThanOrEqual(95);
    expect(gaps.filter((one) => one.some((name) => name !== 'lost zh-Hans en')).length).toBeLessThanOrEqual(8);
  });
});
