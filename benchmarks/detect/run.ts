/**
 * `npm run bench:detect`: how many malicious files are found, and how many harmless ones are flagged, at severity medium
 * or above. Cases come from several authors: some know the rules, those of the three blind sets had never
 * seen them; the rules have since been mended by all three.
 * `--list` names every miss and false alarm of what may be used for tuning; `--list-all` also those of what may not.
 */
import { parseArgs } from 'node:util';
import { wilson } from '../../src/statistics/wilson.ts';
import { type Judged, judgeAll } from './judge.ts';

const { values } = parseArgs({ options: { list: { type: 'boolean' }, 'list-all': { type: 'boolean' } } });
const judged = await judgeAll();
let missed = 0;

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** Prints a rate with its interval beside its target. */
function rate(what: string, hits: number, n: number, target: number, atLeast: boolean): void {
  if (n === 0) {
    process.stdout.write(`MISSED  ${what.padEnd(44)} no cases\n`);
    missed++;
    return;
  }
  const { low, high } = wilson(hits, n);
  const met = atLeast ? hits / n >= target : hits / n <= target;
  if (!met) missed++;
  const figures = `${String(hits).padStart(4)} of ${String(n).padEnd(4)} ${percent(hits / n).padStart(7)}  (95 %: ${percent(low)} to ${percent(high)})`;
  process.stdout.write(
    `${met ? 'met   ' : 'MISSED'}  ${what.padEnd(44)} ${figures.padEnd(52)} target ${atLeast ? '>=' : '<='} ${percent(target)}\n`,
  );
}

function section(title: string, cases: readonly Judged[]): void {
  const malicious = cases.filter((one) => one.malicious);
  const clean = cases.filter((one) => !one.malicious);
  process.stdout.write(`\n${title}\n`);
  if (malicious.length > 0)
    rate('malicious, all', malicious.filter((one) => one.flagged).length, malicious.length, 0.98, true);
  for (const trick of [...new Set(malicious.map((one) => one.trick))].toSorted()) {
    const of = malicious.filter((one) => one.trick === trick);
    rate(`  ${trick}`, of.filter((one) => one.flagged).length, of.length, 0.9, true);
  }
  if (clean.length > 0) rate('harmless flagged', clean.filter((one) => one.flagged).length, clean.length, 0.02, false);
}

section('All cases', judged);
section(
  'Written by someone who has not seen the rules: blind, first set',
  judged.filter(({ set }) => set === 'blind'),
);
section(
  'Written by someone who has not seen the rules: blind, second set',
  judged.filter(({ set }) => set === 'blind-2'),
);
section(
  'Written by someone who has not seen the rules: blind, third set',
  judged.filter(({ set }) => set === 'blind-3'),
);
section(
  'Written by someone who has',
  judged.filter(({ set }) => set === 'sighted'),
);
section(
  'Files by real libraries, held out',
  judged.filter(({ set }) => set === 'held-out'),
);
section(
  'Files by real libraries, used for tuning',
  judged.filter(({ set }) => set === 'tuning'),
);

// The corpus also holds libraries that the allow-list does not cover: there a finding is what default deny promises.
const COVERED = new Set(['torch', 'numpy', 'scipy', 'sklearn', 'pandas', 'stdlib', 'safetensors', 'gguf', 'hub']);
const covered = judged.filter(({ set, trick }) => (set === 'held-out' || set === 'tuning') && COVERED.has(trick));
section('Of the files by real libraries, those of libraries that the allow-list covers', covered);
section(
  'Of these, held out',
  covered.filter(({ set }) => set === 'held-out'),
);

const listed = judged.filter(
  (one) => one.malicious !== one.flagged && (values['list-all'] || (values.list && one.set !== 'held-out')),
);
for (const one of listed)
  process.stdout.write(
    `${one.malicious ? 'not found' : 'false alarm'}: ${one.id} · ${one.title} · ${one.rules.join(', ')}\n`,
  );
process.exitCode = missed > 0 ? 1 : 0;
