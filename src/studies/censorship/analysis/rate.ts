import { bootstrap } from '../../../statistics/bootstrap.ts';
import type { Draws } from '../../../statistics/draws.ts';
import type { Interval } from '../../../statistics/result.ts';
import { SampleError } from '../../../statistics/sample-error.ts';
import { wilson } from '../../../statistics/wilson.ts';
import type { Endpoint, Prompt } from './prompts.ts';

/** A mean over questions. */
export interface Rate extends Interval {
  /** Questions. */
  readonly n: number;
  readonly method: 'Wilson' | 'bootstrap over questions';
}

/** With fewer the bootstrap covers less than it says. */
const FEWEST_CLUSTERS = 10;

type Measured = Endpoint | 'coverage';

/**
 * The mean over questions, each of which counts once. With one answer a question Wilson's interval; with several the
 * bootstrap over whole questions. Undefined where no question counts.
 */
export function rateOf(prompts: readonly Prompt[], endpoint: Measured, random: Draws): Rate | undefined {
  const values = prompts.flatMap((prompt) => prompt[endpoint] ?? []);
  if (values.length === 0) return undefined;
  const sum = values.reduce((total, value) => total + value, 0);
  const repeated = prompts.some(({ answers }) => answers > 1) && values.length >= FEWEST_CLUSTERS;
  const drawn = repeated ? resampled(values, random) : undefined;
  return drawn ?? { ...wilsonOf(sum, values.length), n: values.length, method: 'Wilson' };
}

function resampled(values: readonly number[], random: Draws): Rate | undefined {
  try {
    const mean = (rows: readonly number[]): number => rows.reduce((total, value) => total + value, 0) / rows.length;
    return { ...bootstrap(values, mean, random), n: values.length, method: 'bootstrap over questions' };
  } catch (error) {
    // Where all questions agree it knows no uncertainty.
    if (error instanceof SampleError) return undefined;
    throw error;
  }
}

/**
 * Wilson's interval where parts of answers count, between those of the whole numbers about the sum: what lies between 0
 * and 1 varies no more than what is one of the two, so it is no narrower than it should be.
 */
function wilsonOf(sum: number, n: number): Interval {
  const below = Math.min(n, Math.floor(sum));
  const [lower, upper] = [wilson(below, n), wilson(Math.min(n, below + 1), n)];
  const part = sum - below;
  const between = (from: number, to: number): number => from + part * (to - from);
  return {
    estimate: sum / n,
    low: between(lower.low, upper.low),
    high: between(lower.high, upper.high),
    level: lower.level,
  };
}
