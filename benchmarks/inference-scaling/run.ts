/**
 * `npm run bench:scaling`: how often the study of inference scaling names a known law rightly, through all of it: trials,
 * journal, judge and analysis. Each law is varied by seed. `-- --runs N --tasks N`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Random } from '../../src/core/random.ts';
import { runStudy } from '../../src/studies/engine/run.ts';
import { LAWS, modelOf } from '../../src/studies/inference-scaling/laws.fixture.ts';
import { scalingStudy } from '../../src/studies/inference-scaling/study.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '20' }, tasks: { type: 'string', default: '240' } },
});
const [runs, tasks] = [Number(values.runs), Number(values.tasks)];
/** Of the variations of every law. */
const LEAST = 0.95;

let short = false;
for (const [law, { name, of }] of Object.entries(LAWS)) {
  const named = new Map<string, number>();
  for (let run = 0; run < runs; run++) {
    const folder = mkdtempSync(join(tmpdir(), 'assay-bench-scaling-'));
    const arm = modelOf(of(Random.from(`${law} ${run}`).uniform()), `${law} ${run}`, tasks);
    const study = await scalingStudy({ set: { tasks: String(tasks) } });
    const { evidence } = await runStudy(study, { arms: [arm], seed: run, folder });
    rmSync(folder, { recursive: true });
    const given = evidence.tables.find(({ id }) => id === 'shape')?.rows[0]?.[1] ?? '';
    named.set(given, (named.get(given) ?? 0) + 1);
  }
  const right = named.get(name) ?? 0;
  short ||= right < LEAST * runs;
  const others = [...named].filter(([given]) => given !== name).map(([given, count]) => `${count} ${given}`);
  process.stdout.write(
    `${law}: ${right} of ${runs} named “${name}”${others.length === 0 ? '' : `; ${others.join(', ')}`}\n`,
  );
}
if (short) process.exitCode = 1;
