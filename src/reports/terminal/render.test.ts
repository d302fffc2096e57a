import { describe, expect, it } from 'vitest';
import type { Finding } from '../../core/finding.ts';
import { assemble } from '../../dossier/assemble.ts';
import type { Dossier, DossierFile, DossierFinding } from '../../dossier/dossier.ts';
import type { LoadingRow } from '../../dossier/loading.ts';
import { bytes } from '../../core/quantities.ts';
import { renderTerminal } from './render.ts';
import { wrap } from './wrap.ts';

const finding = (over: Partial<DossierFinding> = {}): DossierFinding => ({
  rule: 'pickle-gadget',
  severity: 'critical',
  confidence: 'high',
  title: 'Runs a program',
  message: 'This pickle calls os.system.',
  location: { kind: 'file', path: 'model.bin', member: 'archive/data.pkl', offset: 71 },
  evidence: [],
  references: [],
  fingerprint: '0123456789abcdef0123456789abcdef',
  ...over,
});

const file = (path: string, over: Partial<DossierFile> = {}): DossierFile => ({
  path,
  size: 10,
  format: 'pickle',
  status: 'complete',
  ...over,
});

function dossier(files: readonly DossierFile[], findings: readonly Finding[]): Dossier {
  const partial = files.some(({ status }) => status === 'partial');
  return assemble({
    subject: { name: 'model', kind: 'folder', files: files.length, bytes: 1_234_567 },
    files,
    examinations: [{ id: 'artifacts', status: partial ? 'partial' : 'complete' }],
    findings,
    measurements: [],
    run: {
      tool: 'assay',
      version: '0.0.0',
      started: '2026-01-01T00:00:00.000Z',
      seconds: 1,
      node: 'v24',
      platform: 'linux-x64',
    },
  });
}

const plain = (of: Dossier, width = 80): string => renderTerminal(of, { width, color: false });

describe('the terminal report', () => {
  it('says first what was found and how much was read', () => {
    expect(plain(dossier([file('model.bin'), file('b')], [finding()]))).toMatchSnapshot();
  });

  it('fits forty columns, cut at words', () => {
    const title = 'Runs a program on the machine that loads the file';
    const narrow = plain(dossier([file('model.bin'), file('b')], [finding({ title })]), 40);
    for (const line of narrow.split('\n')) expect(line.length).toBeLessThanOrEqual(40);
    expect(narrow).toMatchSnapshot();
  });

  it('names the command that explains the worst finding', () => {
    expect(plain(dossier([file('model.bin')], [finding()])).replaceAll('\n', ' ')).toContain(
      '`assay explain pickle-gadget`',
    );
    expect(plain(dossier([file('model.bin')], []))).not.toContain('assay explain');
  });

  it('never calls anything clean', () => {
    const text = plain(dossier([file('a')], []));
    expect(text).toContain('Nothing was found in what was read. The one model file was read in full.');
    expect(text).not.toMatch(/clean|safe/i);
  });

  it('lists what was not read, with the reason', () => {
    const text = plain(dossier([file('a', { status: 'partial', reason: 'the bytes end before STOP' })], []));
    expect(text).toContain('Not read in full');
    expect(text).toContain('partial  a: the bytes end before STOP');
  });

  it('counts accepted findings apart', () => {
    const text = plain(dossier([file('a')], [finding({ accepted: { reason: 'ours' } } as Partial<DossierFinding>)]));
    expect(text).toContain('1 finding accepted by the baseline');
    expect(text).toContain('Nothing was found');
  });

  it.each([40, 60, 80, 200])('fits %i columns', (width) => {
    const long = finding({ message: 'x'.repeat(500), location: { kind: 'file', path: `${'deep/'.repeat(40)}file` } });
    for (const line of plain(dossier([file('a')], [long]), width).split('\n'))
      expect(line.length).toBeLessThanOrEqual(Math.min(width, 110));
  });

  it('says how the subject loads, narrow or wide', () => {
    const rows: LoadingRow[] = Array.from({ length: 10 }, (_, i) => ({
      loader: 'transformers',
      folder: `part-${i}`,
      call: 'AutoModel.from_pretrained(folder)',
      files: ['model-00001-of-00002.safetensors', 'b', 'c', 'd'],
      fileCount: 30,
      runs: [{ what: 'pickle: os.system', files: ['b'], under: 'weights_only=False', byDefault: false }],
    }));
    const of = { ...dossier([file('a')], []), loading: rows };
    expect(plain(of)).toContain('   transformers  part-0/: model-00001-of-00002.safetensors, b, c and 27 more');
    expect(plain(of)).toContain('                 can run pickle: os.system (weights_only=False)');
    expect(plain(of)).toContain('… and 2 more');
    for (const line of plain(of, 40).split('\n')) expect(line.length).toBeLessThanOrEqual(40);
  });

  it('stops listing after many and says how many more', () => {
    const many = Array.from({ length: 60 }, (_, i) => finding({ fingerprint: String(i).padStart(32, '0') }));
    expect(plain(dossier([file('a')], many))).toContain('… and 20 more findings');
  });
});

describe('wrap', () => {
  it('keeps every character and every width', () => {
    expect(wrap('a bb ccc', 4)).toEqual(['a bb', 'ccc']);
    expect(wrap('abcdefghij k', 4)).toEqual(['abcd', 'efgh', 'ij k']);
    expect(wrap('', 10)).toEqual(['']);
  });
});

describe('bytes', () => {
  it('uses decimal units', () => {
    expect([0, 1, 999, 1500, 45_000, 999_999, 7e9].map(bytes)).toEqual([
      '0 bytes',
      '1 byte',
      '999 bytes',
      '1.5 kB',
      '45 kB',
      '1.0 MB',
      '7.0 GB',
    ]);
  });
});
