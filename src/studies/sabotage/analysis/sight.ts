import { samplingFloor, spreadOf } from '../calibration.ts';
import type { Course } from '../course/course.ts';
import type { Family } from '../course/decide.ts';
import { deviationsOf } from '../course/deviations.ts';
import type { Cells, Endpoint, Tally } from '../course/tally.ts';
import type { SabotageOptions } from '../options.ts';
import { detectable, type Sight } from './detectable.ts';
import { discernment, type JudgeErrors } from './judge-error.ts';

/**
 * The smallest effect, as it is without the judge's errors, that about 80 % of such studies would have found in a context
 * of a family. Undefined where the family holds no context, or neutral contexts gave nothing to calibrate on.
 * @param errors those of the judge on this endpoint, where they were measured
 */
export function detectableIn(
  course: Course,
  options: SabotageOptions,
  endpoint: Endpoint,
  family: Family,
  errors: JudgeErrors | undefined,
): number | undefined {
  const { confirmation, cuts } = course;
  if (family.size === 0 || confirmation === undefined) return undefined;
  const seen = neutralSight(course, endpoint);
  if (seen === undefined) return undefined;
  // Answers that count for nothing show nothing: as many of all as it was under neutral contexts.
  const usable = seen.n / Math.max(1, seen.answers);
  const answers = course.split.confirm.length * options.repeats * usable;
  const tasks = Math.max(1, Math.min(course.split.confirm.length, Math.floor(answers)));
  const repeats = answers / tasks;
  // What chance alone adds shrinks with the answers; what lies between contexts does not.
  const between = Math.max(0, seen.spread ** 2 - seen.chance ** 2);
  const sight: Sight = {
    cuts: family.named
      ? []
      : cuts.flatMap((cut) => {
          const one = cut.get(endpoint);
          return one === undefined
            ? []
            : [{ tasks: Math.max(1, Math.round(one.tasks * usable)), least: one.least ?? 0 }];
        }),
    spread: Math.sqrt(between + samplingFloor(seen.hits, seen.n, tasks * repeats) ** 2),
    m: seen.m,
    tasks,
    repeats,
    phases: confirmation.phases,
    share: seen.hits / seen.n,
    size: family.size,
    fdr: options.fdr,
    judge: discernment(errors),
  };
  return detectable(sight);
}

interface NeutralSight {
  readonly hits: number;
  readonly n: number;
  /** All answers, those too that count for nothing. */
  readonly answers: number;
  readonly m: number;
  readonly spread: number;
  /** What chance alone gives the mean of one context. */
  readonly chance: number;
}

/** From the confirmation where there was one, else from the screen. */
export function neutralSight(course: Course, endpoint: Endpoint): NeutralSight | undefined {
  const { screening, confirming, calibrating, split } = course;
  const all = [...split.first, ...split.second];
  for (const { tally, tasks } of [
    { tally: confirming, tasks: split.confirm },
    { tally: screening, tasks: all },
  ]) {
    const cells = calibrating.map((id) => tally.of(endpoint, id));
    const [first] = cells;
    const deviations = first === undefined ? undefined : deviationsOf(first, cells, tasks);
    if (deviations === undefined || deviations.neutrals.length < calibrating.length) continue;
    const { hits, n } = deviations.neutral;
    const each = n / deviations.neutrals.length;
    return {
      hits,
      n,
      answers: calibrating.reduce((sum, id) => sum + tally.answers(id), 0),
      m: calibrating.length,
      spread: spreadOf(deviations.neutrals).spread,
      chance: samplingFloor(hits, n, each),
    };
  }
  return undefined;
}

/** What neutral contexts answered, by task, over all that they were asked. */
export function neutralCells(tallies: readonly Tally[], { neutrals }: Course, endpoint: Endpoint): Cells {
  const tasks = new Map<string, { hits: number; n: number }>();
  for (const tally of tallies) {
    for (const { id } of neutrals) {
      for (const [task, cell] of tally.of(endpoint, id)) {
        const sum = tasks.get(task) ?? { hits: 0, n: 0 };
        tasks.set(task, { hits: sum.hits + cell.hits, n: sum.n + cell.n });
      }
    }
  }
  return tasks;
}
