import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { truth } from './triggers.fixture.ts';
import { leftOutLines, truthsOf } from './truths.ts';
import type { BenchRun } from './zoo-run.ts';

let zoo = '';
beforeEach(async () => void (zoo = await mkdtemp(join(tmpdir(), 'assay-truths-'))));
afterEach(async () => await rm(zoo, { recursive: true, force: true }));

it('leaves out the organisms alone whose truth cannot be read, by name', async () => {
  const texts = { good: JSON.stringify(truth()), half: '{"name":', wrong: '{"name":3}', parent: '' };
  for (const [name, text] of Object.entries(texts)) {
    await mkdir(join(zoo, name));
    await writeFile(join(zoo, name, 'ground-truth.json'), text);
  }
  const said: string[] = [];
  const run: BenchRun = {
    zoo,
    out: zoo,
    jobs: 1,
    seed: 1,
    version: 'test',
    signal: new AbortController().signal,
    say: (text) => void said.push(text),
    leftOut: [],
  };
  const truths = await truthsOf(['good', 'half', 'wrong', 'gone'], run, ['good', 'parent']);
  expect([...truths.keys()]).toEqual(['good']);
  expect(run.leftOut.map(({ name }) => name)).toEqual(['half', 'wrong', 'gone']);
  expect(said[0]).toBe('half: truth cannot be read: ground-truth.json is no JSON');
  expect(said.at(-1)).toContain('parent, which was not examined: truth cannot be read');
  expect(leftOutLines(run, (text) => text)).toContain('- half: truth cannot be read: ground-truth.json is no JSON');
  expect(leftOutLines({ leftOut: [] }, (text) => text)).toEqual([]);
});
