import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseDossier } from '../dossier/schema.ts';
import { bytesOf, callPickle, op } from '../formats/pickle/assemble.fixture.ts';
import { comparedDossier } from '../dossier/compared.fixture.ts';
import { figuredDossier } from '../reports/figured.fixture.ts';
import { schemaErrors } from '../reports/sarif/schema.fixture.ts';
import { FORMS } from './report.ts';
import { Workplace } from './run.fixture.ts';

const HOSTILE = callPickle('os', 'system', 'echo harmless');
let at: Workplace;
beforeEach(() => (at = new Workplace()));
afterEach(() => at.remove());
const read = (name: string): string => readFileSync(join(at.root, name), 'utf8');

describe('reports', () => {
  it('come in every form from one run, beside what is printed', () => {
    at.save('models/mine/a b.pkl', HOSTILE);
    const forms = FORMS.filter((form) => form !== 'html');
    const ran = at.assay(
      'scan',
      'models/mine',
      '--quiet',
      ...forms.flatMap((form) => ['--report', `${form}=out/${form}`]),
    );
    expect([ran.code, ran.err]).toEqual([1, '']);
    expect(ran.out).toBe(read('out/terminal'));
    expect(parseDossier(JSON.parse(read('out/json'))).findings.length).toBe(1);
    const log = JSON.parse(read('out/sarif')) as { runs: { artifacts: { location: { uri: string } }[] }[] };
    expect(schemaErrors(log)).toEqual([]);
    expect(log.runs[0]?.artifacts[0]?.location.uri).toBe('models/mine/a%20b.pkl');
    expect(read('out/junit')).toContain('<testsuite name="models/mine/a b.pkl" tests="2" failures="1"');
    expect(read('out/markdown')).toContain('<code>models/mine/a b.pkl</code>');
  });

  it('are also printed', () => {
    at.save('a.pkl', bytesOf(op.proto(4), op.emptyList, op.stop));
    expect(schemaErrors(JSON.parse(at.assay('scan', 'a.pkl', '--format', 'sarif').out))).toEqual([]);
    expect(at.assay('scan', 'a.pkl', '--format', 'junit').out).toContain('failures="0"');
    expect(at.assay('scan', 'a.pkl', '--format', 'markdown').out).toContain('Nothing was found in what was read');
  });

  it('name a subject outside of the working folder by its own paths', () => {
    at.save('elsewhere/a.pkl', HOSTILE);
    at.save('here/x', '');
    const outside = new Workplace();
    try {
      expect(outside.assay('scan', join(at.root, 'elsewhere'), '--format', 'junit').out).toContain(
        '<testsuite name="a.pkl"',
      );
    } finally {
      outside.remove();
    }
  });

  it('may be named in the settings', () => {
    at.save('assay.config.yaml', 'format: json\nreport: [sarif=a.sarif, junit=a.xml]\n');
    at.save('a.pkl', HOSTILE);
    expect(at.assay('scan', 'a.pkl').code).toBe(1);
    expect(read('a.sarif')).toContain('"version": "2.1.0"');
    expect(read('a.xml')).toContain('<testsuites');
    at.save('wrong.yaml', 'report: [xml=a]\n');
    const wrong = at.assay('scan', 'a.pkl', '--config', 'wrong.yaml');
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('wrong.yaml at report.0: must be FORM=FILE')]);
  });

  it.each(['sarif', 'xml=a', '=a', 'sarif='])('refuse --report %s', (report) => {
    const ran = at.assay('scan', '.', '--report', report);
    expect([ran.code, ran.err]).toEqual([2, expect.stringContaining('FORM=FILE')]);
  });

  it('that cannot be written end the run', () => {
    at.save('a.pkl', HOSTILE);
    const ran = at.assay('scan', 'a.pkl', '--report', 'sarif=/proc/nowhere/x');
    expect([ran.code, ran.err]).toEqual([2, expect.stringContaining('cannot write')]);
  });
});

describe('assay report', () => {
  it('writes a dossier in other forms, and its figures as files', () => {
    at.save('dossier.json', JSON.stringify(figuredDossier()));
    const ran = at.assay('report', 'dossier.json', '--figures', 'out/figures', '--report', 'markdown=out/a.md');
    expect([ran.code, ran.err]).toEqual([0, 'Figures: 12 in out/figures\n']);
    expect(ran.out).toContain('Questions that were not answered, by topic and language');
    expect(read('out/a.md')).toContain('**What became of the same questions');
    expect(read('out/figures/censorship-topics.svg')).toMatch(/^<svg [^]*<\/svg>\n$/);
    expect(read('out/figures/censorship-topics.csv')).toContain('History,Tiananmen 1989,English,0,');
  });

  it('says where there is no figure, and ends with 2 where there is no dossier', () => {
    at.save('none.json', JSON.stringify(comparedDossier('one', [])));
    expect(at.assay('report', 'none.json', '--figures', 'out', '--format', 'json').err).toBe(
      'Figures: none: there is nothing to draw\n',
    );
    at.save('other.json', '{}');
    expect(at.assay('report', 'other.json').code).toBe(2);
    expect(at.assay('report', 'missing.json')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^assay: cannot read the dossier "missing\.json": .*no such file/i),
    });
  });
});
