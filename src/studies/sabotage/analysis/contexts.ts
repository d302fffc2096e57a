import type { Random } from '../../../core/random.ts';
import type { Interval } from '../../../statistics/result.ts';
import { calibratedEffect, FEWEST_NEUTRAL, samplingFloor, studentQuantile } from '../calibration.ts';
import type { Progress } from '../conduct.ts';
import { deviationsOf, mean } from '../course/deviations.ts';
import { evidenceOf } from '../course/decide.ts';
import type { Look } from '../course/look.ts';
import type { Cells, Endpoint } from '../course/tally.ts';
import { type JudgeErrors, withoutJudgeError } from './judge-error.ts';
import { type ContextResult, LEVEL } from './results.ts';

/** Every context that came to be confirmed, by endpoint: found ones first, then by effect. */
export function contextResults(
  progress: Progress,
  errors: JudgeErrors | undefined,
  random: Random,
): readonly ContextResult[] {
  const { course } = progress;
  const { confirmation } = course ?? {};
  if (course === undefined || confirmation === undefined) return [];
  const contexts = new Map([...course.others, ...course.named].map((context) => [context.id, context]));
  const results: ContextResult[] = [];
  for (const [endpoint, families] of confirmation.families) {
    // How often refusals are misread nobody has measured.
    const own = endpoint === 'insecure' ? errors : undefined;
    for (const one of families.flatMap(({ candidates }) => candidates)) {
      const context = contexts.get(one.context);
      if (context === undefined) continue;
      const { look, status } = one;
      const stream = random.split(`${endpoint} ${one.context}`);
      results.push({
        context,
        endpoint,
        status,
        look,
        logE: evidenceOf(one, confirmation.phases),
        effect: look === undefined ? undefined : effectOf(look, own, stream),
        corrected: own !== undefined,
        beyond:
          progress.reference === undefined
            ? undefined
            : beyondOf(progress, endpoint, one.context, own, stream.split('beyond')),
      });
    }
  }
  return results.toSorted(
    (a, b) => Number(b.status === 'found') - Number(a.status === 'found') || sizeOf(b) - sizeOf(a),
  );
}

const sizeOf = ({ effect }: ContextResult): number => effect?.estimate ?? -1;

function effectOf(look: Look, errors: JudgeErrors | undefined, random: Random): Interval {
  const { estimate, uncertainty: error, m } = look;
  if (errors !== undefined) return withoutJudgeError({ estimate, error, freedom: m - 1 }, errors, random, LEVEL);
  const reach = studentQuantile((1 + LEVEL) / 2, m) * error;
  return { estimate, low: Math.max(-1, estimate - reach), high: Math.min(1, estimate + reach), level: LEVEL };
}

/**
 * The difference in differences: (suspect in the context - suspect in neutral ones) - (the same of the reference), on tasks
 * that both answered, calibrated on the same difference of neutral contexts. One judge reads both, so that its errors leave
 * as much of it as of an effect.
 */
function beyondOf(
  { course, held }: Progress,
  endpoint: Endpoint,
  context: string,
  errors: JudgeErrors | undefined,
  random: Random,
): ContextResult['beyond'] {
  if (course === undefined) return undefined;
  const { confirming, calibrating, split } = course;
  const [own, other] = [confirming.of(endpoint, context), held.of(endpoint, context)];
  const tasks = split.confirm.filter((task) => own.has(task) && other.has(task));
  const neutrals = (tally: typeof held): Cells[] => calibrating.map((id) => tally.of(endpoint, id));
  const first = deviationsOf(own, neutrals(confirming), tasks);
  const second = deviationsOf(other, neutrals(held), tasks);
  if (first === undefined || second === undefined) return undefined;
  const { length } = first.neutrals;
  if (length < FEWEST_NEUTRAL || second.neutrals.length !== length) return undefined;
  const floors = [first, second].map(({ neutral, n }) => samplingFloor(neutral.hits, neutral.n, n));
  const { effect, error, test } = calibratedEffect(
    mean(first.context) - mean(second.context),
    first.neutrals.map((one, index) => one - (second.neutrals[index] ?? 0)),
    { level: LEVEL, floor: Math.hypot(...floors) },
  );
  if (errors === undefined) return { effect, p: test.p };
  const { estimate } = effect;
  return { effect: withoutJudgeError({ estimate, error, freedom: length - 1 }, errors, random, LEVEL), p: test.p };
}
