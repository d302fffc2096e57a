import { describe, expect, it } from 'vitest';
import { assemble } from './assemble.ts';
import { compareFiles, matchFindings } from './compare.ts';
import type { Dossier, DossierFile, DossierFinding } from './dossier.ts';

const file = (path: string, content: string, over: Partial<DossierFile> = {}): DossierFile => ({
  path,
  size: content.length,
  format: 'pickle',
  status: 'complete',
  sha256: content.padEnd(64, '0'),
  ...over,
});

const finding = (fingerprint: string, path = 'a', over: Partial<DossierFinding> = {}): DossierFinding => ({
  rule: 'pickle-gadget',
  severity: 'critical',
  confidence: 'high',
  title: 'Runs a program',
  message: 'It does.',
  location: { kind: 'file', path, offset: 7 },
  evidence: [],
  references: [],
  fingerprint,
  ...over,
});

const dossier = (files: readonly DossierFile[], findings: readonly DossierFinding[] = []): Dossier =>
  assemble({
    subject: { name: 'm', kind: 'folder', files: files.length, bytes: 0 },
    files,
    examinations: [],
    findings,
    measurements: [],
    run: { tool: 'assay', version: '0', started: '2026-01-01T00:00:00Z', seconds: 0, node: 'v24', platform: 'x' },
  });

const changes = (a: readonly DossierFile[], b: readonly DossierFile[]) => {
  const result = compareFiles(dossier(a), dossier(b));
  return [result.same, ...result.changes.map(({ change, path }) => `${change} ${path}`)];
};

describe('files', () => {
  it('are the same, changed, added or removed', () => {
    const a = [file('same', 'x'), file('changed', 'x'), file('removed', 'r')];
    const b = [file('same', 'x'), file('changed', 'y'), file('added', 'n')];
    expect(changes(a, b)).toEqual([1, 'added added', 'changed changed', 'removed removed']);
    expect(changes([], [])).toEqual([0]);
  });

  it('are renamed where the digest is the same, each old name once', () => {
    expect(changes([file('a', 'x'), file('b', 'x')], [file('c', 'x'), file('d', 'x'), file('e', 'x')])).toEqual([
      0,
      'renamed c',
      'renamed d',
      'added e',
    ]);
    const empty = { size: 0 };
    expect(changes([file('a', '', empty)], [file('b', '', empty)])).toEqual([0, 'removed a', 'added b']);
  });

  it('without digests are changed by size, and else nobody knows', () => {
    const { sha256: _, ...bare } = file('a', 'xx');
    expect(changes([bare], [file('a', 'xx')])).toEqual([0, 'unknown a']);
    expect(changes([bare], [file('a', 'xxx')])).toEqual([0, 'changed a']);
  });
});

describe('findings', () => {
  const match = (a: Dossier, b: Dossier) => matchFindings(a, b, compareFiles(a, b));
  const names = (findings: readonly DossierFinding[]) => findings.map(({ fingerprint }) => fingerprint);

  it('are new, gone or the same by fingerprint, as often as they are there', () => {
    const a = dossier([], [finding('1'), finding('2'), finding('2')]);
    const b = dossier([], [finding('2'), finding('3'), finding('3')]);
    const result = match(a, b);
    expect([result.same, names(result.new), names(result.gone)]).toEqual([1, ['3', '3'], ['1', '2']]);
  });

  it('keep their identity in a file that only has another name', () => {
    const a = dossier([file('old', 'x')], [finding('1', 'old')]);
    const b = dossier([file('new', 'x')], [finding('2', 'new'), finding('3', 'new', { rule: 'lying-extension' })]);
    const result = match(a, b);
    expect([result.same, names(result.new), names(result.gone)]).toEqual([1, ['3'], []]);
  });

  it('with another severity are told', () => {
    const result = match(dossier([], [finding('1', 'a', { severity: 'low' })]), dossier([], [finding('1')]));
    expect(result.severity.map(({ a, b }) => [a.severity, b.severity])).toEqual([['low', 'critical']]);
  });
});

describe('findings about answers', () => {
  const trial = (fingerprint: string, condition: string, over: Partial<DossierFinding> = {}): DossierFinding =>
    finding(fingerprint, 'a', { location: { kind: 'trial', study: 's', arm: 'm', condition }, ...over });

  it('are the same by fingerprint, and never moved with a file', () => {
    const renamed = [[file('x', '1')], [file('y', '1')]] as const;
    const a = dossier(renamed[0], [trial('1', 'c'), trial('2', 'd'), finding('3', 'x')]);
    const b = dossier(renamed[1], [trial('1', 'c', { severity: 'low' }), trial('4', 'd'), finding('5', 'y')]);
    const { same, new: fresh, gone, severity } = matchFindings(a, b, compareFiles(a, b));
    expect(same).toBe(2);
    expect(fresh.map(({ fingerprint }) => fingerprint)).toEqual(['4']);
    expect(gone.map(({ fingerprint }) => fingerprint)).toEqual(['2']);
    expect(severity).toHaveLength(1);
  });

  it('come after those in files, then by study, model, condition and item', () => {
    const at = (study: string, arm: string, condition: string, item?: string): DossierFinding => {
      const location = { kind: 'trial', study, arm, condition, ...(item === undefined ? {} : { item }) } as const;
      return trial([study, arm, condition, item].join(' '), condition, { location });
    };
    const sorted = [
      finding('file', 'z'),
      at('a', 'm', 'c'),
      at('a', 'm', 'c', 'i'),
      at('a', 'm', 'd'),
      at('a', 'n', 'b'),
      at('b', 'a', 'a'),
    ];
    expect(dossier([], sorted.toReversed()).findings).toEqual(sorted);
  });
});
