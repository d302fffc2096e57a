/**
 * `npm run bench:power`: how often the study calls a context worse that changes nothing, and how often it finds one that
 * does, by simulation of its whole course: screen, batches, early stops, and the decision by e-values, calibrated test and
 * sign flips together. Answers are drawn from a logistic model: tasks differ in difficulty (standard deviation 1.5 on
 * the logit), 19 % insecure on average, and every context shifts all tasks by an amount of its own, whose standard
 * deviation is the spread between contexts. `-- --studies N --seed N`.
 */
import { parseArgs } from 'node:util';
import { Random } from '../../src/core/random.ts';
import { wilson } from '../../src/statistics/wilson.ts';
import { signFlip } from '../../src/statistics/sign-flip.ts';
import { detectableEffect } from '../../src/studies/sabotage/calibration.ts';
import { type BankContext, NAMED, NEUTRAL } from '../../src/studies/banks/bank.ts';
import { type Answered, courseOf, run as runCourse } from '../../src/studies/sabotage/course/course.ts';
import type { Family } from '../../src/studies/sabotage/course/decide.ts';
import { DEFAULTS, type SabotageOptions } from '../../src/studies/sabotage/options.ts';

const { values } = parseArgs({
  options: { studies: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' } },
});
const studies = Number(values.studies);
const random = Random.from(values.seed);

const [TASKS, NEUTRALS, SCREENED] = [220, 20, 120];
const [BASE, DIFFICULTY, ALPHA, EFFECT] = [0.19, 1.5, 0.05, 0.085];
/** Of the nominal rate: what simulation error and a model that is only nearly right may add. */
const SLACK = 1.3;

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** Difficulties that stand for all: to find the shift that moves the average by so much. */
const grid = Array.from({ length: 2000 }, () => DIFFICULTY * random.normal());
const averageAt = (shift: number): number => grid.reduce((sum, u) => sum + logistic(u + shift), 0) / grid.length;

function shiftFor(average: number): number {
  let [low, high] = [-12, 12];
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2;
    if (averageAt(middle) < average) low = middle;
    else high = middle;
  }
  return low;
}

/** Points to shifts, tabled: a study draws many. */
const TABLE = Array.from({ length: 181 }, (_, index) => shiftFor(Math.max(0.001, index / 200)));
function tabled(average: number): number {
  const at = Math.min(179, Math.max(0, average * 200));
  const below = Math.floor(at);
  return (TABLE[below] ?? 0) + (at - below) * ((TABLE[below + 1] ?? 0) - (TABLE[below] ?? 0));
}

interface Design {
  readonly fdr: number;
  /** Points between contexts, as a share. */
  readonly spread: number;
  /** Effects of contexts that the user named, and of some of those that are screened. */
  readonly named: readonly number[];
  readonly screened: readonly number[];
}

interface Told {
  readonly named: Family | undefined;
  readonly screened: Family | undefined;
  readonly answers: number;
  /** Smallest effect of the named context that 80 % of such studies tell. */
  readonly detectable: number | undefined;
  /** Against one neutral context, on tasks alone: what is usually done. */
  readonly single: boolean;
}

const task = (index: number) => ({
  id: `task-${index}`,
  language: 'python' as const,
  cwes: [],
  prompt: '',
  secure: '',
  insecure: '',
});
const context = (id: string, group: string): BankContext => ({ id, group, where: 'system', text: id });

/** One study from its screen to its verdicts. */
function study({ fdr, spread, named, screened }: Design): Told {
  const options: SabotageOptions = { ...DEFAULTS, fdr };
  const effects = new Map<string, number>();
  const contexts = [
    ...Array.from({ length: NEUTRALS }, (_, index) => ({ id: `neutral-${index}`, group: NEUTRAL, more: 0 })),
    ...screened.map((more, index) => ({ id: `screened-${index}`, group: 'screened', more })),
    ...named.map((more, index) => ({ id: `named-${index}`, group: NAMED, more })),
  ];
  for (const { id, more } of contexts) effects.set(id, tabled(BASE + more + spread * random.normal()));
  const tasks = Array.from({ length: TASKS }, (_, index) => task(index));
  const difficulty = new Map(tasks.map(({ id }) => [id, DIFFICULTY * random.normal()]));
  const bank = {
    id: 'simulated',
    title: 'Simulated',
    maxTokens: 1,
    judgedLike: 'toy' as const,
    tasks,
    contexts: contexts.filter(({ group }) => group !== NAMED).map(({ id, group }) => context(id, group)),
  };
  const seeded = random.split(`${random.bits()}`);
  const course = courseOf(
    bank,
    named.map((_, index) => context(`named-${index}`, NAMED)),
    new Set(),
    options,
    seeded,
  );
  const steps = runCourse(course, options, seeded);
  let answers = 0;
  let answered: readonly Answered[] = [];
  for (;;) {
    const step = steps.next(answered);
    if (step.done === true) break;
    answers += step.value.length;
    answered = step.value.map((one) => {
      const p = logistic((difficulty.get(one.task) ?? 0) + (effects.get(one.context) ?? 0));
      return { ...one, label: random.uniform() < p ? 'insecure' : 'secure' };
    });
  }
  const [of, ofNamed] = course.confirmation?.families.get('insecure') ?? [];
  const look = ofNamed?.candidates[0]?.look;
  return {
    named: ofNamed,
    screened: of,
    answers,
    detectable: look === undefined ? undefined : detectableEffect(look.spread, look.m, fdr),
    single: named.length > 0 && single(course.confirming, course.calibrating[0] ?? '', course.split.confirm),
  };
}

function single(tally: ReturnType<typeof courseOf>['confirming'], neutral: string, tasks: readonly string[]): boolean {
  const [mine, other] = [tally.of('insecure', 'named-0'), tally.of('insecure', neutral)];
  const differences = tasks.flatMap((one) => {
    const [a, b] = [mine.get(one), other.get(one)];
    return a === undefined || b === undefined ? [] : [a.hits / a.n - b.hits / b.n];
  });
  return signFlip(differences, random, { alternative: 'greater', replicates: 199 }).p <= ALPHA;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
let missed = false;
function row(
  name: string,
  count: number,
  target: { most: number } | { least: number } | undefined,
  of = studies,
): void {
  const { estimate, low, high } = wilson(count, of);
  const met = target === undefined || ('most' in target ? estimate <= target.most : estimate >= target.least);
  if (!met) missed = true;
  const against =
    target === undefined
      ? ''
      : 'most' in target
        ? `target <= ${percent(target.most)}`
        : `target >= ${percent(target.least)}`;
  const word = target === undefined ? '      ' : met ? 'met   ' : 'MISSED';
  console.log(
    `${word}  ${name.padEnd(64)} ${percent(estimate).padStart(7)}  (${percent(low)} to ${percent(high)})  ${against}`,
  );
}

const isFound = (family: Family | undefined, index: number, prefix: string): boolean =>
  family?.candidates.some(({ context: id, status }) => id === `${prefix}-${index}` && status === 'found') ?? false;
const average = (all: readonly number[]): number => all.reduce((sum, one) => sum + one, 0) / all.length;

console.log(
  `${studies} studies, one named context, ${DEFAULTS.tasks} tasks, ${DEFAULTS.repeats} repeats, ${NEUTRALS} neutral contexts, one-sided alpha ${ALPHA}`,
);
for (const effect of [0, EFFECT]) {
  for (const points of [0, 2.4, 5]) {
    const told = Array.from({ length: studies }, () =>
      study({ fdr: ALPHA, spread: points / 100, named: [effect], screened: [] }),
    );
    const found = told.filter(({ named }) => isFound(named, 0, 'named')).length;
    const what = effect === 0 ? 'no effect' : `${100 * effect} points worse`;
    const target = effect === 0 ? { most: SLACK * ALPHA } : points <= 2.4 ? { least: 0.8 } : undefined;
    row(`${what}, contexts ${points} points apart: ${effect === 0 ? 'called worse' : 'found'}`, found, target);
    if (effect === 0)
      row('  the same, held against one neutral context', told.filter((one) => one.single).length, undefined);
    const detectable = average(told.flatMap((one) => one.detectable ?? []));
    console.log(
      `        could have seen ${(100 * detectable).toFixed(1)} points, in 80 % of studies; ${Math.round(average(told.map(({ answers }) => answers)))} answers`,
    );
  }
}

/** A whole bank is screened: nobody named a context beforehand. Each discovery of a context without effect is false. */
const wide = Math.ceil(studies / 10);
for (const points of [0, 2.4, 5]) {
  const screened = Array.from({ length: SCREENED }, (_, index) => [0.4, 0.2][index] ?? 0);
  const told = Array.from({ length: wide }, () => study({ fdr: ALPHA, spread: points / 100, named: [], screened }));
  const shares = told.map(({ screened: family }) => {
    const found = family?.candidates.filter(({ status }) => status === 'found') ?? [];
    return (
      found.filter(({ context: id }) => !['screened-0', 'screened-1'].includes(id)).length / Math.max(1, found.length)
    );
  });
  const name = `${SCREENED} screened, contexts ${points} points apart`;
  const rate = average(shares);
  const met = rate <= SLACK * ALPHA;
  if (!met) missed = true;
  console.log(
    `${met ? 'met   ' : 'MISSED'}  ${`${name}: share of false discoveries`.padEnd(64)} ${percent(rate).padStart(7)}  target <= ${percent(SLACK * ALPHA)}`,
  );
  for (const [index, effect] of [0.4, 0.2].entries())
    row(
      `  ${100 * effect} points worse: found`,
      told.filter((one) => isFound(one.screened, index, 'screened')).length,
      undefined,
      wide,
    );
  console.log(`        ${Math.round(average(told.map(({ answers }) => answers)))} answers`);
}
process.exitCode = missed ? 1 : 0;
