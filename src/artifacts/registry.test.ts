import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../formats/registry.gen.ts';
import { reference } from '../core/reference.ts';
import { RULE_LOADERS } from './loaders.gen.ts';
import { RULES } from './registry.gen.ts';

const folders = readdirSync(new URL('.', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(new URL(`${entry.name}/rule.ts`, import.meta.url)))
  .map(({ name }) => name);

describe('the registry of rules', () => {
  it('holds every folder, under its own name', () => {
    expect(RULES.map(({ id }) => id).toSorted()).toEqual(folders.toSorted());
  });

  it.each(RULES.map((rule) => [rule.id, rule] as const))('%s explains itself', (_id, rule) => {
    expect(rule.title).not.toMatch(/\.$/);
    expect(rule.explanation.length).toBeGreaterThan(120);
    expect(rule.advice).toMatch(/\.$/);
    expect(rule.references.some((id) => id.startsWith('CWE-'))).toBe(true);
    for (const id of rule.references) expect(reference(id).url, id).toBeDefined();
  });

  it('gives each anomaly to one rule, at no more than the severity of the rule', () => {
    const codes = RULES.flatMap(({ anomalies }) => Object.keys(anomalies ?? {}));
    expect(codes.filter((code, i) => codes.indexOf(code) !== i)).toEqual([]);
  });

  it('asks only for formats that exist', () => {
    const known = FORMATS.map(({ id }) => id);
    for (const rule of RULES) if ('formats' in rule) for (const format of rule.formats) expect(known).toContain(format);
  });

  it('loads each rule for what it looks at', async () => {
    const loaded = await Promise.all(RULE_LOADERS.map((loader) => loader.load()));
    expect(loaded).toEqual(RULES);
    for (const [i, rule] of RULES.entries())
      expect(RULE_LOADERS[i]).toMatchObject({
        id: rule.id,
        scope: rule.scope,
        formats: 'formats' in rule ? rule.formats : [],
        anomalies: Object.keys(rule.anomalies ?? {}),
      });
  });
});
