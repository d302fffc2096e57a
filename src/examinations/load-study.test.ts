import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openArms } from './arms.ts';
import { loadStudy } from './load-study.ts';
import { examineByStudy } from './study.ts';

const example = (path: string): string => fileURLToPath(new URL(`../../examples/${path}`, import.meta.url));
const folder = (): string => mkdtempSync(join(tmpdir(), 'assay-load-'));

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
    ['no program', 'export default {', 'cannot load the study'],
  ])('is refused where it is %s', async (_, text, message) => {
    const path = join(folder(), 'study.mjs');
    writeFileSync(path, text);
    await expect(loadStudy(path)).rejects.toThrow(message);
  });
});
