/**
 * `npm run bench:claims`: how long uncertainty takes: 100,000 draws of what a GPT-4-level run would cost, its quantiles, and
 * which input decides. Each is the median of several runs, after one to warm up: seconds by the clock and of the processor.
 * `-- --draws N --runs N`.
 */
import { parseArgs } from 'node:util';
import { gpt4LevelRun } from '../../src/claims/gpt4-level.fixture.ts';
import { equivalentRunModel } from '../../src/claims/models/equivalent-run/model.ts';
import { oneAtATime, rankSensitivity } from '../../src/claims/uncertainty/sensitivity.ts';
import { quantileOf, simulate } from '../../src/claims/uncertainty/simulate.ts';

const { values } = parseArgs({
  options: { draws: { type: 'string', default: '100000' }, runs: { type: 'string', default: '7' } },
});
const [draws, runs] = [Number(values.draws), Number(values.runs)];

function timed<T>(name: string, work: () => T): T {
  const result = work();
  const times = Array.from({ length: runs }, () => {
    const [wall, before] = [performance.now(), process.cpuUsage()];
    work();
    const { user, system } = process.cpuUsage(before);
    return { wall: (performance.now() - wall) / 1e3, cpu: (user + system) / 1e6 };
  });
  const median = (of: readonly number[]): string => (of.toSorted((a, b) => a - b)[runs >> 1] ?? Number.NaN).toFixed(3);
  const [wall, cpu] = [median(times.map((time) => time.wall)), median(times.map((time) => time.cpu))];
  console.log(`${name.padEnd(28)} ${wall} s by the clock, ${cpu} s of the processor`);
  return result;
}

const given = gpt4LevelRun('alg.halving');
console.log(`${draws.toLocaleString('en-US')} draws, median of ${runs} runs`);
const drawn = timed('draws and order', () => simulate(equivalentRunModel, given, { draws }));
const decided = timed('rank correlations', () => rankSensitivity(drawn));
timed('one at a time', () => oneAtATime(equivalentRunModel, given));
const millions = [0.05, 0.25, 0.5, 0.75, 0.95].map((p) => (quantileOf(drawn, p) / 1e6).toFixed(2));
console.log(`5, 25, 50, 75, 95 %: ${millions.join(', ')} million dollars`);
console.log(`share of rank variance: ${decided.map(({ input, share }) => `${input} ${share.toFixed(2)}`).join(', ')}`);
