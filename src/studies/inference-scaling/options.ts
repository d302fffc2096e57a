import { UsageError } from '../../core/errors.ts';
import { number, type OptionKind, optionValues, whole, words } from '../engine/option-values.ts';

/** How a budget is set. */
const WAYS = ['max-tokens', 'thinking', 'effort', 'forcing'] as const;
type Way = (typeof WAYS)[number];

/** What of the study can be set. */
export interface ScalingOptions {
  /**
   * `max-tokens`: all of an answer is bounded. `thinking`: its server bounds the thinking. `effort`: in a word. `forcing`: thought
   * is cut off at the budget, and urged on where it stops before.
   */
  readonly by: Way;
  /** Of a geometric series of budgets. */
  readonly from: number;
  readonly to: number;
  readonly steps: number;
  /** In place of that series: tokens, or words of the service. */
  readonly budgets: readonly string[];
  /** Tokens beside those of thinking; of an answer by effort, all of them. */
  readonly answer: number;
  /** By forcing: how often a thought is urged on, at most. */
  readonly waits: number;
  /** Of the generated bank: questions, and what draws them. */
  readonly tasks: number;
  readonly bankSeed: number;
  readonly repeats: number;
  readonly temperature: number;
  readonly level: number;
  /** A slope for each tenfold of tokens that does not matter. */
  readonly margin: number;
  /** Dollars for a million tokens. */
  readonly priceIn: number;
  readonly priceOut: number;
}

const DEFAULTS = {
  by: ['max-tokens'] as readonly string[],
  from: 64,
  to: 8192,
  steps: 8,
  budgets: [] as readonly string[],
  answer: 1024,
  waits: 4,
  tasks: 240,
  'bank-seed': 1,
  repeats: 1,
  temperature: 0.6,
  level: 0.95,
  margin: 0.05,
  'price-in': 0,
  'price-out': 0,
};

const MOST_TOKENS = 1_000_000;

const KINDS: Readonly<Record<keyof typeof DEFAULTS, OptionKind>> = {
  by: words,
  from: whole(1, MOST_TOKENS),
  to: whole(2, MOST_TOKENS),
  steps: whole(3, 40),
  budgets: words,
  answer: whole(1, MOST_TOKENS),
  waits: whole(0, 100),
  tasks: whole(10, 5000),
  'bank-seed': whole(0, 2 ** 31 - 1),
  repeats: whole(1, 1000),
  temperature: number(0, 5),
  level: number(0.5, 0.999),
  margin: number(0.001, 0.5),
  'price-in': number(0, 1e6),
  'price-out': number(0, 1e6),
};

/** By effort nothing but this bounds an answer. */
const EFFORT_TOKENS = 32_768;
/** A forced answer is short: its line has begun. */
const FORCED_TOKENS = 64;
const EFFORTS = ['low', 'medium', 'high'];

/** @throws UsageError where a name is not known or a value makes no sense; it lists what there is */
export function optionsOf(given: Readonly<Record<string, string>>): ScalingOptions {
  const read = optionValues('inference-scaling', DEFAULTS, KINDS, given);
  const by = WAYS.find((one) => one === read.by[0]);
  if (by === undefined || read.by.length > 1)
    throw new UsageError(`inference-scaling.by=${read.by.join(',')}: it is one of ${WAYS.join(', ')}`);
  if (read.temperature === 0 && read.repeats > 1)
    throw new UsageError(
      'inference-scaling.repeats: at inference-scaling.temperature=0 it is one answer counted often',
    );
  if (read.to <= read.from) throw new UsageError('inference-scaling.to: it is more than inference-scaling.from');
  const { 'bank-seed': bankSeed, 'price-in': priceIn, 'price-out': priceOut, ...rest } = read;
  const usual = by === 'effort' ? EFFORT_TOKENS : by === 'forcing' ? FORCED_TOKENS : read.answer;
  const answer = given['answer'] === undefined ? usual : read.answer;
  return checked({ ...rest, by, answer, bankSeed, priceIn, priceOut });
}

function checked(options: ScalingOptions): ScalingOptions {
  const names = budgetsOf(options).map(({ id }) => id);
  const odd = names.find((one) => !/^[A-Za-z0-9][\w.-]{0,39}$/.test(one));
  if (odd !== undefined) throw new UsageError(`inference-scaling.budgets: ${JSON.stringify(odd)} is none`);
  if (options.by === 'forcing' && names.some((one, at) => Number(one) <= Number(names[at - 1] ?? 0)))
    throw new UsageError('inference-scaling.budgets: by forcing they ascend, as one thought grows through all of them');
  if (new Set(names).size < names.length || names.length < 3 || names.length > 40)
    throw new UsageError('inference-scaling.budgets: there are 3 to 40, no two alike');
  return options;
}

/** One amount of thinking. */
export interface Budget {
  readonly id: string;
  /** Absent where it is a word. */
  readonly tokens?: number;
}

/** @throws UsageError where tokens are asked for and a budget is a word */
export function budgetsOf({ by, budgets, from, to, steps }: ScalingOptions): readonly Budget[] {
  if (by === 'effort') return (budgets.length === 0 ? EFFORTS : budgets).map((id) => ({ id }));
  const series = Array.from({ length: steps }, (_, step) => Math.round(from * (to / from) ** (step / (steps - 1))));
  const least = by === 'thinking' ? 0 : 1;
  const tokens = budgets.length === 0 ? [...new Set(series)] : budgets.map(Number);
  return tokens.map((one, index) => {
    if (!Number.isSafeInteger(one) || one < least || one > MOST_TOKENS)
      throw new UsageError(`inference-scaling.budgets: ${budgets[index] ?? one} is no number of tokens`);
    return { id: String(one), tokens: one };
  });
}
