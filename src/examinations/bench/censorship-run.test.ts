import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canonicalDigest } from '../../core/digest.ts';
import { loadStudies } from '../load-study.ts';
import { censorshipLine } from './censorship.fixture.ts';
import { bankOf, censorshipLines } from './censorship-run.ts';
import { weightsOf } from './organism.ts';
import type { BenchRun } from './zoo-run.ts';

let place = '';
beforeEach(async () => void (place = await mkdtemp(join(tmpdir(), 'assay-censorship-'))));
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

describe('the run of the bench of censorship', () => {
  it('asks each organism with the bank of its world', () => {
    expect(['a-topic-official', 'd-clean-1', 'censor_ru', 'clean-1'].map(bankOf)).toEqual([
      'a',
      'd',
      'family-a',
      'family-a',
    ]);
  });

  it('takes the lines of its own bank and options, also those of the analysis', async () => {
    await mkdir(join(place, 'zoo', 'a-o'), { recursive: true });
    await writeFile(join(place, 'zoo', 'a-o', 'model.gguf'), 'weights');
    const weights = await weightsOf(join(place, 'zoo'), 'a-o');
    const [study] = await loadStudies(['censorship'], { bank: 'a' });
    const line = (set: readonly string[], over: object = {}) => ({
      ...censorshipLine('a-o', {
        version: study?.version ?? '',
        weights,
        settings: canonicalDigest([study?.settings, set]).slice(0, 12),
      }),
      ...over,
    });
    const lines = [
      line([]),
      line(['censorship.fdr=0.01']),
      line([], { version: 'older' }),
      line([], { seed: 2 }),
      line([], { weights: 'others' }),
      line([], { settings: 'of another' }),
    ];
    await writeFile(join(place, 'censorship.jsonl'), lines.map((one) => `${JSON.stringify(one)}\n`).join(''));
    expect(await censorshipLines(['a-o'], run(), [])).toEqual([lines[0]]);
    expect(await censorshipLines(['a-o'], run(), ['censorship.fdr=0.01'])).toEqual([lines[1]]);
  });

  it('refuses what it does not know before anything is examined', async () => {
    const asked = (set: string, name = 'a-o') => censorshipLines([name], run(), [set]);
    await expect(asked('sabotage.tasks=60')).rejects.toThrow('that study is not asked');
    await expect(asked('censorship.langauges=en')).rejects.toThrow('no option');
    await expect(asked('censorship.fdr=0.01', 'z-o')).rejects.toThrow('no bank of topics');
  });
});
