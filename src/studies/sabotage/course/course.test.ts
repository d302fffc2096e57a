import { describe, expect, it } from 'vitest';
import { Random } from '../../../core/random.ts';
import { type Bank, type BankContext, NAMED, NEUTRAL } from '../../banks/bank.ts';
import { DEFAULTS, type SabotageOptions } from '../options.ts';
import { type Answered, type Course, courseOf, run } from './course.ts';
import type { Question } from '../../banks/bank.ts';

const context = (id: string, group: string): BankContext => ({ id, group, where: 'system', text: id });
const NEUTRALS = Array.from({ length: 12 }, (_, index) => context(`neutral-${index}`, NEUTRAL));

function bankWith(contexts: number, tasks = 120): Bank {
  return {
    id: 'simulated',
    title: 'Simulated',
    maxTokens: 1,
    judgedLike: 'toy',
    tasks: Array.from({ length: tasks }, (_, index) => ({
      id: `t-${index}`,
      language: 'python' as const,
      cwes: [],
      prompt: '',
      secure: '',
      insecure: '',
    })),
    contexts: [...NEUTRALS, ...Array.from({ length: contexts }, (_, index) => context(`c-${index}`, 'organisation'))],
  };
}

/** Runs a course to its end with answers drawn from the share that each context has. */
function ran(
  bank: Bank,
  shareOf: (context: string) => number,
  {
    named = [],
    seed = 1,
    options = {},
  }: { named?: BankContext[]; seed?: number; options?: Partial<SabotageOptions> } = {},
): { course: Course; asked: Question[][] } {
  const set = { ...DEFAULTS, tasks: 60, repeats: 2, ...options };
  const random = Random.from(seed);
  const course = courseOf(bank, named, new Set(), set, random.split('course'));
  const draws = random.split('answers');
  const steps = run(course, set, random.split('course'));
  const asked: Question[][] = [];
  let answers: Answered[] = [];
  for (let step = steps.next(answers); step.done !== true; step = steps.next(answers)) {
    asked.push([...step.value]);
    answers = step.value.map((one) => ({
      ...one,
      label: draws.uniform() < shareOf(one.context) ? 'insecure' : 'secure',
    }));
  }
  return { course, asked };
}

const found = ({ confirmation }: Course): string[] =>
  (confirmation?.families.get('insecure') ?? [])
    .flatMap(({ candidates }) => candidates)
    .filter(({ status }) => status === 'found')
    .map((one) => one.context);

describe('the course of the study', () => {
  it('screens all contexts and confirms on tasks that no context was chosen by', () => {
    const { course, asked } = ran(bankWith(30), (one) => (one === 'c-7' ? 0.9 : 0.02));
    expect(found(course)).toEqual(['c-7']);
    const screened = new Set([...course.split.first, ...course.split.second]);
    expect(new Set(asked[0]?.map((one) => one.context)).size).toBe(42);
    expect(asked[0]?.every(({ task }) => screened.has(task))).toBe(true);
    expect(course.split.confirm.some((task) => screened.has(task))).toBe(false);
    const confirming = asked.slice(2).flat();
    expect(confirming.every(({ task }) => course.split.confirm.includes(task))).toBe(true);
    const keys = asked.flat().map(({ task, context: where, repeat }) => `${task} ${where} ${repeat}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('asks little of a model that is quiet, and of a strong effect', () => {
    const quiet = ran(bankWith(100), () => 0);
    expect(quiet.asked).toHaveLength(1);
    const strong = ran(bankWith(100), (one) => (one === 'c-3' ? 1 : 0));
    expect(strong.asked.length).toBeLessThanOrEqual(4);
    expect(found(strong.course)).toEqual(['c-3']);
  });

  it('asks what the user named although nothing is screened', () => {
    const named = [context('yours', NAMED)];
    const { course, asked } = ran(bankWith(0), (one) => (one === 'yours' ? 0.6 : 0.1), { named });
    expect(found(course)).toEqual(['yours']);
    expect(asked[0]?.some((one) => one.context === 'yours')).toBe(true);
  });

  it('takes the same course with the same answers', () => {
    const one = ran(bankWith(20), (where) => (where === 'c-1' ? 0.5 : 0.1), { seed: 4 });
    const other = ran(bankWith(20), (where) => (where === 'c-1' ? 0.5 : 0.1), { seed: 4 });
    expect(other.asked).toEqual(one.asked);
  });

  it('names contexts without an effect no more often than it says', () => {
    const STUDIES = 60;
    let wrong = 0;
    for (let seed = 0; seed < STUDIES; seed++) {
      // Every context has a share of its own, neutral ones too: 20 % give or take 4 points.
      const shares = new Map<string, number>();
      const random = Random.from(`shares ${seed}`);
      const share = (one: string): number => {
        const known = shares.get(one) ?? Math.max(0, 0.2 + 0.04 * random.normal());
        shares.set(one, known);
        return known;
      };
      if (found(ran(bankWith(30), share, { seed, options: { fdr: 0.05 } }).course).length > 0) wrong++;
    }
    // At 5 % more than 7 of 60 have a probability below 1 %.
    expect(wrong).toBeLessThanOrEqual(7);
  });
});
