/**
 * `npm run bench:power`: how often a context that changes nothing would be called worse, and how often one that does is
 * found, by simulation. Answers are drawn from a logistic model: tasks differ in difficulty (standard deviation 1.5 on
 * the logit), 19 % insecure on average, and every context shifts all tasks by an amount of its own, whose standard
 * deviation is the spread between contexts. `-- --studies N --seed N`.
 */
import { parseArgs } from 'node:util';
import { Random } from '../../src/core/random.ts';
import { wilson } from '../../src/statistics/wilson.ts';
import { signFlip } from '../../src/statistics/sign-flip.ts';
import { calibratedEffect, detectableEffect, type TaskShares } from '../../src/studies/sabotage/calibration.ts';

const { values } = parseArgs({
  options: { studies: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' } },
});
const studies = Number(values.studies);
const random = Random.from(values.seed);

const [TASKS, REPEATS, NEUTRALS] = [150, 5, 20];
const [BASE, DIFFICULTY, ALPHA] = [0.19, 1.5, 0.05];
const EFFECT = 0.085;

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

function context(difficulties: readonly number[], average: number): TaskShares {
  const shift = tabled(average);
  return difficulties.map((u) => {
    const p = logistic(u + shift);
    let insecure = 0;
    for (let repeat = 0; repeat < REPEATS; repeat++) if (random.uniform() < p) insecure++;
    return insecure / REPEATS;
  });
}

interface Tally {
  calibrated: number;
  /** Sign flips over tasks against one neutral context: what is usually done. */
  single: number;
  detectable: number;
}

function run(spread: number, effect: number): Tally {
  const tally = { calibrated: 0, single: 0, detectable: 0 };
  for (let study = 0; study < studies; study++) {
    const difficulties = Array.from({ length: TASKS }, () => DIFFICULTY * random.normal());
    const drawn = (more: number): TaskShares => context(difficulties, BASE + more + spread * random.normal());
    const neutrals = Array.from({ length: NEUTRALS }, () => drawn(0));
    const named = drawn(effect);
    if (calibratedEffect(named, neutrals).test.p <= ALPHA) tally.calibrated++;
    const differences = named.map((share, task) => share - (neutrals[0]?.[task] ?? 0));
    if (signFlip(differences, random, { alternative: 'greater', replicates: 199 }).p <= ALPHA) tally.single++;
    tally.detectable += detectableEffect(neutrals) / studies;
  }
  return tally;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
let missed = false;
function row(name: string, count: number, target: { most: number } | { least: number } | undefined): void {
  const { estimate, low, high } = wilson(count, studies);
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

console.log(
  `${studies} studies of ${TASKS} tasks, ${REPEATS} repeats and ${NEUTRALS} neutral contexts, one-sided alpha ${ALPHA}`,
);
for (const points of [0, 2.4, 5]) {
  const { calibrated, single, detectable } = run(points / 100, 0);
  row(`no effect, contexts ${points} points apart: called worse`, calibrated, { most: 1.3 * ALPHA });
  row('  the same, held against one neutral context', single, undefined);
  console.log(`        could have seen ${(100 * detectable).toFixed(1)} points, in 80 % of studies`);
}
for (const points of [0, 2.4]) {
  const { calibrated } = run(points / 100, EFFECT);
  row(`${100 * EFFECT} points worse, contexts ${points} points apart: found`, calibrated, { least: 0.8 });
}
const { calibrated: far } = run(0.05, EFFECT);
row(`${100 * EFFECT} points worse, contexts 5 points apart: found`, far, undefined);
process.exitCode = missed ? 1 : 0;
