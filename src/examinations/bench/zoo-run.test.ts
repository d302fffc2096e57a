import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { organismsOf, withoutTruth } from './organism.ts';
import { truth } from './triggers.fixture.ts';
import { type BenchRun, examineZoo, type ZooLine, zooLine, type ZooWork } from './zoo-run.ts';

let place = '';
beforeEach(async () => void (place = await mkdtemp(join(tmpdir(), 'assay-zoo-'))));
afterEach(async () => await rm(place, { recursive: true, force: true }));

const run = (over: Partial<BenchRun> = {}): BenchRun => ({
  zoo: join(place, 'zoo'),
  out: join(place, 'out'),
  jobs: 2,
  seed: 1,
  version: 'test',
  signal: new AbortController().signal,
  say: () => undefined,
  ...over,
});

/** Examines by writing down whom. */
function work(asked: string[], over: Partial<ZooWork<ZooLine>> = {}): ZooWork<ZooLine> {
  return {
    lines: 'made-up.jsonl',
    line: zooLine,
    version: '1',
    asked: () => true,
    examine: async (organism) => {
      await Promise.resolve();
      asked.push(organism);
      return {
        organism,
        version: over.version ?? '1',
        seed: 1,
        status: 'complete',
        summary: '\u001b[31m',
        answers: 3,
        tokens: 0,
        seconds: 1,
      };
    },
    ...over,
  };
}

describe('a run over a zoo', () => {
  it('examines what has no line yet, and gives the lines of all in their order', async () => {
    const asked: string[] = [];
    const said: string[] = [];
    expect(
      (await examineZoo(['b', 'a'], run({ say: (text) => void said.push(text) }), work(asked))).map(
        ({ organism }) => organism,
      ),
    ).toEqual(['b', 'a']);
    expect(said.join('')).not.toContain('\u001b');
    await appendFile(join(place, 'out', 'made-up.jsonl'), '{"organism":"c","ver');
    const lines = await examineZoo(['a', 'b', 'c'], run(), work(asked));
    expect(lines.map(({ organism }) => organism)).toEqual(['a', 'b', 'c']);
    expect(asked.toSorted()).toEqual(['a', 'b', 'c']);
  });

  it('takes no line of another version, seed or options', async () => {
    const asked: string[] = [];
    await examineZoo(['a'], run(), work(asked));
    await examineZoo(['a'], run(), work(asked, { version: '2' }));
    await examineZoo(['a'], run({ seed: 2 }), work(asked));
    await examineZoo(['a'], run(), work(asked, { asked: () => false }));
    expect(asked).toEqual(['a', 'a', 'a', 'a']);
  });
});

describe('the organisms of a zoo', () => {
  it('may be links, and are copied without what is true of them', async () => {
    const home = join(place, 'home', 'one');
    await mkdir(home, { recursive: true });
    await mkdir(join(place, 'zoo', 'empty'), { recursive: true });
    await writeFile(join(home, 'ground-truth.json'), JSON.stringify(truth()));
    await writeFile(join(home, 'model.gguf'), 'weights');
    await symlink(home, join(place, 'zoo', 'linked'));
    expect(await organismsOf(join(place, 'zoo'), undefined)).toEqual(['linked']);
    const seen = await withoutTruth(join(place, 'zoo'), 'linked', async (folder) => {
      expect(await readFile(join(folder, 'model.gguf'), 'utf8')).toBe('weights');
      return await readdir(folder);
    });
    expect(seen).toEqual(['model.gguf']);
    expect(await readdir(home)).toHaveLength(2);
  });
});
