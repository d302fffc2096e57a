import { existsSync, linkSync, readFileSync, symlinkSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { Workplace } from './run.fixture.ts';

const place = new Workplace();
afterAll(() => place.remove());

const OWN = `version: 1
claims:
- id: mine
  sentence: The run cost 5.6 million dollars.
  by: Me
  on: 2025-02-03
  source: https://example.org
  status: quoted
  about: a run
  check: { kind: model, model: rental-cost, claimed: { value: 5.6, unit: MUSD }, sets: [{ id: own, title: my sum, as: source, assume: { hours: { record: v3.hours.total }, rent: { value: 2, unit: "USD/chip:H800/h", as_of: 2024-12 } } }] }
`;
const file = place.save('mine.yaml', OWN);
const FAST = ['--draws', '2000', '--as-of', '2026-11-26'];
const claims = (...args: string[]) => place.assay('claims', ...args);

describe('what claims write, and read', { timeout: 240_000 }, () => {
  it('never writes over what was read, by whatever name', () => {
    symlinkSync(place.path('mine.yaml'), place.path('other.yaml'));
    linkSync(place.path('mine.yaml'), place.path('third.yaml'));
    for (const args of [
      ['check', file, ...FAST, '-o', file],
      ['check', file, ...FAST, '-o', './mine.yaml'],
      ['check', file, ...FAST, '-o', 'other.yaml'],
      ['check', 'mine', '--file', file, ...FAST, '-o', 'third.yaml'],
      ['list', '--file', file, '-o', file],
      ['explain', 'mine', '--file', file, ...FAST, '-o', file],
      ['what-if', 'mine', '--file', file, ...FAST, '--set', 'rent=3', '-o', file],
    ]) {
      const { code, out, err } = claims(...args);
      expect([code, out], args.join(' ')).toEqual([2, '']);
      expect(err).toMatch(/^assay: ".*" was read, and would be written over: name another file\n$/);
    }
    expect(readFileSync(place.path(file), 'utf8')).toBe(OWN);
  });

  it('writes no figure over another result, and none over the claims', () => {
    const twice = claims('check', file, ...FAST, '--figures', 'fx', '-o', 'fx/claims-summary.svg');
    expect([twice.code, twice.err]).toEqual([2, expect.stringContaining('would be written twice')]);
    expect(existsSync(place.path('fx'))).toBe(false);
    const own = place.save('fy/claims-rules.csv', OWN);
    const over = claims('check', own, ...FAST, '--figures', 'fy');
    expect([over.code, over.err]).toEqual([2, expect.stringContaining('was read, and would be written over')]);
    expect(readFileSync(place.path(own), 'utf8')).toBe(OWN);
  });

  it('takes no empty folder, and neither an empty name nor - for a file', () => {
    for (const args of [
      ['--figures', ''],
      ['-o', ''],
      ['-o', '-'],
    ]) {
      const { code, err } = claims('check', file, ...FAST, ...args);
      expect([code, err]).toEqual([2, expect.stringMatching(/^assay: option '.*' is invalid\. it is /)]);
    }
    expect(existsSync(place.path('-'))).toBe(false);
  });

  it('says as JSON what made the verdicts', () => {
    const { out } = claims('check', file, ...FAST, '--format', 'json', '--seed', '7');
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      version: string;
    };
    const { claims: all, ...rest } = JSON.parse(out) as { claims: { verdict: { verdict: string; asOf: string } }[] };
    expect(rest).toEqual({ schema: 'assay-claims/1', version, asOf: '2026-11-26', draws: 2000, seed: '7' });
    expect(all.map(({ verdict }) => [verdict.verdict, verdict.asOf])).toEqual([['reproduces', '2026-11-26']]);
  });

  it('says what a name may have meant, the nearest first, and no more of it than is needed', () => {
    expect(claims('check', 'v3-final-ru').err).toMatch(/did you mean v3-final-run, v3-final-run-only, /);
    expect(claims('explain', file).err).toContain('name the file by --file, and one of its claims');
    expect(claims('check', 'casebook', '--file', file).err).toContain('leave one of them out');
    expect(claims('explain', 'x'.repeat(3000)).err.length).toBeLessThan(250);
  });

  it('is as wide as COLUMNS says where there is no terminal', async () => {
    const { out } = await place.start(['claims', 'check', file, ...FAST], { COLUMNS: '50' }).ended;
    const widest = Math.max(...out.split('\n').map((line) => line.length));
    expect(widest).toBeLessThanOrEqual(50);
    expect(widest).toBeGreaterThan(40);
  });
});
