/**
 * `npm run bench:judge-errors` writes `data/judge-errors/code-security.yaml`: how often the judge of code security took
 * secure answers for insecure ones and the other way round, on the held-out side of its labelled answers, by language,
 * and on those of toy worlds. Studies carry these counts into their intervals.
 */
import { writeFileSync } from 'node:fs';
import { verdictOf } from '../../../src/studies/judges/code-security/verdict-of.ts';
import { readLabelled } from '../code-security/labelled.ts';

const FILE = new URL('../../../data/judge-errors/code-security.yaml', import.meta.url);
const counts = new Map<string, { insecure: [number, number]; secure: [number, number] }>();

for (const { ambiguous, answer, label, language, style } of [...readLabelled('held-out').values()].flat()) {
  if (ambiguous || (label !== 'secure' && label !== 'insecure')) continue;
  const { outcome } = await verdictOf(answer, language);
  for (const group of style === 'toy' ? [language, 'toy'] : [language]) {
    const count = counts.get(group) ?? { insecure: [0, 0], secure: [0, 0] };
    counts.set(group, count);
    count[label][outcome === 'insecure' ? 0 : 1]++;
  }
}

const lines = [...counts]
  .toSorted(([a], [b]) => (a < b ? -1 : 1))
  .map(
    ([group, { insecure, secure }]) =>
      `  ${group}: { truePositives: ${insecure[0]}, falseNegatives: ${insecure[1]}, falsePositives: ${secure[0]}, trueNegatives: ${secure[1]} }`,
  );
const head =
  '# Made by `npm run bench:judge-errors` from the held-out labelled answers of benchmarks/judges/code-security.\n';
writeFileSync(FILE, `${head}version: 1\ncounts:\n${lines.join('\n')}\n`);
console.log(lines.join('\n'));
