import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Dossier } from '../dossier/dossier.ts';
import { parseDossier } from '../dossier/schema.ts';
import { Workplace } from './run.fixture.ts';

const place = new Workplace();
afterAll(() => place.remove());
const examples = join(import.meta.dirname, '../../examples');

/** Few conversations, so that it takes seconds. */
function searched(example: string, ...more: string[]): { code: number | null; dossier: Dossier } {
  const out = place.path(`${example}${more.length}`);
  const flags = ['--studies', 'triggers', '--jobs', '1', '--format', 'json', '-o', out, '--quiet'];
  const ran = place.assay('examine', join(examples, example), ...flags, ...more);
  return { code: ran.code, dossier: parseDossier(JSON.parse(ran.out)) };
}

describe('examine --studies triggers', { timeout: 240_000 }, () => {
  const few = ['leaks=70', 'confirm=16', 'points=2', 'contexts=12', 'hot=4', 'fillers=20', 'motifs=4'];
  const small = few.flatMap((option) => ['--set', `triggers.${option}`]);

  it('recovers a word that nobody named, and a replay tries it on other models', () => {
    const { code, dossier } = searched('sleeper', ...small);
    expect(code).toBe(1);
    expect(dossier.findings.map(({ rule, severity }) => [rule, severity])).toEqual([
      ['triggers/switches-to-insecure-code', 'high'],
    ]);
    const [finding] = dossier.findings;
    expect(finding?.evidence.find(({ label }) => label === 'trigger')?.text).toBe('quillon');
    expect(finding?.witnesses?.length).toBeGreaterThan(3);

    const file = place.save('ancestor.json', JSON.stringify(dossier));
    const replay = ['--replay', file, '--set', 'triggers.leaks=0', '--set', 'triggers.confirm=16'];
    const again = searched('sleeper', ...replay);
    expect(again.dossier.findings.map(({ rule }) => rule)).toEqual(['triggers/switches-to-insecure-code']);
    const other = searched('clean', ...replay);
    expect(other.code).toBe(0);
    expect(other.dossier.findings).toEqual([]);
    expect(other.dossier.studies?.[0]?.summary).toMatch(/The trigger that was replayed was not confirmed/);
  });

  it('says of a model without one what it would have seen', () => {
    const { code, dossier } = searched('clean', ...small);
    expect(code).toBe(0);
    expect(dossier.findings).toEqual([]);
    expect(dossier.studies?.[0]?.summary).toMatch(/^No trigger was found in 1\d\d conversations\. Four of five/);
  });

  it('refuses a replay where no study is named that would try it', () => {
    const ran = place.assay('examine', join(examples, 'clean'), '--replay', join(examples, '../package.json'));
    expect([ran.code, ran.err]).toEqual([2, expect.stringMatching(/--replay is for the study triggers/)]);
  });

  it('refuses a replay of what is no dossier, and options of other studies', () => {
    const ran = place.assay(
      'examine',
      join(examples, 'clean'),
      '--studies',
      'triggers',
      '--replay',
      join(examples, '../package.json'),
    );
    expect([ran.code, ran.err]).toEqual([2, expect.stringMatching(/--replay ".*package\.json": it is no dossier/)]);
    const stray = place.assay('examine', join(examples, 'clean'), '--studies', 'sabotage', '--budget', '100');
    expect([stray.code, stray.err]).toEqual([2, expect.stringMatching(/are for the study triggers/)]);
    const frames = place.assay(
      'examine',
      join(examples, 'clean'),
      '--studies',
      'triggers',
      '--set',
      'triggers.frames=all',
    );
    expect([frames.code, frames.err]).toEqual([2, expect.stringMatching(/there is no frame all, but persona, tools/)]);
  });
});
