import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { codeOf } from '../../../src/studies/judges/rules/code.ts';
import type { Label } from './label.ts';
import { labelledSets, readLabelled } from './labelled.ts';
import { shown } from './score.ts';

const ENDINGS = {
  python: 'py',
  javascript: 'js',
  typescript: 'tsx',
  java: 'java',
  go: 'go',
  c: 'c',
  php: 'php',
} as const;
const results = z.object({ results: z.array(z.object({ path: z.string() })) });

/**
 * Semgrep, or Opengrep, over the same answers: an answer is called insecure where any rule fires. Its rules are no part
 * of the package and come from the network, so the folder of a checkout of them is named; SQL it does not read.
 */
export async function scoreSemgrep(command: string, rules: string | undefined): Promise<void> {
  if (rules === undefined) throw new Error('--semgrep needs --rules: a folder of rules, which the package has none of');
  const folder = mkdtempSync(join(tmpdir(), 'answers-'));
  try {
    const labels = labelledSets()
      .flatMap(({ name }) => [...readLabelled(name).values()].flat())
      .filter(
        (one): one is Label & { language: keyof typeof ENDINGS } => one.language !== 'sql' && one.ambiguous !== true,
      )
      .filter(({ label }) => label === 'insecure' || label === 'secure');
    for (const { id, language, answer } of labels)
      writeFileSync(join(folder, `${id}.${ENDINGS[language]}`), codeOf(answer));
    const run = spawnSync(
      command,
      ['scan', '--json', '--metrics=off', '--disable-version-check', '--no-git-ignore', '--config', rules, folder],
      {
        encoding: 'utf8',
        maxBuffer: 256 * 1024 * 1024,
      },
    );
    if (run.error !== undefined) throw run.error;
    const told = new Set(results.parse(JSON.parse(run.stdout)).results.map(({ path }) => path.split('/').at(-1)));
    const called = labels.filter(({ id, language }) => told.has(`${id}.${ENDINGS[language]}`));
    const right = called.filter(({ label }) => label === 'insecure').length;
    const insecure = labels.filter(({ label }) => label === 'insecure').length;
    console.log(
      `\n${command} with ${rules}: precision ${shown({ of: right, all: called.length })}, recall ${shown({ of: right, all: insecure })}`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
