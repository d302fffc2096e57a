/**
 * `npm run fuzz -- [--cases N] [--seed N] [--format ID]`: mutated files through every reader and rule.
 * Target for each reader: 100,000 cases without a crash, a case over 1 s, or memory over 300 MB.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Coverage } from './coverage.ts';
import { fuzz, fuzzable } from './fuzz.ts';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    format: { type: 'string' },
    /** Set by this file itself: the process is one that runs one reader. */
    alone: { type: 'boolean', default: false },
  },
});

/**
 * Room for young objects in megabytes, three times over. Left to itself V8 takes ever more of a machine's free memory for
 * what it has not yet collected, and that would be measured in place of what readers hold.
 */
const YOUNG_MB = 8;

if (values.alone) await one(values.format ?? '');
else everyOne();

function everyOne(): void {
  process.stdout.write('reader            cases     slowest   memory   code reached   failures\n');
  let failed = false;
  // A process for each: what one reader leaves in memory is not counted for the next.
  for (const format of values.format === undefined ? fuzzable() : [values.format]) failed = !alone(format) || failed;
  process.stdout.write('targets              100000    <= 1000 ms  <= 300 MB                      0\n');
  process.exitCode = failed ? 1 : 0;
}

/** Runs this file for one reader. True where all targets are met. */
function alone(format: string): boolean {
  const { cases, seed } = values;
  const { status } = spawnSync(
    process.execPath,
    [
      `--max-semi-space-size=${YOUNG_MB}`,
      fileURLToPath(import.meta.url),
      '--alone',
      `--cases=${cases}`,
      `--seed=${seed}`,
      `--format=${format}`,
    ],
    { stdio: 'inherit' },
  );
  if (status !== 0 && status !== 1) process.stdout.write(`${format}: the process ended with ${status}\n`);
  return status === 0;
}

async function one(format: string): Promise<void> {
  const coverage = new Coverage();
  await coverage.start();
  const outcome = await fuzz(format, Number(values.cases), Number(values.seed));
  const { percent, missed } = await coverage.of(`/src/formats/${format}/`);
  const numbers = [
    format.padEnd(16),
    String(outcome.cases).padStart(8),
    `${outcome.slowestMs.toFixed(0)} ms`.padStart(10),
    `${outcome.peakMb.toFixed(0)} MB`.padStart(8),
    `${percent.toFixed(1)} %`.padStart(13),
    String(outcome.failures.length).padStart(10),
  ];
  process.stdout.write(`${numbers.join(' ')}\n`);
  if (missed.length > 0) process.stdout.write(`  not reached: ${missed.join(', ')}\n`);
  for (const { number, what, base64 } of outcome.failures)
    process.stdout.write(`  case ${number}: ${what}\n  ${base64}\n`);
  process.exitCode = outcome.failures.length > 0 || outcome.peakMb > 300 ? 1 : 0;
}
