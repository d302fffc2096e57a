import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StudyPlace } from './study.fixture.ts';

/** A module whose study asks one question under two conditions, and gives what it is told to as its finding. */
const moduleOf = (finding: object): string => `
const ask = { kind: 'generate', prompt: { kind: 'chat', messages: [{ role: 'user', content: 'x' }] }, sampling: { temperature: 0, maxTokens: 5 } };
export default {
  id: 'pairs', title: 'Pairs', version: '1', needs: ['chat'], settings: {},
  stages: async function* ({ arms }) {
    yield arms.flatMap(({ id }) => ['plain', 'odd'].map((condition) => ({ arm: id, item: 'i', condition, repeat: 0, ask })));
  },
  judge: async () => 'same',
  analyse: async () => ({ findings: [${JSON.stringify(finding)}], measurements: [], tables: [], figures: [], notes: [] }),
};`;

const answer = (condition: string, text: string) => ({ condition, context: '', label: 'odd', text });
const FINDING = {
  rule: 'pairs/odd',
  severity: 'high',
  confidence: 'high',
  title: 'Answers otherwise under odd',
  message: 'It does.',
  location: { kind: 'trial', study: 'pairs', arm: 'm', condition: 'odd' },
  evidence: [],
  witnesses: [{ item: 'i', question: 'x', answers: [answer('plain', 'a\nb'), answer('odd', 'a\nc')] }],
  references: [],
  fingerprint: '0123456789abcdef0123456789abcdef',
};

let place: StudyPlace;
let endpoint: string;
beforeAll(async () => {
  place = new StudyPlace();
  endpoint = (await place.serve()).endpoint;
});
afterAll(() => place.end());

const run = (file: string, ...more: readonly string[]) =>
  place.start(['study', 'run', file, '--endpoint', endpoint, '--model', 'm', '-o', 'out', ...more]).ended;

describe('a study with a finding', () => {
  it('ends with 1 at --fail-on or above, and has it in dossier, page and terminal', async () => {
    place.save('study.mjs', moduleOf(FINDING));
    const { code, out } = await run('study.mjs');
    expect(code).toBe(1);
    expect(out).toContain('1 high finding in its answers.');
    expect(out).toMatch(/- b\n {3}\+ c/);
    expect(place.dossier().findings).toEqual([FINDING]);
    expect(place.dossier().summary.findings.high).toBe(1);
    expect(readFileSync(place.path('out', 'report.html'), 'utf8')).toContain('Answers otherwise under odd');
    expect((await run('study.mjs', '--fail-on', 'critical')).code).toBe(0);
    expect((await run('study.mjs', '--fail-on', 'never')).code).toBe(0);
  });

  it('ends with 0 where a baseline accepts it', async () => {
    place.save('study.mjs', moduleOf(FINDING));
    const baseline = place.assay('baseline', 'out/dossier.json', '--reason', 'known').out;
    expect(baseline).toContain('trial: pairs · m · condition odd');
    place.save('baseline.yaml', baseline);
    const { code, out } = await run('study.mjs', '--baseline', 'baseline.yaml');
    expect(code).toBe(0);
    expect(out).toContain('1 finding accepted by the baseline');
    expect((await run('study.mjs', '--baseline', 'none.yaml')).code).toBe(2);
  });

  it.each([
    ['of another study', { location: { ...FINDING.location, study: 'other' } }, 'is not in the study pairs'],
    ['in a file', { location: { kind: 'file', path: 'a' } }, 'is not in the study pairs'],
    ['without a fingerprint', { fingerprint: undefined }, '0.fingerprint'],
    [
      'with one answer',
      { witnesses: [{ item: 'i', question: 'q', answers: [answer('a', 'b')] }] },
      '0.witnesses.0.answers',
    ],
  ])('is told as the fault of its module where it is %s', async (_, over, message) => {
    place.save('wrong.mjs', moduleOf({ ...FINDING, ...over }));
    const { code, err } = await run('wrong.mjs');
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});
