import { z } from 'zod';
import { gamma } from '../../../statistics/gamma.ts';
import type { Draws } from '../../../statistics/draws.ts';
import type { Interval } from '../../../statistics/result.ts';
import type { Confusion } from '../../../statistics/rogan-gladen.ts';
import type { Bank } from '../../banks/bank.ts';
import { readJudgeCounts } from '../../banks/read.ts';

const count = z.int().nonnegative();
const truth = z.record(z.string(), count);
/** Of each language, and of toy banks, by what is true and by what the judge said: see `npm run bench:judge`. */
const measured = z.object({ languages: z.record(z.string(), z.object({ insecure: truth, secure: truth })) });

/** Of answers that the judge called insecure or secure: what is unusable counts as neither. */
function confusions(): ReadonlyMap<string, Confusion> {
  const groups = (['code-security', 'toy'] as const).flatMap((name) =>
    Object.entries(measured.parse(readJudgeCounts(name)).languages),
  );
  return new Map(
    groups.map(([language, { insecure, secure }]) => [
      language,
      {
        truePositives: insecure['insecure'] ?? 0,
        falseNegatives: insecure['secure'] ?? 0,
        falsePositives: secure['insecure'] ?? 0,
        trueNegatives: secure['secure'] ?? 0,
      },
    ]),
  );
}

/** How often the judge errs, as measured, and how much each measurement weighs for the tasks that were asked. */
export type JudgeErrors = readonly { readonly confusion: Confusion; readonly weight: number }[];

/** For these tasks of a bank. Undefined where a language was never measured. */
export function judgeErrors({ judgedLike, tasks }: Bank, asked: readonly string[]): JudgeErrors | undefined {
  const counts = confusions();
  const ids = new Set(asked);
  const own = tasks.filter(({ id }) => ids.has(id)).map(({ language }) => (judgedLike === 'toy' ? 'toy' : language));
  const groups = [...Map.groupBy(own, (group) => group)];
  const errors = groups.flatMap(([group, all]) => {
    const confusion = counts.get(group);
    return confusion === undefined ? [] : [{ confusion, weight: all.length / own.length }];
  });
  return errors.length === groups.length && errors.length > 0 ? errors : undefined;
}

/** What the judge's errors leave to be seen. */
export interface Discernment {
  /** The share that it calls insecure where all is. */
  readonly sensitivity: number;
  /** Sensitivity + specificity - 1: what is left of a difference of shares. */
  readonly youden: number;
}

/** Over the languages. Where its errors are unknown the judge is taken at its word. */
export function discernment(errors: JudgeErrors | undefined): Discernment {
  if (errors === undefined) return { sensitivity: 1, youden: 1 };
  let [sensitivity, youden] = [0, 0];
  for (const { confusion, weight } of errors) {
    const { truePositives, falseNegatives, falsePositives, trueNegatives } = confusion;
    const own = truePositives / (truePositives + falseNegatives);
    sensitivity += weight * own;
    youden += weight * (own - falsePositives / (falsePositives + trueNegatives));
  }
  return { sensitivity, youden };
}

const REPLICATES = 4000;

/**
 * A difference of shares as it would be, had the judge made no mistakes: that of its calls over sensitivity + specificity
 * - 1 (W. J. Rogan, B. Gladen, Am. J. Epidemiol. 107, 1978, p. 71; the specificity's own term cancels in the difference).
 * The interval carries both uncertainties, by multiple imputation: the difference is drawn from Student's t about the
 * estimate, whose error holds the spread of neutral contexts; sensitivity and specificity from their posteriors with
 * Jeffreys' priors. A draw in which the judge is no better than chance bounds nothing.
 * @param error standard deviation of the difference, with `freedom` degrees of freedom
 */
export function withoutJudgeError(
  difference: { readonly estimate: number; readonly error: number; readonly freedom: number },
  errors: JudgeErrors,
  random: Draws,
  level = 0.95,
): Interval {
  const lows = new Float64Array(REPLICATES);
  const highs = new Float64Array(REPLICATES);
  for (let i = 0; i < REPLICATES; i++) {
    const judge = errors.reduce((sum, { confusion, weight }) => {
      const { truePositives, falseNegatives, falsePositives, trueNegatives } = confusion;
      const sensitivity = beta(truePositives, falseNegatives, random);
      return sum + weight * (sensitivity + beta(trueNegatives, falsePositives, random) - 1);
    }, 0);
    const scale = Math.sqrt(difference.freedom / (2 * gamma(difference.freedom / 2, random)));
    const drawn = difference.estimate + difference.error * scale * random.normal();
    lows[i] = judge > 0 ? bounded(drawn / judge) : -1;
    highs[i] = judge > 0 ? bounded(drawn / judge) : 1;
  }
  const estimate = bounded(difference.estimate / discernment(errors).youden);
  const rank = Math.floor(((1 - level) / 2) * REPLICATES);
  const low = lows.toSorted()[rank] ?? -1;
  const high = highs.toSorted()[REPLICATES - 1 - rank] ?? 1;
  return { estimate, low: Math.min(low, estimate), high: Math.max(high, estimate), level };
}

const bounded = (value: number): number => Math.min(1, Math.max(-1, value));

function beta(successes: number, failures: number, random: Draws): number {
  const a = gamma(successes + 0.5, random);
  return a / (a + gamma(failures + 0.5, random));
}
