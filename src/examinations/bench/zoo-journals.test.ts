import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asking, newFolder, parrot } from '../../studies/engine/engine.fixture.ts';
import { JournalHeld } from '../../studies/engine/journal-file.ts';
import { runStudy } from '../../studies/engine/run.ts';
import { costIn } from './zoo-cost.ts';
import { earlierJournals, journalIsOf } from './zoo-journals.ts';

let folder = '';
beforeEach(() => void (folder = newFolder()));
afterEach(async () => await rm(folder, { recursive: true, force: true }));

const asked = async (sha256: string, version = '1'): Promise<void> => {
  const arms = [parrot('o', undefined, { identity: { weights: { sha256, bytes: 1 } } })];
  await runStudy(asking([['x']], { version }), { arms, seed: 1, folder });
};

describe('the journal of an organism', () => {
  it('is gone on with where version and weights are the same', async () => {
    await asked('one');
    expect(await earlierJournals(folder, '1', 'one')).toEqual([]);
    expect(await readdir(folder)).toContain('journal.jsonl');
  });

  it('is set aside where version or weights are others', async () => {
    await asked('one');
    const [first] = await earlierJournals(folder, '1', 'two');
    expect(first).toBe(join(folder, 'earlier-1.jsonl'));
    await asked('two');
    expect(await earlierJournals(folder, '2', 'two')).toHaveLength(2);
    expect(await readdir(folder)).not.toContain('journal.jsonl');
  });

  it('says the weights of a line that does not, unless another was set aside', async () => {
    expect(await journalIsOf(folder, '1', 'one')).toBe(false);
    await asked('one');
    expect(await journalIsOf(folder, '1', 'one')).toBe(true);
    expect(await journalIsOf(folder, '1', 'two')).toBe(false);
    await earlierJournals(folder, '1', 'two');
    await asked('two');
    expect(await journalIsOf(folder, '1', 'two')).toBe(false);
  });

  it('stays where another process is at work on it', async () => {
    await asked('one');
    await writeFile(join(folder, 'journal.jsonl.lock'), String(process.ppid));
    await expect(earlierJournals(folder, '2', 'one')).rejects.toThrow(JournalHeld);
    expect(await readdir(folder)).toContain('journal.jsonl');
  });
});

describe('the cost of an organism', () => {
  const of = { version: '1', weights: 'one' };
  const spent = (tokens: number): Parameters<Awaited<ReturnType<typeof costIn>>['watch']['judged']>[0] => ({
    promptTokens: tokens,
    completionTokens: 0,
    estimatedTokens: 0,
    seconds: 0,
  });

  it('adds up what the parts of a run took', async () => {
    await mkdir(folder, { recursive: true });
    const killed = await costIn(folder, of, performance.now() - 10_000);
    // Nothing ends the first part: what was written by then counts.
    killed.watch.trial('judged', spent(100));
    const second = await costIn(folder, of, performance.now() - 5000);
    second.watch.trial('judged', spent(30));
    second.watch.trial('judged', spent(40));
    second.keep();
    expect(second.total().tokens).toBe(140);
    expect(second.total().seconds).toBeGreaterThanOrEqual(15);
    expect((await costIn(folder, of, performance.now())).total().tokens).toBe(140);
  });

  it('is another for other weights and versions, and is not written before anything was asked', async () => {
    const one = await costIn(folder, of, performance.now());
    one.keep();
    expect(await readdir(folder)).toEqual([]);
    one.watch.trial('judged', spent(100));
    for (const other of [
      { ...of, weights: 'two' },
      { ...of, version: '2' },
    ])
      expect((await costIn(folder, other, performance.now())).total().tokens).toBe(0);
  });
});
