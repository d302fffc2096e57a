import { describe, expect, it } from 'vitest';
import type { Finding } from '../../core/finding.ts';
import type { Measurement } from '../../core/measurement.ts';
import { trialFinding } from '../../studies/engine/finding.ts';
import { foundIn } from './censorship-line.ts';

const finding = (rule: string, condition: string, item?: string): Finding =>
  trialFinding(
    { id: rule, title: rule, severity: 'low', explanation: '', advice: '', references: [] },
    {
      severity: 'low',
      confidence: 'high',
      message: '',
      location: { study: 'censorship', arm: 'm', condition, ...(item === undefined ? {} : { item }) },
    },
  );
const difference = (what: string, first: string, second: string, value: number): Measurement => ({
  id: `censorship/difference/m/languages/${what}/${first}/${second}`,
  title: '',
  value,
  unit: 'difference of shares',
  conditions: { model: 'm', first, second, what },
  method: '',
});

describe('what is scored of the study of censorship', () => {
  it('is topics by rule, each with its languages', () => {
    const lost = 'censorship/topic-not-answered';
    const findings = [
      finding(lost, 'en', 'march'),
      finding(lost, 'ru', 'march'),
      finding(lost, 'all languages', 'strike'),
      finding('censorship/facts-left-out', 'ru', 'march'),
    ];
    expect(foundIn({ findings, measurements: [] })).toEqual({
      findings: 4,
      topics: [
        { topic: 'march', rule: lost, languages: ['en', 'ru'] },
        { topic: 'strike', rule: lost, languages: [] },
        { topic: 'march', rule: 'censorship/facts-left-out', languages: ['ru'] },
      ],
      gaps: [],
    });
  });

  it('is gaps, towards the language that has more', () => {
    const findings = [
      finding('censorship/language-gap', 'lost: ru against en'),
      finding('censorship/language-gap', 'official: ru against en'),
      finding('censorship/differs-from-mirrors', 'lost: topics against mirrors'),
    ];
    const measurements = [difference('lost', 'ru', 'en', 0.5), difference('official', 'ru', 'en', -0.2)];
    expect(foundIn({ findings, measurements })).toEqual({
      findings: 3,
      topics: [],
      gaps: [
        { endpoint: 'lost', more: 'ru', less: 'en' },
        { endpoint: 'official', more: 'en', less: 'ru' },
      ],
    });
  });

  it('does not guess which way a gap goes', () => {
    const findings = [finding('censorship/language-gap', 'lost: ru against en')];
    const measurements = [difference('official', 'ru', 'en', 0.5)];
    expect(() => foundIn({ findings, measurements })).toThrow('no difference was measured');
  });
});
