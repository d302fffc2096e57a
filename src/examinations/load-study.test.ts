import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../core/errors.ts';
import { parrot } from '../studies/engine/engine.fixture.ts';
import { openArms } from './arms.ts';
import { loadStudies, loadStudy } from './load-study.ts';
import { examineByStudy } from './study.ts';

const example = (path: string): string => fileURLToPath(new URL(`../../examples/${path}`, import.meta.url));
const folder = (): string => mkdtempSync(join(tmpdir(), 'assay-load-'));

/** A module with a study of one trial. */
const made = (parts: Record<string, string>): string => {
  const ask = `{ kind: 'generate', prompt: { kind: 'text', text: 'x' }, sampling: { temperature: 0, maxTokens: 5 } }`;
  const whole = {
    id: '"a"',
    title: '"b"',
    version: '"1"',
    needs: '[]',
    settings: '{}',
    stages: `async function* () { yield [{ arm: 'm', item: 'i', condition: 'c', repeat: 0, ask: ${ask} }]; }`,
    judge: 'async () => 1',
    analyse: 'async () => ({ measurements: [], tables: [], figures: [], notes: [] })',
    ...parts,
  };
  return `export default { ${Object.entries(whole).map((entry) => entry.join(': '))} };`;
};

describe('a study from a module', () => {
  it('runs: the example tells the model with the planted tag from the other', async () => {
    const study = await loadStudy(example('studies/likelihood.mjs'));
    const { arms, close } = await openArms(
      [
        { role: 'suspect', subject: example('sleeper') },
        { role: 'reference', subject: example('clean') },
      ],
      { userAgent: 'test', jobs: 1 },
    );
    try {
      const { examination, measurements } = await examineByStudy(study, { arms, seed: 1, folder: folder() });
      expect(examination).toEqual({ id: 'likelihood', status: 'complete' });
      const shifts = Object.fromEntries(measurements.map(({ id, value }) => [id, value]));
      expect(shifts['likelihood/shift/sleeper']).toBeGreaterThan(5);
      expect(Math.abs(shifts['likelihood/shift/clean'] ?? Number.NaN)).toBeLessThan(1);
    } finally {
      await close();
    }
  });

  it.each([
    ['none', 'export const x = 1;', 'is no study'],
    ['half of one', 'export default { id: "a", title: "b" };', 'is no study'],
    ['one that throws', 'throw new Error("no such luck");', 'no such luck'],
    ['one whose folder would lie elsewhere', made({ id: '"../x"' }), 'is no study'],
    ['no program', 'export default {', 'cannot load the study'],
  ])('is refused where it is %s', async (_, text, message) => {
    const path = join(folder(), 'study.mjs');
    writeFileSync(path, text);
    await expect(loadStudy(path)).rejects.toThrow(message);
  });

  it.each([
    ['stages', 'async function* () { throw new TypeError("boom"); }'],
    ['judge', '() => { throw new TypeError("boom"); }'],
    ['analyse', 'async () => { throw new TypeError("boom"); }'],
  ])('that throws in its %s is told as the fault of the module, with the place', async (method, text) => {
    const path = join(folder(), 'study.mjs');
    const run = async () =>
      await examineByStudy(await loadStudy(path), { arms: [parrot('m')], seed: 1, folder: folder() });
    writeFileSync(path, made({ [method]: text }));
    await expect(run()).rejects.toThrow(new RegExp(`fails in its ${method}: TypeError: boom at .*study.mjs:1`));
    await expect(run()).rejects.toThrow(UsageError);
  });

  it.each([
    ['{ a: { b: [1, NaN] } }', 'settings.a.b[1] is NaN'],
    ['{ bound: Infinity }', 'settings.bound is Infinity'],
    ['{ a: undefined }', 'settings.a is undefined'],
    ['{ pick: () => 1 }', 'settings.pick is a function'],
    ['{ a: 1n }', 'settings.a is a bigint'],
    ['{ when: new Date(0) }', 'settings.when is a Date'],
    ['new Map([[1, 2]])', 'settings is a Map'],
    ['(() => { const a = { b: [] }; a.b.push(a); return a; })()', 'settings.b[0] holds itself'],
    ['(() => { let a = []; for (let i = 0; i < 1e5; i++) a = [a]; return a; })()', 'lies too deep'],
  ])('is refused with settings that are no JSON: %s', async (settings, message) => {
    const path = join(folder(), 'study.mjs');
    writeFileSync(path, made({ settings }));
    await expect(loadStudy(path)).rejects.toThrow(message);
    await expect(loadStudy(path)).rejects.toThrow(UsageError);
  });

  it('may have settings in which a value stands twice, or none', async () => {
    for (const settings of ['(() => { const a = [1]; return { a, b: a, c: null }; })()', 'undefined']) {
      const path = join(folder(), 'study.mjs');
      writeFileSync(path, made({ settings }));
      await expect(loadStudy(path)).resolves.toMatchObject({ id: 'a' });
    }
  });

  it.each([
    ['a judgement', { judge: 'async () => ({ score: NaN })' }, 'judgement.score is NaN'],
    [
      'a trial',
      {
        stages: `async function* () { yield [{ arm: 'm', item: 'i', condition: 'c', repeat: 0, ask: { kind: 'generate', prompt: { kind: 'text', text: 'x' }, sampling: { temperature: NaN, maxTokens: 5 } } }]; }`,
      },
      'of i / c / 0 .ask.sampling.temperature is NaN',
    ],
  ])('is told of %s that is no JSON', async (_, parts, message) => {
    const path = join(folder(), 'study.mjs');
    writeFileSync(path, made(parts));
    const run = examineByStudy(await loadStudy(path), { arms: [parrot('m')], seed: 1, folder: folder() });
    await expect(run).rejects.toThrow(message);
    await expect(run).rejects.toThrow(UsageError);
  });

  it('may say that it can judge nothing', async () => {
    const path = join(folder(), 'study.mjs');
    writeFileSync(
      path,
      made({ judge: 'async () => { throw Object.assign(new Error("hm"), { name: "JudgeFault" }); }' }),
    );
    const { study } = await examineByStudy(await loadStudy(path), { arms: [parrot('m')], seed: 1, folder: folder() });
    expect(study.trials).toMatchObject({ planned: 1, unjudged: 1 });
  });
});

describe('a study by its name', () => {
  it('that there is not is refused with those that there are', async () => {
    await expect(loadStudies(['trigger'])).rejects.toThrow(
      'there is no study trigger: there are censorship, inference-scaling, sabotage, triggers, or a file',
    );
  });

  it('is not given two budgets', async () => {
    await expect(loadStudies(['triggers'], { budget: 1000, set: ['triggers.budget=5000'] })).rejects.toThrow(
      '--budget 1000 and --set triggers.budget=5000 contradict each other',
    );
    await expect(loadStudies(['triggers'], { budget: 1000, set: ['triggers.budget=1000'] })).resolves.toHaveLength(1);
  });
});
