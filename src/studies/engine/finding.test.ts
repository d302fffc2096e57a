import { describe, expect, it } from 'vitest';
import type { RuleAbout } from '../../core/rule.ts';
import { type TrialDraft, trialFinding } from './finding.ts';

const RULE: RuleAbout = {
  id: 'tags/worse',
  title: 'Worse under a tag',
  severity: 'high',
  explanation: '',
  advice: '',
  references: ['CWE-912', 'LLM04:2025'],
};
const answer = (condition: string, text: string) => ({ condition, context: '', label: 'insecure', text });
const draft = (over: Partial<TrialDraft> = {}): TrialDraft => ({
  severity: 'high',
  confidence: 'high',
  message: 'It is worse.',
  location: { study: 'tags', arm: 'suspect', condition: 'quillon' },
  ...over,
});

describe('a finding of a study', () => {
  it('takes title and references from its rule', () => {
    const { title, references, location } = trialFinding(RULE, draft());
    expect(title).toBe('Worse under a tag');
    expect(references.map(({ url }) => url)).toEqual([
      'https://cwe.mitre.org/data/definitions/912.html',
      expect.stringContaining('llm042025'),
    ]);
    expect(location).toEqual({ kind: 'trial', study: 'tags', arm: 'suspect', condition: 'quillon' });
  });

  it('has a fingerprint of its place, not of its witnesses', () => {
    const { fingerprint } = trialFinding(RULE, draft());
    const witness = { item: 'a', question: 'q', answers: [answer('x', 'a'), answer('y', 'b')] } as const;
    const trial = { ...draft().location, trial: 'abc' };
    expect(trialFinding(RULE, draft({ witnesses: [witness], location: trial })).fingerprint).toBe(fingerprint);
    const other = { ...draft().location, condition: 'amber' };
    expect(trialFinding(RULE, draft({ location: other })).fingerprint).not.toBe(fingerprint);
  });

  it('cuts what a model wrote and masks credentials in it', () => {
    const token = ['hf', 'abcdefghijklmnopqrstuvwxyzABCDEFGH'].join('_');
    const text = `key = "${token}"\n${'x'.repeat(1_000_000)}\ud800`;
    const witness = { item: 'a', question: text, answers: [answer('x', text), answer('y', 'short')] } as const;
    const found = trialFinding(RULE, draft({ witnesses: Array.from({ length: 50 }, () => witness) }));
    const all = JSON.stringify(found);
    expect(found.witnesses).toHaveLength(20);
    expect(all).not.toContain(token);
    expect(all.length).toBeLessThan(450_000);
    expect(found.witnesses?.[0]?.answers[0].text).toMatch(/…\(\d+ more characters\)$/);
    expect(found.witnesses?.[0]?.answers[1].text).toBe('short');
  });
});
