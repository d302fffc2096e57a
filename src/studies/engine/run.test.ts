import { appendFileSync, chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RuntimeFault } from '../../runtimes/fault.ts';
import { asking, items, newFolder, parrot, trialOf } from './engine.fixture.ts';
import { JudgeFault } from '../judges/judge.ts';
import type { Outcome } from './outcome.ts';
import { readOutcomes } from './outcome-file.ts';
import { outlook } from './outlook.ts';
import { Reuse } from './reuse.ts';
import { JOURNAL_NAME, OUTCOMES_NAME, runStudy } from './run.ts';
import { UNWATCHED } from './watch.ts';

const run = { seed: 7 };

async function outcomesIn(folder: string): Promise<Outcome<string>[]> {
  const all: Outcome<string>[] = [];
  for await (const outcome of readOutcomes<string>(join(folder, OUTCOMES_NAME))) all.push(outcome);
  return all;
}

describe('a run', () => {
  it('asks every trial once and counts them from what is stored', async () => {
    const arm = parrot('m');
    const folder = newFolder();
    const { counts, spent } = await runStudy(asking([items(20)]), { ...run, arms: [arm], folder });
    expect(counts).toEqual({ planned: 20, judged: 20, unjudged: 0, errored: 0, skipped: 0 });
    expect(arm.asked.toSorted()).toEqual(items(20).toSorted());
    expect(spent).toMatchObject({ promptTokens: 200, completionTokens: 100, estimatedTokens: 0 });
    expect((await outcomesIn(folder)).map(({ item }) => item)).toEqual(items(20));
  });

  it('asks in an order that the seed decides, the same for every arm', async () => {
    const order = async (seed: number): Promise<string[][]> => {
      const arms = [parrot('a', undefined, { concurrency: 1 }), parrot('b', undefined, { concurrency: 1 })];
      await runStudy(asking([items(12)]), { seed, arms, folder: newFolder() });
      return arms.map(({ asked }) => asked);
    };
    const [a, b] = await order(1);
    expect(a).toEqual(b);
    expect(await order(1)).toEqual([a, b]);
    expect(await order(2)).not.toEqual([a, b]);
    expect(a).not.toEqual(items(12));
  });

  it('keeps each arm within its own concurrency', async () => {
    const wait = (): Promise<string> => new Promise((done) => setTimeout(() => done('x'), 2));
    const arms = [2, 3, 5, 7].map((concurrency) => parrot(`m${concurrency}`, wait, { concurrency }));
    await runStudy(asking([items(30)]), { ...run, arms, folder: newFolder() });
    expect(arms.map((arm) => arm.most())).toEqual([2, 3, 5, 7]);
  });

  it('plans each stage on what became of the one before', async () => {
    const arm = parrot('m', (prompt) => (prompt.endsWith('3') ? 'yes' : 'no'));
    const study = asking([], {
      adaptive: true,
      async *stages() {
        const first: readonly Outcome<string>[] = yield items(10).map((item) => trialOf('m', item));
        yield first.flatMap((one) =>
          one.state === 'judged' && one.judgement === 'yes' ? [trialOf('m', `${one.item} again`)] : [],
        );
      },
    });
    const { counts } = await runStudy(study, { ...run, arms: [arm], folder: newFolder() });
    expect(counts).toMatchObject({ planned: 11, judged: 11 });
    expect(arm.asked.at(-1)).toBe('item-3 again');
  });

  it('tells an answer that no judge understood from a fault, and counts each', async () => {
    const arm = parrot('m', (prompt) => {
      if (prompt === 'item-1') throw new RuntimeFault('garbage', 'no JSON');
      return prompt;
    });
    const study = asking([items(4)], {
      judge: (trial) => (trial.item === 'item-2' ? Promise.reject(new JudgeFault('no code')) : Promise.resolve('ok')),
    });
    const folder = newFolder();
    const { counts } = await runStudy(study, { ...run, arms: [arm], folder });
    expect(counts).toEqual({ planned: 4, judged: 2, unjudged: 1, errored: 1, skipped: 0 });
    expect((await outcomesIn(folder))[1]).toMatchObject({ state: 'errored', fault: 'garbage', reason: 'no JSON' });
    expect((await outcomesIn(folder))[2]).toMatchObject({ state: 'unjudged', reason: 'no code' });
  });
});

describe('a run that goes on', () => {
  it('asks nothing again, whatever a kill left at the end of the journal', async () => {
    const folder = newFolder();
    await runStudy(asking([items(10)]), { ...run, arms: [parrot('m')], folder });
    const journal = join(folder, JOURNAL_NAME);
    const lines = readFileSync(journal, 'utf8').trimEnd().split('\n');
    writeFileSync(journal, `${lines.slice(0, 6).join('\n')}\n${lines[6]?.slice(0, 40)}`);
    const arm = parrot('m');
    const { counts } = await runStudy(asking([items(10)]), { ...run, arms: [arm], folder });
    expect(counts).toMatchObject({ planned: 10, judged: 10 });
    // A header, a plan and four answers were whole.
    expect(arm.asked).toHaveLength(6);
    expect(readFileSync(journal, 'utf8').trimEnd().split('\n')).toHaveLength(12);
  });

  it('comes to the same outcomes, byte for byte', async () => {
    const [whole, parts] = [newFolder(), newFolder()];
    const study = asking([items(8), items(8, 'more')]);
    await runStudy(study, { ...run, arms: [parrot('m')], folder: whole });
    const stop = new AbortController();
    let asked = 0;
    const cut = parrot('m', (prompt) => {
      if (++asked === 11) stop.abort();
      return prompt;
    });
    await expect(runStudy(study, { ...run, arms: [cut], folder: parts, signal: stop.signal })).rejects.toThrow('abort');
    await runStudy(study, { ...run, arms: [parrot('m')], folder: parts });
    const text = (folder: string): string => readFileSync(join(folder, OUTCOMES_NAME), 'utf8');
    expect(text(parts)).toBe(text(whole));
  });

  it('asks failures again only where that is wished, and never gives up an answer', async () => {
    const folder = newFolder();
    const study = asking([items(5)]);
    const failing = parrot('m', (prompt) => {
      if (prompt === 'item-4') throw new RuntimeFault('garbage', 'no');
      return prompt;
    });
    await runStudy(study, { ...run, arms: [failing], folder });
    const calm = parrot('m');
    const still = await runStudy(study, { ...run, arms: [calm], folder });
    expect(still.counts).toMatchObject({ judged: 4, errored: 1 });
    expect(calm.asked).toEqual([]);
    const again = await runStudy(study, { ...run, arms: [calm], folder, retryFailed: true });
    expect(again.counts).toMatchObject({ judged: 5, errored: 0 });
    expect(calm.asked).toEqual(['item-4']);
  });

  it('does not take the journal of another plan, of other weights, or of something else', async () => {
    const folder = newFolder();
    await runStudy(asking([items(2)]), { ...run, arms: [parrot('m')], folder });
    const again = (study = asking([items(2)]), seed = 7, arm = parrot('m')) =>
      runStudy(study, { seed, arms: [arm], folder });
    await expect(again(asking([items(3)]))).rejects.toThrow('other items');
    await expect(again(undefined, 8)).rejects.toThrow('the seed 7');
    const weights = { sha256: 'b'.repeat(64), bytes: 1 };
    await expect(again(undefined, 7, parrot('m', undefined, { identity: { weights } }))).rejects.toThrow(
      'other weights',
    );
    appendFileSync(join(folder, JOURNAL_NAME), '{"hello":1}\n');
    await expect(again()).rejects.toThrow('is no journal');
  });

  it('takes over answers of another journal, repeat by repeat', async () => {
    const first = newFolder();
    await runStudy(asking([items(6)]), { ...run, arms: [parrot('m')], folder: first });
    const arm = parrot('m');
    const other = asking([[...items(6), 'new']]);
    const reuse = [join(first, JOURNAL_NAME)];
    const { counts } = await runStudy(other, { seed: 9, arms: [{ ...arm, id: 'else' }], folder: newFolder(), reuse });
    expect(counts.judged).toBe(7);
    expect(arm.asked).toEqual(['new']);
    const repeated = asking([], {
      async *stages() {
        yield [0, 1].map((repeat) => trialOf('m', 'item-0', repeat));
      },
    });
    await runStudy(repeated, { ...run, arms: [arm], folder: newFolder(), reuse });
    expect(arm.asked).toEqual(['new', 'item-0']);
  });
});

describe('a journal from somebody else', () => {
  const rows = (path: string): string[] => readFileSync(path, 'utf8').trimEnd().split('\n');

  it('is refused where a row holds another trial than it says, or another kind of answer', async () => {
    const folder = newFolder();
    const path = join(folder, JOURNAL_NAME);
    const again = () => runStudy(asking([items(3)]), { ...run, arms: [parrot('m')], folder });
    await again();
    const [header, stage, first = '', ...others] = rows(path);
    const { asked, ...row } = JSON.parse(first) as { asked: object };
    for (const changed of [
      { ...row, asked: { ...asked, item: '__proto__' } },
      { ...row, asked, reply: { kind: 'likelihood', tokens: [], logprobs: [] } },
    ]) {
      writeFileSync(path, `${[header, stage, JSON.stringify(changed), ...others].join('\n')}\n`);
      await expect(again()).rejects.toThrow('holds another');
    }
  });

  it('is read from its file when an answer is taken over, and not held', async () => {
    const [first, second] = [newFolder(), newFolder()];
    const path = join(first, JOURNAL_NAME);
    await runStudy(asking([items(2)]), { ...run, arms: [parrot('m')], folder: first });
    const before = rows(path);
    const reuse = Reuse.of([path]);
    const { answer } = JSON.parse(before[2] ?? '') as { answer: string };
    expect(reuse.find(answer)).toMatchObject({ kind: 'generate' });
    writeFileSync(path, 'x'.repeat(readFileSync(path).length));
    expect(() => reuse.find(answer)).toThrow('changed while it was read');
    reuse.close();
    await expect(
      runStudy(asking([items(2)]), { ...run, arms: [parrot('m')], folder: second, reuse: [path] }),
    ).rejects.toThrow('does not begin as a journal');
  });

  it('may give its items any name, and its models any text', async () => {
    const names = ['__proto__', 'constructor', '0', '1e3', '../..', '\u2028', 'a\u0000', '\ud800', '\u202e'];
    const folder = newFolder();
    const study = asking([names]);
    expect((await runStudy(study, { ...run, arms: [parrot('m')], folder })).counts.judged).toBe(names.length);
    const again = parrot('m');
    expect((await runStudy(study, { ...run, arms: [again], folder })).counts.judged).toBe(names.length);
    expect(again.asked).toEqual([]);
    expect((await outcomesIn(folder)).map(({ item }) => item)).toEqual(names);
  });
});

describe('a run that cannot go on', () => {
  it('gives up a dead arm, says so, and finishes the others', async () => {
    const dead = parrot('dead', () => {
      throw new RuntimeFault('unavailable', 'connection refused');
    });
    const live = parrot('live');
    const givenUp: string[] = [];
    const { counts, shortfalls } = await runStudy(asking([items(30)]), {
      ...run,
      arms: [dead, live],
      folder: newFolder(),
      watch: { ...UNWATCHED, givenUp: (arm) => void givenUp.push(arm) },
    });
    expect(live.asked).toHaveLength(30);
    expect(counts).toMatchObject({ planned: 60, judged: 30 });
    expect(counts.errored).toBeLessThan(10);
    expect(counts.skipped).toBe(30 - counts.errored);
    expect(shortfalls).toEqual(['dead was given up: connection refused']);
    expect(givenUp).toEqual(['dead']);
  });

  it('stops within each budget', async () => {
    const spend = async (budget: object, prices = new Map([['m', { input: 1, output: 2 }]])) => {
      const options = { ...run, arms: [parrot('m')], folder: newFolder(), budget, prices };
      return await runStudy(asking([items(50)]), options);
    };
    const tokens = await spend({ tokens: 300 });
    expect(tokens.spent.promptTokens + tokens.spent.completionTokens).toBeLessThanOrEqual(300);
    expect(tokens.counts.judged).toBeGreaterThan(10);
    expect(tokens.shortfalls[0]).toContain('300 tokens');
    const dollars = await spend({ dollars: 0.0004 });
    expect(dollars.spent.dollars).toBeLessThanOrEqual(0.0004);
    expect(dollars.counts.skipped).toBeGreaterThan(0);
    expect((await spend({ seconds: 0 })).counts.skipped).toBe(50);
  });

  it('refuses what an arm cannot do, and two arms of one name', async () => {
    const study = asking([['a']], { needs: ['tokens'] });
    const options = { ...run, folder: newFolder() };
    await expect(runStudy(study, { ...options, arms: [parrot('m')] })).rejects.toThrow('needs tokens');
    await expect(runStudy(asking([['a']]), { ...options, arms: [parrot('m'), parrot('m')] })).rejects.toThrow(
      'called m',
    );
  });

  it.skipIf(!existsSync('/proc/self'))('says that a folder cannot be made, and does not try for ever', async () => {
    const begun = runStudy(asking([['a']]), { ...run, arms: [parrot('m')], folder: '/proc/nowhere/x' });
    await expect(begun).rejects.toThrow('cannot write into');
  });

  it.skipIf(process.getuid?.() === 0)('says that a folder is read-only', async () => {
    const folder = newFolder();
    chmodSync(folder, 0o500);
    await expect(runStudy(asking([['a']]), { ...run, arms: [parrot('m')], folder })).rejects.toThrow('permission');
  });

  it('does not begin with more trials than memory holds', async () => {
    const many = { length: 5_000_000, at: () => trialOf('m', 'a') };
    const study = asking([], {
      async *stages() {
        yield many;
      },
    });
    const options = { ...run, arms: [parrot('m')], folder: newFolder() };
    await expect(runStudy(study, options)).rejects.toThrow('5,000,000 trials');
    await expect(outlook(study, options.arms, 1, new Map())).rejects.toThrow('2,000,000 at most');
  });

  it('says that the folder cannot be made', async () => {
    const folder = join(newFolder(), 'file');
    writeFileSync(folder, '');
    await expect(runStudy(asking([['a']]), { ...run, arms: [parrot('m')], folder })).rejects.toThrow(
      'cannot write into',
    );
  });

  it('does not share a journal with a process that is at work on it', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, `${JOURNAL_NAME}.lock`), String(process.ppid));
    const again = () => runStudy(asking([['a']]), { ...run, arms: [parrot('m')], folder });
    await expect(again()).rejects.toThrow('another process');
    writeFileSync(join(folder, `${JOURNAL_NAME}.lock`), '999999999');
    expect((await again()).counts.judged).toBe(1);
  });
});
