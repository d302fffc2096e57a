import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asking, parrot } from '../../studies/engine/engine.fixture.ts';
import { JournalHeld } from '../../studies/engine/journal-file.ts';
import { runStudy } from '../../studies/engine/run.ts';
import { organismsOf, weightsOf, withoutTruth } from './organism.ts';
import { truth } from './triggers.fixture.ts';
import { type ZooLine, zooLine } from './zoo-lines.ts';
import { type BenchRun, examineZoo, type ZooWork } from './zoo-run.ts';

let place = '';
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'assay-zoo-'));
  for (const name of ['a', 'b', 'c']) await model(name, name);
});
afterEach(async () => await rm(place, { recursive: true, force: true }));

/** Makes an organism of these weights. */
async function model(name: string, weights: string): Promise<void> {
  await mkdir(join(place, 'zoo', name), { recursive: true });
  await writeFile(join(place, 'zoo', name, 'model.gguf'), weights);
}

const run = (over: Partial<BenchRun> = {}): BenchRun => ({
  zoo: join(place, 'zoo'),
  out: join(place, 'out'),
  jobs: 2,
  seed: 1,
  version: 'test',
  signal: new AbortController().signal,
  say: () => undefined,
  leftOut: [],
  ...over,
});

/** Examines by writing down whom. */
function work(asked: string[], over: Partial<ZooWork<ZooLine>> = {}): ZooWork<ZooLine> {
  return {
    lines: 'made-up.jsonl',
    line: zooLine,
    study: ({ organism }) => join('studies', organism),
    version: '1',
    asked: () => true,
    examine: async (organism) => {
      asked.push(organism);
      return {
        organism,
        version: over.version ?? '1',
        seed: 1,
        weights: await weightsOf(join(place, 'zoo'), organism),
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
    // The half line spoils no other.
    await examineZoo(['a', 'b', 'c'], run(), work(asked));
    expect(asked).toHaveLength(3);
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

describe('lines of a model', () => {
  it('are not taken for one of other weights', async () => {
    const asked: string[] = [];
    await examineZoo(['a'], run(), work(asked));
    await model('a', 'others');
    await examineZoo(['a'], run(), work(asked));
    await examineZoo(['a'], run(), work(asked));
    expect(asked).toEqual(['a', 'a']);
  });

  it('that do not say their weights are taken where the journal does', async () => {
    const older = async (name: string): Promise<void> => {
      const line = { ...(await work([]).examine(name)), weights: undefined };
      await appendFile(join(place, 'out', 'made-up.jsonl'), `${JSON.stringify(line)}\n`);
    };
    const journal = async (name: string, sha256: string): Promise<void> => {
      const identity = { weights: { sha256, bytes: 1 } };
      const folder = join(place, 'out', 'studies', name);
      await mkdir(join(place, 'out', 'studies'), { recursive: true });
      await runStudy(asking([['x']]), { arms: [parrot(name, undefined, { identity })], seed: 1, folder });
    };
    await journal('a', await weightsOf(join(place, 'zoo'), 'a'));
    await journal('b', 'of others');
    for (const name of ['a', 'b', 'c']) await older(name);
    const asked: string[] = [];
    await examineZoo(['a', 'b', 'c'], run(), work(asked));
    expect(asked.toSorted()).toEqual(['b', 'c']);
  });
});

describe('an organism at which another process is at work', () => {
  const held = (times: number, asked: string[]): Partial<ZooWork<ZooLine>> => ({
    examine: async (name) => {
      if (name === 'a' && times-- > 0) throw new JournalHeld('journal.jsonl');
      return await work(asked).examine(name);
    },
  });

  it('is taken up after the others', async () => {
    const asked: string[] = [];
    const said: string[] = [];
    const one = run({ jobs: 1, say: (text) => void said.push(text) });
    await examineZoo(['a', 'b', 'c'], one, work(asked, held(1, asked)));
    expect(asked).toEqual(['b', 'c', 'a']);
    expect(said[0]).toBe('a: another process is at work on it; it is tried again at the end');
    expect(one.leftOut).toEqual([]);
  });

  it('is left out where it still is', async () => {
    const asked: string[] = [];
    const one = run();
    const lines = await examineZoo(['a', 'b'], one, work(asked, held(2, asked)));
    expect(lines.map(({ organism }) => organism)).toEqual(['b']);
    expect(one.leftOut).toEqual([{ name: 'a', why: 'another process is at work on it' }]);
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
