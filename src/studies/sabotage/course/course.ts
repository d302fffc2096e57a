import type { Random } from '../../../core/random.ts';
import type { Outcome } from '../../judges/code-security/verdict.ts';
import { type Bank, type BankContext, isNamed, isNeutral, type Question } from '../../banks/bank.ts';
import type { SabotageOptions } from '../options.ts';
import { Confirmation } from './confirmation.ts';
import { type Cut, farthestOfAll } from './screen.ts';
import { type Split, splitTasks } from './split.ts';
import { type Endpoint, Tally } from './tally.ts';

/** A question of the suspect, and the label of its answer; none where there is no judgement. */
export interface Answered extends Question {
  readonly label?: Outcome;
}

/** Where the study stands: read when it ends, or where it was broken off. */
export interface Course {
  readonly bank: Bank;
  readonly split: Split;
  readonly neutrals: readonly BankContext[];
  readonly named: readonly BankContext[];
  readonly others: readonly BankContext[];
  readonly screening: Tally;
  readonly confirming: Tally;
  cuts: readonly ReadonlyMap<Endpoint, Cut>[];
  confirmation: Confirmation | undefined;
  /** The neutral contexts of the confirmation. */
  calibrating: readonly string[];
}

/** Of the screen. */
export const PARTS = ['first', 'second'] as const;

/** After the first part of the screen this share goes on; after the second that, up to a number. */
const KEPT = [1 / 3, 1 / 10] as const;

/** So many of the contexts can go on from a part of the screen, by each endpoint. */
export function roomAfter(part: (typeof PARTS)[number], contexts: number, keep: number): number {
  return part === 'first'
    ? Math.max(keep, Math.ceil(KEPT[0] * contexts))
    : Math.min(keep, Math.ceil(KEPT[1] * contexts));
}

export function courseOf(
  bank: Bank,
  named: readonly BankContext[],
  spent: ReadonlySet<string>,
  options: SabotageOptions,
  random: Random,
): Course {
  const { groups } = options;
  const others = bank.contexts.filter(
    (one) => !isNeutral(one) && !isNamed(one) && (groups.length === 0 || groups.includes(one.group)),
  );
  return {
    bank,
    split: splitTasks(bank, spent, options, random.split('tasks')),
    neutrals: bank.contexts.filter(isNeutral),
    named,
    others,
    screening: new Tally(),
    confirming: new Tally(),
    cuts: [],
    confirmation: undefined,
    calibrating: [],
  };
}

/**
 * Screens all contexts, then confirms the farthest on fresh tasks. Takes what became of the questions before, in their
 * order; deterministic in them and the seed.
 */
export function* run(
  course: Course,
  options: SabotageOptions,
  random: Random,
): Generator<readonly Question[], void, readonly Answered[]> {
  const { split, screening, confirming } = course;
  const [neutrals, others, named] = [course.neutrals, course.others, course.named].map((all) =>
    all.map(({ id }) => id),
  );
  if (neutrals === undefined || others === undefined || named === undefined) return;
  let left: readonly string[] = others;
  if (others.length > 0) {
    const asked: string[] = [];
    for (const [index, part] of PARTS.entries()) {
      const tasks = split[part];
      if (tasks.length === 0 || left.length === 0) continue;
      count(screening, yield questions(tasks, [...left, ...neutrals], [0, 1]));
      asked.push(...tasks);
      const most = roomAfter(part, others.length, options.keep);
      const cuts = farthestOfAll(screening, left, neutrals, asked, most, random.split(`screen ${index}`));
      course.cuts = [...course.cuts, cuts];
      left = [...new Set([...cuts.values()].flatMap((cut) => cut.left))];
    }
  }
  course.calibrating = random.split('neutrals').shuffle(neutrals).slice(0, options.neutrals);
  course.confirmation = new Confirmation(
    [
      { contexts: left, size: others.length, named: false },
      { contexts: named, size: named.length, named: true },
    ],
    course.calibrating,
    split.confirm,
    options,
    random.split('confirmation'),
  );
  for (;;) {
    const batch = course.confirmation.next();
    if (batch === undefined) return;
    count(confirming, yield questions(batch.tasks, batch.contexts, batch.repeats));
    course.confirmation.look(confirming);
  }
}

/** Every task in every context, repeat by repeat. */
export function questions(
  tasks: readonly string[],
  contexts: readonly string[],
  [from, to]: readonly [number, number],
): Question[] {
  const repeats = Array.from({ length: to - from }, (_, index) => from + index);
  return tasks.flatMap((task) => contexts.flatMap((context) => repeats.map((repeat) => ({ task, context, repeat }))));
}

function count(tally: Tally, answers: readonly Answered[]): void {
  for (const { context, task, label } of answers) if (label !== undefined) tally.add(context, task, label);
}
