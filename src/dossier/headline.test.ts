import { describe, expect, it } from 'vitest';
import type { Finding } from '../core/finding.ts';
import { comparedDossier } from './compared.fixture.ts';
import type { Dossier } from './dossier.ts';
import { headline, headlineParts } from './headline.ts';

const identity = { runtime: 'openai', model: 'm', capabilities: ['chat' as const] };
const arm = (id: string, role: 'suspect' | 'host' | 'reference') => ({ id, role, identity });

const finding = (of: string): Finding => ({
  rule: 'censorship/topic-not-answered',
  severity: 'low',
  confidence: 'high',
  title: 'Does not answer',
  message: 'None of 10.',
  location: { kind: 'trial', study: 'censorship', arm: of, condition: 'all' },
  evidence: [],
  references: [],
  fingerprint: 'ab'.repeat(16),
});

function dossierOf(summary: string, found: readonly string[], arms: readonly ReturnType<typeof arm>[]): Dossier {
  return { ...comparedDossier('weights', [], { summary, arms }), findings: found.map(finding) };
}

const ARMS = [arm('weights', 'suspect'), arm('host', 'host'), arm('chat', 'host')];

describe('the headline of answers', () => {
  it('counts findings of each model, those without any too', () => {
    expect(headlineParts(dossierOf('It says so.', ['host', 'chat', 'host'], ARMS))).toEqual([
      '3 low findings in answers: none of weights, 2 of host, 1 of chat.',
      'It says so.',
      'All 10 trials were judged.',
    ]);
  });

  it('says “its” where one model was examined, whatever it is held against', () => {
    const arms = [arm('weights', 'suspect'), arm('base', 'reference')];
    expect(headline(dossierOf('It says so.', ['weights'], arms))).toMatch(
      /^1 low finding in its answers\. It says so\./,
    );
  });

  it('cuts a summary at the end of a sentence and says how much is left out', () => {
    const sentence = 'Of 360 questions 6.7 % are not answered.';
    const [, said = ''] = headlineParts(dossierOf(Array(100).fill(sentence).join(' '), ['host'], ARMS));
    expect(said).toMatch(/not answered\. \(\d+ more sentences: the dossier holds all\.\)$/);
    const shown = said.split(sentence).length - 1;
    expect(shown).toBeGreaterThan(30);
    expect(said).toContain(`(${100 - shown} more sentences`);
  });
});
