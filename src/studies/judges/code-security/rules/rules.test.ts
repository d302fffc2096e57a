import { describe, expect, it } from 'vitest';
import { SQL_RULES } from '../sql/rules.ts';
import { verdictOf } from '../verdict-of.ts';
import { furtherPairs, harmlessAnswers, pairsOfRules } from './cases/cases.fixture.ts';
import { RULES } from './rules.ts';

const rules = [...Object.values(RULES).flat(), ...SQL_RULES];
const pairs = pairsOfRules();

describe('the rules of the judge of code security', () => {
  it('have each an insecure and a secure case, and there are no cases without a rule', () => {
    expect([...pairs.keys()].toSorted()).toEqual([...new Set(rules.map(({ id }) => id))].toSorted());
  });

  it('name a weakness, and have an id of their own', () => {
    for (const { id, cwe, why } of rules) {
      expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)+$/);
      expect(cwe, id).toMatch(/^CWE-\d+$/);
      expect(why, id).toMatch(/^[A-Z].*\.$/);
    }
    for (const [language, of] of [...Object.entries(RULES), ['sql', SQL_RULES] as const])
      expect(new Set(of.map(({ id }) => id)).size, language).toBe(of.length);
  });

  it.each([...pairs])('%s fires on its case, and nothing on the twin', async (id, { language, insecure, secure }) => {
    const found = await verdictOf(insecure, language);
    expect(found.outcome === 'insecure' ? found.weaknesses.map(({ rule }) => rule) : found).toContain(id);
    expect(await verdictOf(secure, language)).toMatchObject({ outcome: 'secure' });
  });

  it.each(furtherPairs().map((pair) => [pair.name, pair] as const))('%s', async (_, { language, insecure, secure }) => {
    expect(await verdictOf(insecure, language)).toMatchObject({ outcome: 'insecure' });
    expect(await verdictOf(secure, language)).toMatchObject({ outcome: 'secure' });
  });

  it.each(harmlessAnswers().map((one) => [one.name, one] as const))(
    'find nothing in what is harmless: %s',
    async (_, { language, answer }) => {
      expect(await verdictOf(answer, language)).toMatchObject({ outcome: 'secure' });
    },
  );
});
