/**
 * `npm run bench:engine`: `assay study run` as a process with its start-up, against endpoints on loopback in another
 * process that answer 50 ms after they were asked. Each figure beside its target. Takes six
 * minutes or so, most of them for 100,000 trials; `--only work|kills|hosts|long` runs one part.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { assay, script } from '../speed/measure.ts';
import { type Kept, kept } from './kept.ts';
import { Served } from './served.ts';
import { writeStudy } from './study.ts';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const { values } = parseArgs({ options: { only: { type: 'string' } } });
const DELAY = 50;
const CONCURRENCY = 32;
const PROMPTS = 2_000;
const MANY = 100_000;
const folder = mkdtempSync(join(tmpdir(), 'assay-engine-bench-'));
let missed = 0;

function line(what: string, figure: number, unit: string, target: number, peer = ''): void {
  const met = figure <= target;
  if (!met) missed++;
  const shown = Number.isInteger(figure) ? String(figure) : figure.toFixed(2);
  process.stdout.write(
    `${met ? 'met   ' : 'MISSED'}  ${what.padEnd(60)} ${shown.padStart(8)} ${unit.padEnd(3)} target ${String(target).padStart(5)} ${unit.padEnd(3)} ${peer}\n`,
  );
}

const note = (text: string): void => void process.stdout.write(`        ${text}\n`);

/** @param models of each endpoint, in order */
function command(study: string, out: string, endpoints: readonly string[], concurrency: number): string[] {
  const models = endpoints.flatMap((endpoint, index) => ['--endpoint', endpoint, '--model', `m${index}`]);
  const where = ['-o', out, '--quiet', '--output', join(folder, 'result.txt')];
  return ['study', 'run', study, ...models, '--concurrency', String(concurrency), ...where];
}

/** What a summary that is right says, held against the rows on disk; the number of rows for which it does not hold. */
function wrong({ planned, items, doubled, torn, outcomes, lostOrDoubled, summary }: Kept, asked: number): number {
  const stored = { unjudged: 0, errored: 0, skipped: 0, judged: 0, ...outcomes };
  const sum = stored.judged + stored.unjudged + stored.errored + stored.skipped;
  const differences = [
    ...(['judged', 'unjudged', 'errored', 'skipped'] as const).map((state) => summary[state] - stored[state]),
    planned - asked,
    summary.planned - asked,
    sum - asked,
    items - asked,
  ];
  return differences.reduce((total, one) => total + Math.abs(one), doubled + torn + lostOrDoubled);
}

/** What the machine allows just now: as many hands that ask and throw away what they get. */
const BARE = `const [endpoint, prompts, hands] = process.argv.slice(1);
let left = Number(prompts);
const body = JSON.stringify({ model: 'm', stream: true, messages: [{ role: 'user', content: 'x' }] });
const hand = async () => { while (left-- > 0) await (await fetch(endpoint + '/chat/completions', { method: 'POST', body })).text(); };
await Promise.all(Array.from({ length: Number(hands) }, hand));`;

async function work(): Promise<void> {
  const served = await Served.start(DELAY);
  const study = join(folder, 'work', 'study.yaml');
  const ids = writeStudy(study, PROMPTS);
  const out = join(folder, 'work', 'out');
  const args = command(study, out, served.endpoints, CONCURRENCY);
  const cold = await assay([...args, '--fresh'], 3);
  const ideal = ((PROMPTS / CONCURRENCY) * DELAY) / 1000;
  line('2,000 prompts: CPU', cold.cpu, 's', 5, 'promptfoo: 28 s');
  line('2,000 prompts: memory', cold.rss, 'MB', 150, 'promptfoo: 345 MB');
  line(`2,000 prompts: wall over the ideal ${ideal.toFixed(2)} s`, cold.wall / ideal, 'x', 1.5);
  line('2,000 prompts: rows that are lost, doubled or miscounted', wrong(await kept(out, ids), PROMPTS), '', 0);
  served.forget();
  const warm = await assay(args, 3);
  line('the same again, all of it in the journal: CPU', warm.cpu, 's', 1, 'promptfoo: 19 s');
  line('the same again: requests', (await served.seen())[0]?.requests ?? Number.NaN, '', 0);
  const bare = await script(BARE, [served.endpoints[0] ?? '', String(PROMPTS), String(CONCURRENCY)], 1);
  note(`a bare loop of fetch against the same server: ${bare.wall.toFixed(2)} s wall, ${bare.cpu.toFixed(2)} s CPU`);
  note(`cold ${cold.wall.toFixed(2)} s wall; warm ${warm.wall.toFixed(2)} s wall, ${warm.rss.toFixed(0)} MB`);
  await served.close();
}

async function long(): Promise<void> {
  const served = await Served.start(DELAY);
  const study = join(folder, 'long', 'study.yaml');
  const ids = writeStudy(study, MANY);
  const out = join(folder, 'long', 'out');
  const args = command(study, out, served.endpoints, 4 * CONCURRENCY);
  const cold = await assay(args, 1);
  line('100,000 trials: memory', cold.rss, 'MB', 300);
  line('100,000 trials: rows that are lost, doubled or miscounted', wrong(await kept(out, ids), MANY), '', 0);
  const warm = await assay(args, 1);
  line('100,000 trials again, all of it in the journal: memory', warm.rss, 'MB', 300);
  note(
    `cold ${cold.wall.toFixed(0)} s wall, ${cold.cpu.toFixed(0)} s CPU; again ${warm.wall.toFixed(1)} s wall, ${warm.cpu.toFixed(1)} s CPU`,
  );
  await served.close();
}

async function kills(): Promise<void> {
  const served = await Served.start(DELAY);
  const study = join(folder, 'kills', 'study.yaml');
  const ids = writeStudy(study, PROMPTS);
  for (const round of [1, 2, 3]) {
    served.forget();
    const out = join(folder, 'kills', `out-${round}`);
    const args = command(study, out, served.endpoints, CONCURRENCY);
    const reached = served.reached(0.3 * PROMPTS);
    const child = spawn(process.execPath, [MAIN, ...args], { stdio: 'ignore' });
    const ended = over(child);
    await reached;
    child.kill('SIGKILL');
    await ended;
    await assay(args, 1);
    const left = await kept(out, ids);
    line(
      `kill ${round} at 30 %, then again: rows lost, doubled or miscounted`,
      wrong(left, PROMPTS),
      '',
      0,
      'promptfoo: wrong 3 of 3',
    );
    line(`kill ${round}: calls that were paid twice`, (await served.seen())[0]?.again ?? Number.NaN, '', CONCURRENCY);
  }
  await served.close();
}

/** Four endpoints, of which two take less than they are given: what they turn away must not slow the others. */
async function hosts(): Promise<void> {
  const capacities = [0, 0, 12, 3];
  const served = await Served.start(DELAY, capacities);
  const study = join(folder, 'hosts', 'study.yaml');
  const questions = 400;
  writeStudy(study, questions);
  const out = join(folder, 'hosts', 'out');
  const usage = await assay(command(study, out, served.endpoints, CONCURRENCY), 1);
  const seen = await served.seen();
  for (const [index, { most, requests, busy, again }] of seen.entries()) {
    const capacity = capacities[index] ?? 0;
    const bound = capacity === 0 ? CONCURRENCY : capacity;
    line(`four endpoints, number ${index + 1}: in flight at one time`, most, '', bound);
    line(`four endpoints, number ${index + 1}: places that were never used`, bound - most, '', 0);
    note(`${requests} requests, ${busy} turned away, ${again} paid twice`);
  }
  note(`${usage.wall.toFixed(2)} s wall, ${usage.cpu.toFixed(2)} s CPU, ${usage.rss.toFixed(0)} MB`);
  await served.close();
}

const over = (child: ChildProcess): Promise<void> => new Promise((done) => void child.once('exit', () => done()));

const PARTS = { work, kills, hosts, long };
try {
  for (const [name, part] of Object.entries(PARTS)) if (values.only === undefined || values.only === name) await part();
} finally {
  rmSync(folder, { recursive: true });
}
process.exitCode = missed > 0 ? 1 : 0;
