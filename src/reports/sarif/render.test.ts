import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../artifacts/registry.gen.ts';
import { SEVERITIES } from '../../core/finding.ts';
import type { Dossier } from '../../dossier/dossier.ts';
import { dossierOf, file, finding, HOSTILE_NAMES } from '../dossier.fixture.ts';
import type { SarifLog, SarifRun } from './log.ts';
import { renderSarif } from './render.ts';
import { schemaErrors } from './schema.fixture.ts';

function runOf(dossier: Dossier, under = ''): SarifRun {
  const log = JSON.parse(renderSarif(dossier, { under })) as SarifLog;
  expect(schemaErrors(log)).toEqual([]);
  const [run] = log.runs;
  if (run === undefined) throw new Error('no run');
  return run;
}

const only = (over: Parameters<typeof finding>[0]) => {
  const [result] = runOf(dossierOf([file('model.bin')], [finding(over)])).results;
  if (result === undefined) throw new Error('no result');
  return result;
};

describe('the schema of the tests', () => {
  it('refuses what the standard refuses', () => {
    expect(schemaErrors({ version: '2.1.0', runs: [] })).toEqual([]);
    expect(schemaErrors({ version: '2.0.0', runs: [] })).not.toEqual([]);
    const region = { artifactLocation: { uri: 'a b' }, region: { byteLength: 1 } };
    const results = [{ message: { text: 'x' }, locations: [{ physicalLocation: region }] }];
    const errors = schemaErrors({ version: '2.1.0', runs: [{ tool: { driver: { name: 'x' } }, results }] });
    expect(errors.map(({ keyword }) => keyword)).toEqual(expect.arrayContaining(['format', 'anyOf']));
  });
});

describe('a SARIF log', () => {
  it('is valid without files, without findings, and with a finding of every rule and severity', () => {
    expect(runOf(dossierOf([])).results).toEqual([]);
    expect(runOf(dossierOf([file('a')])).results).toEqual([]);
    const findings = RULES.flatMap(({ id }) => SEVERITIES.map((severity) => finding({ rule: id, severity })));
    const run = runOf(dossierOf([file('model.bin')], findings));
    expect(run.tool.driver.rules.map(({ id }) => id).toSorted()).toEqual(RULES.map(({ id }) => id).toSorted());
    for (const { ruleId, ruleIndex } of run.results) expect(run.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
  });

  it('explains each rule, with help, weaknesses and the score of the worst that it found', () => {
    const run = runOf(dossierOf([file('model.bin')], [finding({ severity: 'medium' }), finding({ severity: 'low' })]));
    const [rule] = run.tool.driver.rules;
    expect(rule?.help?.markdown).toContain('**What to do.**');
    expect(rule?.fullDescription?.text.length).toBeGreaterThan(100);
    expect(rule?.properties).toMatchObject({ 'security-severity': '5.5', 'problem.severity': 'warning' });
    expect(rule?.properties?.['tags']).toContain('external/cwe/cwe-502');
    const [target] = (rule?.relationships ?? []).map((relationship) => relationship.target);
    const list = run.taxonomies[target?.toolComponent.index ?? -1];
    expect(list?.name).toBe(target?.toolComponent.name);
    expect(list?.taxa[target?.index ?? -1]?.id).toBe(target?.id);
  });

  it.each([
    ['critical', 'error'],
    ['high', 'error'],
    ['medium', 'warning'],
    ['low', 'note'],
    ['info', 'note'],
  ] as const)('gives %s the level %s', (severity, level) => expect(only({ severity }).level).toBe(level));

  it('names the bytes of a file', () => {
    const location = { kind: 'file', path: 'model.bin', offset: 71, length: 9 } as const;
    expect(only({ location }).locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'model.bin', uriBaseId: '%SRCROOT%', index: 0 },
      region: { startLine: 1, byteOffset: 71, byteLength: 9 },
    });
  });

  it('names the line of a text', () => {
    const { region } = only({ location: { kind: 'file', path: 'a.py', line: 12, offset: 300 } }).locations[0]
      .physicalLocation;
    expect(region).toEqual({ startLine: 12 });
  });

  it('names the member of an archive, and its bytes as bytes of the member', () => {
    const location = { kind: 'file', path: 'model.bin', member: 'a.zip!/b/c.pkl', offset: 5, tensor: 'w.0' } as const;
    const run = runOf(dossierOf([file('model.bin')], [finding({ location })]));
    const [result] = run.results;
    expect(result?.locations[0].physicalLocation.region).toEqual({ startLine: 1 });
    expect(result?.locations[0].logicalLocations).toEqual([
      { name: 'b/c.pkl', fullyQualifiedName: 'model.bin!/a.zip!/b/c.pkl', kind: 'resource' },
      { name: 'w.0', fullyQualifiedName: 'model.bin!/a.zip!/b/c.pkl#w.0', kind: 'tensor' },
    ]);
    const inside = result?.relatedLocations?.[0]?.physicalLocation;
    expect(inside?.region).toEqual({ byteOffset: 5 });
    const inner = run.artifacts[inside?.artifactLocation.index ?? -1];
    expect(inner).toEqual({ location: { uri: '/b/c.pkl' }, parentIndex: 1 });
    expect(run.artifacts[1]).toEqual({ location: { uri: '/a.zip' }, parentIndex: 0 });
    expect(run.artifacts[0]?.location.uri).toBe('model.bin');
  });

  it('puts paths under the folder that they are relative to', () => {
    const run = runOf(dossierOf([file('model.bin')], [finding()]), 'models/mine');
    expect(run.results[0]?.locations[0].physicalLocation.artifactLocation.uri).toBe('models/mine/model.bin');
  });

  it('lists each file with size and hash', () => {
    const sha256 = 'ab'.repeat(32);
    const { artifacts } = runOf(dossierOf([file('weights.safetensors', { sha256, format: 'safetensors' })]));
    expect(artifacts).toEqual([
      {
        location: { uri: 'weights.safetensors', uriBaseId: '%SRCROOT%' },
        roles: ['analysisTarget'],
        length: 10,
        hashes: { 'sha-256': sha256 },
        properties: { format: 'safetensors', status: 'complete' },
      },
    ]);
  });

  it('names the repository and the commit of a subject on a hub', () => {
    const dossier = dossierOf([file('a')]);
    const subject = { ...dossier.subject, url: 'https://huggingface.co/org/name', revision: 'a'.repeat(40) };
    expect(runOf(dossier).versionControlProvenance).toBeUndefined();
    expect(runOf({ ...dossier, subject }).versionControlProvenance).toEqual([
      { repositoryUri: 'https://huggingface.co/org/name', revisionId: 'a'.repeat(40) },
    ]);
  });

  it('carries the fingerprint, also under the name that code scanning reads', () => {
    const fingerprint = 'f'.repeat(32);
    expect(only({ fingerprint }).partialFingerprints).toEqual({
      'assay/v1': fingerprint,
      primaryLocationLineHash: fingerprint,
    });
  });

  it('marks what a baseline accepts as suppressed, and puts it last', () => {
    const accepted = { reason: 'ours', expires: '2030-01-01' };
    const { results } = runOf(dossierOf([file('model.bin')], [finding({ accepted }), finding({ severity: 'low' })]));
    expect(results.map(({ suppressions }) => suppressions)).toEqual([
      undefined,
      [{ kind: 'external', status: 'accepted', justification: 'ours', properties: { expires: '2030-01-01' } }],
    ]);
  });

  it('says what was not read', () => {
    const files = [
      file('a', { status: 'failed', reason: 'no table' }),
      file('b', { status: 'skipped', reason: 'a device' }),
    ];
    const [invocation] = runOf(dossierOf(files)).invocations;
    expect(invocation?.executionSuccessful).toBe(true);
    expect(invocation?.toolExecutionNotifications.map(({ level, message }) => `${level}: ${message.text}`)).toEqual([
      'warning: The examination of artifacts is partial: 2 of 2 files were not read in full.',
      'error: a is failed: no table.',
      'warning: b is skipped: a device.',
    ]);
  });

  it('keeps within what code scanning takes, and says what it left out', () => {
    const findings = Array.from({ length: 5_200 }, (_, i) =>
      finding({ severity: i < 5_000 ? 'high' : 'low', message: 'x'.repeat(2_000), fingerprint: String(i) }),
    );
    const files = Array.from({ length: 6_000 }, (_, i) => file(`file-${i}`));
    const text = renderSarif(dossierOf([file('model.bin'), ...files], findings), { under: '' });
    expect(text.length).toBeLessThan(25_000_000);
    const log = JSON.parse(text) as SarifLog;
    expect(log.runs[0]?.results.length).toBe(5_000);
    expect(log.runs[0]?.results.every(({ level }) => level === 'error')).toBe(true);
    const notes = log.runs[0]?.invocations[0]?.toolExecutionNotifications.map(({ message }) => message.text);
    expect(notes).toEqual([
      '200 less severe findings in the dossier, not in this log.',
      '1,000 further files in the dossier, not in this log.',
    ]);
  });

  it.each(HOSTILE_NAMES)('holds a file called %j', (name) => {
    const location = { kind: 'file', path: name, member: name, tensor: name } as const;
    const run = runOf(
      dossierOf([file(name, { status: 'partial', reason: name })], [finding({ location, message: name, title: name })]),
    );
    const { uri } = run.results[0]?.locations[0].physicalLocation.artifactLocation ?? {};
    expect(decodeURIComponent(uri ?? '')).toBe(name.toWellFormed());
    expect(run.results[0]?.message.text).not.toMatch(/\]\(|(?<!\{)\{\d+\}(?!\})/);
  });

  it('is valid whatever files are called', () => {
    const segment = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(segment, segment, fc.nat(), (path, member, offset) => {
        const found = finding({ location: { kind: 'file', path, member, offset }, message: member });
        const log: unknown = JSON.parse(renderSarif(dossierOf([file(path)], [found]), { under: path }));
        expect(schemaErrors(log)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
