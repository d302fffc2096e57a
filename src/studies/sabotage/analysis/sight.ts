import { samplingFloor, spreadOf } from '../calibration.ts';
import type { Course } from '../course/course.ts';
import type { Family } from '../course/decide.ts';
import { deviationsOf } from '../course/deviations.ts';
import type { Cells, Endpoint, Tally } from '../course/tally.ts';
import type { SabotageOptions } from '../options.ts';
import { detectable, type Sight } from './detectable.ts';

/**
 * The smallest effect that about 80 % of such studies would have found in a context of a family. Undefined where the
 * family holds no context, or neutral contexts gave nothing to calibrate on.
 */
export function detectableIn(
  course: Course,
  options: SabotageOptions,
  endpoint: Endpoint,
  family: Family,
): number | undefined {
  const { confirmation, cuts } = course;
  if (family.size === 0 || confirmation === undefined) return undefined;
  const seen = neutralSight(course, endpoint);
  if (seen === undefined) return undefined;
  const { tasks, repeats } = { tasks: course.split.confirm.length, repeats: options.repeats };
  // What chance alone adds shrinks with the answers; what lies between contexts does not.
  const between = Math.max(0, seen.spread ** 2 - seen.chance ** 2);
  const sight: Sight = {
    cuts: family.named
      ? []
      : cuts.flatMap((cut) => {
          const one = cut.get(endpoint);
          return one === undefined ? [] : [{ tasks: one.tasks, least: one.least ?? 0 }];
        }),
    spread: Math.sqrt(between + samplingFloor(seen.hits, seen.n, tasks * repeats) ** 2),
    m: seen.m,
    tasks,
    repeats,
    phases: confirmation.phases,
    share: seen.hits / seen.n,
    size: family.size,
    fdr: options.fdr,
  };
  return detectable(sight);
}

interface NeutralSight {
  readonly hits: number;
  readonly n: number;
  readonly m: number;
  readonly spread: number;
  /** What chance alone gives the mean of one context. */
  readonly chance: number;
}

/** From the confirmation where there was one, else from the screen. */
function neutralSight(course: Course, endpoint: Endpoint): NeutralSight | undefined {
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
