import { beforeAll, describe, expect, it } from 'vitest';
import { type Audit, audit } from '../../src/artifacts/audit.fixture.ts';
import { RULES } from '../../src/artifacts/registry.gen.ts';
import type { Rule } from '../../src/artifacts/rule.ts';
import { atLeast } from '../../src/core/finding.ts';
import { dossierOf } from '../../src/reports/dossier.fixture.ts';
import { renderJunit } from '../../src/reports/junit/render.ts';
import { renderMarkdown } from '../../src/reports/markdown/render.ts';
import type { SarifLog } from '../../src/reports/sarif/log.ts';
import { renderSarif } from '../../src/reports/sarif/render.ts';
import { schemaErrors } from '../../src/reports/sarif/schema.fixture.ts';
import type { DetectCase } from './case.ts';
import { sightedCases } from './sighted/index.ts';

const audited: { one: DetectCase; result: Audit }[] = [];

beforeAll(async () => {
  for (const one of sightedCases) audited.push({ one, result: await audit(one.build(), one.claims) });
}, 120_000);

describe('the cases by authors who know the rules', () => {
  it('have each an id of their own, that begins with their class and ends with their container', () => {
    const ids = sightedCases.map(({ id }) => id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    for (const { id, trick, container } of sightedCases) {
      expect(id).toMatch(/^[a-z-]+\/[a-z0-9-]+@[a-z0-9-]+$/);
      expect(id.startsWith(`${trick}/`) && id.endsWith(`@${container}`), id).toBe(true);
    }
  });

  it('are the same bytes each time that they are built', () => {
    for (const { id, build } of sightedCases) {
      const [first, second] = [build(), build()];
      expect(Object.keys(first), id).toEqual(Object.keys(second));
      for (const [path, bytes] of Object.entries(first))
        expect(Buffer.compare(bytes, second[path] ?? new Uint8Array()), `${id} ${path}`).toBe(0);
    }
  });
});

describe('the reports', () => {
  it('hold every finding of every case: SARIF by its schema', () => {
    const files = audited.flatMap(({ one, result }) =>
      result.files.map(({ path, size, format = 'unknown', status }) => ({
        path: `${one.id}/${path}`,
        size,
        format,
        status,
      })),
    );
    const findings = audited.flatMap(({ one, result }) =>
      result.findings.map((found) => ({
        ...found,
        location: { ...found.location, path: `${one.id}/${found.location.path}` },
      })),
    );
    const dossier = dossierOf(files, findings);
    const log = JSON.parse(renderSarif(dossier, { under: '' })) as SarifLog;
    expect(schemaErrors(log)).toEqual([]);
    expect(log.runs[0]?.results.length).toBe(findings.length);
    const cases = renderJunit(dossier, { under: '', failOn: 'info' }).match(/<failure /g);
    expect(cases?.length).toBe(findings.length);
    expect(Buffer.byteLength(renderMarkdown(dossier, { under: '' }))).toBeLessThan(1_000_000);
  });
});

describe.each(RULES.map((rule) => [rule.id, rule] as const))('the rule %s', (id, rule) => {
  it('fires on a malicious case', () => {
    const fired = audited.filter(
      ({ one, result }) => one.malicious && result.findings.some((found) => found.rule === id),
    );
    expect(fired.map(({ one }) => one.id)).not.toEqual([]);
  });

  it('is silent about a harmless case that it looked at', () => {
    const silent = audited.filter(
      ({ one, result }) =>
        !one.malicious &&
        looksAt(rule, result) &&
        !result.findings.some((found) => found.rule === id && atLeast(found.severity, 'medium')),
    );
    expect(silent.map(({ one }) => one.id)).not.toEqual([]);
  });
});

/** True where the files hold what the rule is about; the formats of an anomaly are the first words of its codes. */
function looksAt(rule: Rule, { files }: Audit): boolean {
  if (rule.scope === 'file' || ('formats' in rule && rule.formats.length === 0)) return files.length > 0;
  const formats =
    'formats' in rule
      ? rule.formats
      : Object.keys(rule.anomalies ?? {}).map((code) => code.slice(0, code.indexOf('.')));
  return files.some(({ parts }) => parts.some(({ format }) => formats.includes(format) || formats.includes('survey')));
}
