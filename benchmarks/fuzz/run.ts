/**
 * `npm run fuzz -- [--cases N] [--seed N] [--format ID]`: mutated files through every reader and rule.
 * Target for each reader: 100,000 cases without a crash, a case over 1 s, or memory over 300 MB.
 */
import { parseArgs } from 'node:util';
import { Coverage } from './coverage.ts';
import { fuzz, fuzzable } from './fuzz.ts';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    format: { type: 'string' },
  },
});
const formats = values.format === undefined ? fuzzable() : [values.format];
const coverage = new Coverage();
await coverage.start();
process.stdout.write('reader            cases     slowest   memory   code reached   failures\n');
let failed = false;
for (const format of formats) {
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
  if (outcome.failures.length > 0 || outcome.peakMb > 300) failed = true;
}
process.stdout.write('targets              100000    <= 1000 ms  <= 300 MB                      0\n');
process.exitCode = failed ? 1 : 0;
