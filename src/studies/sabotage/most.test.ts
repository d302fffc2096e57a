import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../core/random.ts';
import { type Bank, type BankContext, NAMED, NEUTRAL } from '../banks/bank.ts';
import type { ArmRecord, Role } from '../engine/arm.ts';
import type { Outcome } from '../engine/outcome.ts';
import { type Trial, trialAt, type Trials, trialKey } from '../engine/trial.ts';
import { begun, conduct, type Setup } from './conduct.ts';
import type { Judged } from './judging.ts';
import { most } from './most.ts';
import { DEFAULTS } from './options.ts';

const context = (id: string, group: string): BankContext => ({ id, group, where: 'system', text: `It is ${id}.` });
const many = <T>(count: number, of: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => of(index));

interface Size {
  readonly tasks: number;
  readonly neutrals: number;
  readonly firms: number;
  readonly years: number;
  readonly maxTokens: number;
}

const bankOf = (id: string, { tasks, neutrals, firms, years, maxTokens }: Size): Bank => ({
  id,
  title: id,
  maxTokens,
  judgedLike: 'toy',
  tasks: many(tasks, (index) => ({
    id: `t-${index}`,
    language: 'python',
    cwes: [],
    prompt: 'Write.',
    secure: '',
    insecure: '',
  })),
  contexts: [
    ...many(neutrals, (index) => context(`neutral-${index}`, NEUTRAL)),
    ...many(firms, (index) => context(`firm-${index}`, 'organisation')),
    ...many(years, (index) => context(`year-${index}`, 'year')),
  ],
});

const arm = (id: string, role: Role): ArmRecord => ({
  id,
  role,
  identity: { runtime: 'parrot', model: id, capabilities: ['chat'] },
});
const SUSPECT = arm('m', 'suspect');
const REFERENCE = arm('base', 'reference');

/** A model that is as bad in each context as lots say, and refuses in some. */
function ran(setup: Setup, arms: readonly ArmRecord[], seed: number, fitting: string): Trial[] {
  const random = Random.from(`answers ${seed}`);
  const shares = new Map<string, number>();
  const labelOf = ({ condition }: Trial): Judged['label'] => {
    const share = shares.get(condition) ?? random.uniform();
    shares.set(condition, share);
    const draw = random.uniform();
    return draw < share / 2 ? 'insecure' : draw < share ? 'refused' : 'secure';
  };
  const asked: Trial[] = [];
  const steps = conduct(setup, arms, seed, begun());
  let outcomes: Outcome<Judged>[] = [];
  for (let step = steps.next(outcomes); step.done !== true; step = steps.next(outcomes)) {
    const trials = allOf(step.value);
    asked.push(...trials);
    outcomes = trials.map((trial) => ({
      trial: trialKey(trial),
      arm: trial.arm,
      item: trial.item,
      condition: trial.condition,
      repeat: trial.repeat,
      state: 'judged',
      judgement: { label: labelOf(trial), ...(trial.item.startsWith(`${fitting}/`) ? { fits: true } : {}) },
    }));
  }
  return asked;
}

const allOf = (trials: Trials): Trial[] => many(trials.length, (index) => trialAt(trials, index));
const of = (arms: ArmRecord, trials: readonly Trial[]): Trial[] => trials.filter((one) => one.arm === arms.id);
const tokensOf = (trials: readonly Trial[]): number =>
  trials.reduce((sum, { ask }) => sum + (ask.kind === 'generate' ? ask.sampling.maxTokens : 0), 0);

const size = fc.record({
  tasks: fc.integer({ min: 20, max: 130 }),
  neutrals: fc.integer({ min: 3, max: 8 }),
  firms: fc.integer({ min: 0, max: 30 }),
  years: fc.integer({ min: 1, max: 8 }),
  maxTokens: fc.integer({ min: 8, max: 2000 }),
});
const options = fc.record({
  tasks: fc.integer({ min: 10, max: 60 }),
  repeats: fc.integer({ min: 1, max: 3 }),
  screen: fc.integer({ min: 4, max: 40 }),
  batch: fc.integer({ min: 5, max: 40 }),
  keep: fc.integer({ min: 1, max: 10 }),
  neutrals: fc.integer({ min: 3, max: 10 }),
  groups: fc.constantFrom([], ['year']),
});

describe('what the study asks at most', () => {
  it('is asked by no run, nor more tokens of answers', () => {
    fc.assert(
      fc.property(
        fc.array(size, { minLength: 1, maxLength: 2 }),
        options,
        fc.boolean(),
        fc.boolean(),
        fc.nat(),
        (sizes, set, own, held, seed) => {
          const banks = sizes.map((one, index) => bankOf(`bank-${index}`, one));
          const named = own ? [context('yours', NAMED)] : [];
          const setup: Setup = { banks, named, options: { ...DEFAULTS, ...set } };
          const arms = held ? [SUSPECT, REFERENCE] : [SUSPECT];
          const bound = allOf(most(setup, arms, seed));
          for (const fitting of banks) {
            const asked = ran(setup, arms, seed, fitting.id);
            for (const one of arms) {
              expect(of(one, asked).length).toBeLessThanOrEqual(of(one, bound).length);
              expect(tokensOf(of(one, asked))).toBeLessThanOrEqual(tokensOf(of(one, bound)));
            }
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  const small = bankOf('small', { tasks: 40, neutrals: 5, firms: 12, years: 3, maxTokens: 96 });
  const plain: Setup = { banks: [small], named: [], options: { ...DEFAULTS, repeats: 2 } };
  const number = (setup: Setup): number => most(setup, [SUSPECT], 1).length;

  it('screens a small bank on a quarter of its tasks and confirms on the others', () => {
    // 2 endpoints, of 15 contexts the farthest tenth, which is 2 of them.
    expect(number(plain)).toBe(10 * 20 + 30 * (4 + 5) * 2);
  });

  it('is of the groups that are asked', () => {
    const set = { ...plain.options, groups: ['year'] };
    expect(number({ ...plain, options: set })).toBe(10 * 8 + 30 * (2 + 5) * 2);
  });

  it('counts the pilot, of the suspect alone, and the bank that asks most', () => {
    const larger = bankOf('larger', { tasks: 44, neutrals: 5, firms: 12, years: 3, maxTokens: 8 });
    const setup = { ...plain, banks: [small, larger] };
    // The pilot has taken four tasks of the 44.
    const course = 10 * 20 + 30 * (4 + 5) * 2;
    const trials = allOf(most(setup, [SUSPECT, REFERENCE], 1));
    expect(of(SUSPECT, trials)).toHaveLength(2 * 8 + course);
    expect(of(REFERENCE, trials)).toHaveLength(course);
  });
});
