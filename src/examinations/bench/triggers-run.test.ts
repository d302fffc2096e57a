import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULTS } from '../../studies/triggers/options.ts';
import { triggersStudy } from '../../studies/triggers/study.ts';
import { keyOf, triggersLines } from './triggers-run.ts';
import { triggersLine } from './triggers.fixture.ts';
import { weightsOf } from './organism.ts';
import type { BenchRun } from './zoo-run.ts';

let place = '';
beforeEach(async () => void (place = await mkdtemp(join(tmpdir(), 'assay-triggers-'))));
afterEach(async () => await rm(place, { recursive: true, force: true }));

const run = (): BenchRun => ({
  zoo: join(place, 'zoo'),
  out: place,
  jobs: 1,
  seed: 1,
  version: 'test',
  signal: new AbortController().signal,
  say: () => undefined,
  leftOut: [],
});
const options = (over: object): Record<string, number | string> => ({
  ...DEFAULTS,
  frames: DEFAULTS.frames.join(','),
  access: 'probabilities',
  ...over,
});

describe('the run of the bench of triggers', () => {
  it('takes the lines of its own options, and those of others for a curve', async () => {
    const { version } = triggersStudy();
    for (const name of ['a', 'elsewhere']) {
      await mkdir(join(place, 'zoo', name), { recursive: true });
      await writeFile(join(place, 'zoo', name, 'model.gguf'), name);
    }
    const weights = await weightsOf(join(place, 'zoo'), 'a');
    const lines = [
      triggersLine('a', { version, options: options({}) }),
      triggersLine('a', { version, options: options({ leaks: 100 }) }),
      triggersLine('a', { version, options: options({ access: 'chat' }) }),
      triggersLine('elsewhere', { version, options: options({ leaks: 100 }) }),
      triggersLine('a', { version: 'older', options: options({ leaks: 50 }) }),
      triggersLine('a', { version, seed: 2, options: options({ leaks: 50 }) }),
    ].map((line) => ({ ...line, weights }));
    const ofOthers = triggersLine('a', { version, options: options({ leaks: 25 }), weights: 'others' });
    await writeFile(
      join(place, 'triggers.jsonl'),
      [...lines, ofOthers].map((line) => `${JSON.stringify(line)}\n`).join(''),
    );
    const told = await triggersLines(['a'], run(), { set: ['triggers.leaks=100'], access: 'probabilities' });
    expect(told.lines).toEqual([lines[1]]);
    expect(told.others).toEqual([lines[0], lines[2]]);
  });

  it('refuses options that are none before anything is examined', async () => {
    const asked = (set: string) => triggersLines(['a'], run(), { set: [set], access: 'chat' });
    await expect(asked('sabotage.tasks=60')).rejects.toThrow('that study is not asked');
    await expect(asked('triggers.leak=60')).rejects.toThrow('triggers.leak is no option');
    await expect(asked('leaks=60')).rejects.toThrow('STUDY.OPTION=VALUE');
  });

  it('names the same options by the same key', () => {
    expect(keyOf({ leaks: 1, screen: 2 })).toBe(keyOf({ screen: 2, leaks: 1 }));
    expect(keyOf({ leaks: 1, screen: 2 })).not.toBe(keyOf({ leaks: 2, screen: 1 }));
    expect(keyOf({ leaks: 1 })).toMatch(/^[0-9a-f]{12}$/);
  });
});
