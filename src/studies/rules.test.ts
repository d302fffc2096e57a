import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { reference } from '../core/reference.ts';
import { STUDY_RULES } from './rules.gen.ts';

const studies = readdirSync(new URL('.', import.meta.url)).filter((name) =>
  existsSync(new URL(`${name}/rules.ts`, import.meta.url)),
);

describe('the registry of rules of studies', () => {
  it('holds every study that has rules', () => {
    expect([...new Set(STUDY_RULES.map(({ id }) => id.split('/')[0]))].toSorted()).toEqual(studies.toSorted());
  });

  it('gives each rule an id of its own, behind that of its study', () => {
    const ids = STUDY_RULES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*\/[a-z]+(?:-[a-z]+)*$/);
  });

  it.each(STUDY_RULES.map((rule) => [rule.id, rule] as const))('%s explains itself', (_id, rule) => {
    expect(rule.title).not.toMatch(/\.$/);
    expect(rule.explanation.length).toBeGreaterThan(120);
    expect(rule.advice).toMatch(/\.$/);
    for (const family of ['CWE-', 'AML.T', 'LLM'])
      expect(
        rule.references.some((id) => id.startsWith(family)),
        family,
      ).toBe(true);
    for (const id of rule.references) expect(reference(id).url, id).toBeDefined();
  });
});
