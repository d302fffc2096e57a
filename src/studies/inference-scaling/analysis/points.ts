import type { Random } from '../../../core/random.ts';
import { bootstrap } from '../../../statistics/bootstrap.ts';
import { clopperPearson } from '../../../statistics/clopper-pearson.ts';
import type { Interval } from '../../../statistics/result.ts';
import { SampleError } from '../../../statistics/sample-error.ts';
import type { Price } from '../../engine/spending.ts';
import { LABELS, type Judged } from '../judging.ts';
import type { Budget, ScalingOptions } from '../options.ts';

/** Judgements of a model by question, then by budget. */
export type Answers = ReadonlyMap<string, ReadonlyMap<string, readonly Judged[]>>;

/** What a model does with one budget. */
export interface Point {
  readonly budget: Budget;
  readonly accuracy: Interval;
  readonly questions: number;
  readonly answers: number;
  readonly tokens: Interval;
  /** Answers by label, in the order of the labels. */
  readonly counts: readonly number[];
  /** Runs that kept to the budget, of those of which it is known. */
  readonly inside: number;
  readonly known: number;
  /** Mean dollars of an answer; absent where neither price nor service says. */
  readonly paid?: number;
  /** By which price. */
  readonly by?: string;
}

/** Of the questions that have an answer at every budget, so that all points stand on the same. */
export function completeOf(answers: Answers, budgets: readonly Budget[]): readonly (readonly (readonly Judged[])[])[] {
  return [...answers.values()].flatMap((of) => {
    const row = budgets.map(({ id }) => of.get(id) ?? []);
    return row.every((one) => one.length > 0) ? [row] : [];
  });
}

export const rightShare = (judged: readonly Judged[]): number =>
  judged.filter(({ label }) => label === 'right').length / judged.length;

export function pointsOf(
  rows: readonly (readonly (readonly Judged[])[])[],
  budgets: readonly Budget[],
  { level, priceIn, priceOut }: ScalingOptions,
  random: Random,
  price?: Price,
): readonly Point[] {
  return budgets.map((budget, at) => {
    const cells = rows.map((row) => row[at] ?? []);
    const answers = cells.flat();
    const known = answers.filter(({ inside }) => inside !== undefined);
    const set = priceIn + priceOut > 0 ? { input: priceIn, output: priceOut } : undefined;
    const paid = answers.map((one) => paidFor(one, set, price));
    const priced = paid.flatMap((one) => one ?? []);
    const stream = random.split(budget.id);
    return {
      budget,
      accuracy: meanOf(cells.map(rightShare), level, stream.split('accuracy')) ?? agreed(cells.map(rightShare), level),
      questions: cells.length,
      answers: answers.length,
      tokens:
        meanOf(
          cells.map((cell) => mean(cell.map(({ tokens }) => tokens))),
          level,
          stream.split('tokens'),
        ) ?? constant(answers[0]?.tokens ?? 0, level),
      counts: LABELS.map((label) => answers.filter((one) => one.label === label).length),
      inside: known.filter(({ inside }) => inside === true).length,
      known: known.length,
      ...(priced.length === paid.length
        ? {
            paid: mean(priced),
            by: answers.every((one) => set === undefined && one.paid !== undefined)
              ? 'the service'
              : saidOf(set ?? price),
          }
        : {}),
    };
  });
}

/** By the option of the study, else as the service says, else by the price of the model. */
function paidFor({ paid, read, tokens }: Judged, set: Price | undefined, price: Price | undefined): number | undefined {
  const at = set ?? (paid === undefined ? price : undefined);
  return at === undefined ? paid : (read * at.input + tokens * at.output) / 1e6;
}

function saidOf(price: Price | undefined): string {
  if (price === undefined) return 'the service';
  const { input, output, from } = price;
  return `${input} in and ${output} out, dollars for a million tokens${from === undefined ? '' : ` (${from})`}`;
}

/** Over questions. Undefined where all agree: the bootstrap then knows no uncertainty. */
function meanOf(values: readonly number[], level: number, random: Random): Interval | undefined {
  try {
    return bootstrap(values, mean, random, { level, method: 'percentile' });
  } catch (error) {
    if (error instanceof SampleError) return undefined;
    throw error;
  }
}

/** Questions that all agree: each counts as one trial. */
function agreed(shares: readonly number[], level: number): Interval {
  const estimate = mean(shares);
  const { low, high } = clopperPearson(Math.round(estimate * shares.length), shares.length, level);
  return { estimate, low: Math.min(low, estimate), high: Math.max(high, estimate), level };
}

const constant = (estimate: number, level: number): Interval => ({ estimate, low: estimate, high: estimate, level });

const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;
