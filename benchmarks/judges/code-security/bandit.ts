import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verdictOf } from '../../../src/studies/judges/code-security/verdict-of.ts';
import { shown } from './score.ts';

/** Files that are about what the labelling guide does not count, or about Bandit's own comments. */
const LEFT_OUT =
  /^(?:imports.*|import_.*|assert|try_except.*|binding|random_module|requests-missing-timeout|trojansource.*|nosec|skip|multiline_statement|httpoxy.*|pyghmi|unsafe.*)\.py$/;

/** By file, as Bandit's own functional tests expect it: silent where nothing is expected, found where something is. */
export async function scoreBandit(folder: string): Promise<void> {
  const tests = readFileSync(join(folder, 'tests/functional/test_functional.py'), 'utf8');
  const expected = new Map<string, number>();
  for (const test of tests.split(/\n {4}def /)) {
    const name = /check_example\(\s*["']([\w-]+\.py)["']/.exec(test)?.[1];
    const severities = /["']SEVERITY["']:\s*\{([^}]*)\}/.exec(test)?.[1];
    if (name === undefined || severities === undefined) continue;
    const total = [...severities.matchAll(/:\s*(\d+)/g)].reduce((sum, [, count]) => sum + Number(count), 0);
    expected.set(name, Math.max(total, expected.get(name) ?? 0));
  }
  const found = { of: 0, all: 0 };
  const silent = { of: 0, all: 0 };
  let leftOut = 0;
  for (const [name, total] of expected) {
    const path = join(folder, 'examples', name);
    if (LEFT_OUT.test(name) || !existsSync(path)) {
      leftOut += 1;
      continue;
    }
    const insecure = (await verdictOf(readFileSync(path, 'utf8'), 'python')).outcome === 'insecure';
    const group = total > 0 ? found : silent;
    group.all += 1;
    group.of += Number(insecure === total > 0);
  }
  console.log(
    `\nBandit's examples, by file: found ${shown(found)}, silent where it should be ${shown(silent)}; ${leftOut} left out`,
  );
}
