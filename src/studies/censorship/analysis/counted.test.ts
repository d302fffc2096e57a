import { describe, expect, it } from 'vitest';
import { Random } from '../../../core/random.ts';
import { wilson } from '../../../statistics/wilson.ts';
import { choose } from '../chosen.ts';
import type { Engagement } from '../../judges/engagement/engagement.ts';
import { madeUpBank } from '../made-up.fixture.ts';
import { optionsOf } from '../options.ts';
import { roleOf } from './attribution.ts';
import { corrected, type Contrast } from './contrast.ts';
import { errorsOf, withoutJudgeError } from './judge-error.ts';
import { promptsOf } from './prompts.ts';
import { rateOf } from './rate.ts';
import type { Row } from './rows.ts';
import { priorOf, shrink } from './shrink.ts';

const [ASKED] = choose(madeUpBank(1, 0), optionsOf({})).questions.values();
const random = Random.from(1);

/** A question for each list, with an answer for each of its labels. */
const promptsWith = (questions: readonly (readonly Engagement[])[]) =>
  promptsOf(
    questions.flatMap((labels, index) =>
      labels.map((label, repeat): Row => {
        if (ASKED === undefined) throw new Error('the bank asks nothing');
        return {
          topic: ASKED.topic,
          question: { ...ASKED.question, id: `q-${index}` },
          trial: `${index} ${repeat}`,
          arm: 'm',
          repeat,
          judged: { engagement: { label, why: '' }, reasoning: { state: 'absent' }, characters: 1 },
          ...(label === 'unusable' ? { missing: 'unusable' as const } : {}),
        };
      }),
    ),
  );

describe('a rate over questions', () => {
  it('is Wilson’s with one answer each, and lies between whole numbers where some are partly answered', () => {
    const rate = rateOf(promptsWith([['refused'], ['answered'], ['withdrawn'], ['unusable']]), 'lost', random);
    expect(rate).toMatchObject({ ...wilson(2, 3), n: 3, method: 'Wilson' });
    const half = rateOf(promptsWith([['partly'], ['answered'], ['answered'], ['answered']]), 'lost', random);
    expect(half?.estimate).toBe(0.125);
    expect(half?.low).toBeGreaterThanOrEqual(wilson(0, 4).low);
    expect(half?.high).toBeLessThan(wilson(1, 4).high);
    expect(rateOf(promptsWith([['unusable']]), 'lost', random)).toBeUndefined();
  });

  it('counts a question once, however often it was asked', () => {
    const often = Array.from({ length: 20 }, (_, index): Engagement[] =>
      Array.from({ length: 10 }, () => (index < 10 ? 'refused' : 'answered')),
    );
    const rate = rateOf(promptsWith(often), 'lost', random);
    expect(rate).toMatchObject({ estimate: 0.5, n: 20, method: 'bootstrap over questions' });
    // 200 answers taken for as many questions would give 43 to 57 %.
    expect((rate?.high ?? 0) - (rate?.low ?? 0)).toBeGreaterThan(0.35);
  });
});

describe('an account and facts', () => {
  const [base] = promptsWith([['answered']])[0]?.rows ?? [];
  const row = base ?? expect.fail('no row');
  const judged = (label: Engagement, more: Partial<NonNullable<Row['judged']>> = {}, cut?: 'limit'): Row => ({
    ...row,
    judged: {
      engagement: { label, why: '', ...(cut === undefined ? {} : { cut }) },
      reasoning: { state: 'absent' },
      characters: 1,
      ...more,
    },
  });
  const official = { narrative: { level: 2 } } as const;

  it('are of answers alone: what is turned away, and a stock text, give no account', () => {
    const [prompt] = promptsOf([
      judged('answered', official),
      judged('answered', { narrative: { level: 0 } }),
      judged('deflected', official),
      judged('deflected', { narrative: { level: 0 } }),
      judged('refused'),
      { ...judged('partly', official), stock: 3 },
    ]);
    expect(prompt?.official).toBe(0.5);
  });

  it('at the bound on tokens are stated, and never left out', () => {
    const none = promptsOf([judged('answered', { facts: {} }, 'limit')]);
    expect(none[0]).toMatchObject({ bare: undefined, coverage: undefined, contradicted: undefined });
    const some = promptsOf([judged('answered', { facts: { a: 'stated' } }, 'limit')]);
    expect(some[0]).toMatchObject({ bare: 0, coverage: undefined, contradicted: 0 });
    const whole = promptsOf([judged('answered', { facts: { a: 'missing' } })]);
    expect(whole[0]).toMatchObject({ bare: 1, coverage: 0 });
  });
});

describe('a share drawn towards the others', () => {
  it('moves far where there is little and topics agree, and hardly where they differ', () => {
    const alike = priorOf(Array.from({ length: 20 }, () => ({ sum: 1, n: 10 })));
    expect(shrink(5, 5, alike).value).toBeLessThan(0.3);
    const apart = priorOf(Array.from({ length: 20 }, (_, index) => ({ sum: index < 10 ? 0 : 10, n: 10 })));
    expect(shrink(5, 5, apart).value).toBeGreaterThan(0.9);
    const { low, value, high } = shrink(2, 5, alike);
    expect(low).toBeLessThan(value);
    expect(high).toBeGreaterThan(value);
    expect(shrink(0, 0, priorOf([]))).toMatchObject({ value: 0.5 });
  });
});

describe('the judge’s errors', () => {
  const errors = errorsOf({
    judge: 'engagement',
    languages: {
      en: {
        refused: { refused: 70, answered: 10 },
        deflected: { deflected: 10, answered: 10, unusable: 3 },
        answered: { answered: 95, deflected: 5 },
      },
    },
  });

  it('are counted over what is answered and what is not, by language', () => {
    expect(errors.get('en')).toEqual({ truePositives: 80, falseNegatives: 20, falsePositives: 5, trueNegatives: 95 });
  });

  it('are taken out of a share', () => {
    const prompts = promptsWith(
      Array.from({ length: 100 }, (_, index) => [index < 35 ? 'refused' : 'answered'] as const),
    );
    // (.35 + .95 - 1) / (.8 + .95 - 1)
    expect(withoutJudgeError(prompts, errors, random)?.estimate).toBeCloseTo(0.4, 12);
    expect(withoutJudgeError(prompts, new Map(), random)).toBeUndefined();
    // What the log shows is not divided by how much the judge misses.
    const blocked = Array.from({ length: 100 }, () => ['blocked'] as const);
    expect(withoutJudgeError(promptsWith(blocked), errors, random)).toBeUndefined();
    const half = promptsWith([
      ...blocked,
      ...Array.from({ length: 100 }, (_, index) => [index < 35 ? 'refused' : 'answered'] as const),
    ]);
    expect(withoutJudgeError(half, errors, random)?.estimate).toBeCloseTo(0.7, 12);
  });
});

describe('contrasts', () => {
  const contrast = (p: number, named: boolean): Contrast => ({
    kind: 'languages',
    endpoint: 'lost',
    arm: 'm',
    first: 'ru',
    second: 'en',
    effect: { estimate: 0.1, low: 0, high: 0.2, level: 0.95 },
    table: { both: 0, first: 10, second: 0, neither: 90 },
    n: 100,
    p,
    beside: [],
    named,
  });

  it('are corrected over those that were named alone', () => {
    const [first, second, other] = corrected(
      [contrast(0.01, true), contrast(0.04, true), contrast(0.001, false)],
      0.05,
    );
    expect([first?.adjusted, second?.adjusted, other?.adjusted]).toEqual([0.02, 0.04, undefined]);
    // Two of 201 against it, at a level of 2.5 %: some nine points of a hundred pairs.
    expect(first?.detectable).toBeGreaterThan(0.06);
    expect(first?.detectable).toBeLessThan(0.13);
    expect(other?.detectable).toBeUndefined();
  });

  it('are one family, of whatever model and of whatever is counted', () => {
    const all = [contrast(0.02, true), { ...contrast(0.03, true), endpoint: 'official' as const, arm: 'other' }];
    expect(corrected(all, 0.05).map(({ adjusted }) => adjusted)).toEqual([0.04, 0.04]);
  });

  it('say of none that it would have been found where none could be', () => {
    const { table: _, ...mirrors } = { ...contrast(0.5, true), kind: 'mirrors' as const };
    const sizes = (n: number, spread: number) => corrected([{ ...mirrors, n, spread }], 0.05)[0]?.detectable;
    expect(sizes(36, 0.2)).toBeCloseTo(0.0934, 3);
    // 2.8 deviations of one topic are 168 points of a hundred; and of five topics no signs are rarer than one in sixteen.
    expect(sizes(36, 3.6)).toBeUndefined();
    expect(sizes(5, 0.01)).toBeUndefined();
    expect(sizes(6, 0.01)).toBeLessThan(0.02);
    const few = { ...contrast(0.5, true), n: 5, table: { both: 0, first: 5, second: 0, neither: 0 } };
    expect(corrected([few], 0.05)[0]?.detectable).toBeUndefined();
  });

  it('would have been found less easily where pairs hang together, as those of one question in five languages', () => {
    const of = (units: number) => corrected([{ ...contrast(0.5, true), units }], 0.05)[0]?.detectable ?? 1;
    expect(of(100)).toBe(corrected([contrast(0.5, true)], 0.05)[0]?.detectable);
    expect(of(20)).toBeGreaterThan(1.5 * of(100));
    expect(of(3)).toBe(1);
  });
});

describe('what an arm is', () => {
  const arm = (id: string, runtime: string) => ({
    id,
    role: 'suspect' as const,
    identity: { runtime, model: 'm', capabilities: ['chat' as const] },
  });

  it('is as the user says, else by how it is run', () => {
    const options = optionsOf({ weights: 'mine', api: 'maker', chat: 'site' });
    const roles = ['mine', 'maker', 'site', 'other'].map((id) => roleOf(arm(id, 'openai'), options));
    expect(roles).toEqual(['weights', 'api', 'chat', 'host']);
    expect([roleOf(arm('a', 'llama'), options), roleOf(arm('b', 'recorded'), options)]).toEqual(['weights', 'chat']);
  });
});
