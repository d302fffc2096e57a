import { describe, expect, it } from 'vitest';
import { CASEBOOK } from './casebook.gen.ts';
import { check, whatIf } from './check.ts';
import { CHECKS } from './checks/registry.gen.ts';
import { claimsReport } from './claims-report.ts';
import { leversOf } from './levers.ts';
import { contextFigures } from './pictures/context.ts';
import { figuresOf } from './pictures/of-claim/figures.ts';
import { statedClaim } from './stated-claim.fixture.ts';

const at = (asOf: string) => ({ asOf, draws: 1000 });

/** Of each kind something that was said in 2020 and rests on what came later. */
const LATER = {
  model: `kind: model
model: rental-cost
claimed: { value: 5.6, unit: MUSD }
sets:
- { id: record, title: a record, as: source, assume: { hours: { record: v3.hours.total }, rent: { record: v3.price } } }
- { id: sum, title: a sum, assume: { hours: { sum: [v3.hours.total, v3.hours.pretrain] }, rent: { value: 2, unit: "USD/chip:H800/h", as_of: 2020-01-01 } } }
- { id: assumed, title: assumed later, assume: { hours: { value: 1, unit: "chip:H800*h" }, rent: { value: 2, unit: "USD/chip:H800/h", as_of: 2024-12 } } }`,
  record: 'kind: record\nrecords: [alg.halving]\nclaimed: { value: 8, unit: month }',
  ratio: `kind: ratio
of: { output: { record: price.r1.out } }
to: { output: { record: price.o1.out } }
claimed: { value: 0.04, unit: "1" }`,
  trend:
    'kind: trend\nclaimed: rises\nseries: [{ title: rate, rate: hw.oom }, { title: rents, records: [hw.h100.low, hw.h100.2026] }]',
  holdout: `kind: holdout
claimed: predictable
curves: [{ title: a curve, source: arXiv, status: quoted, found: falls, as_of: 2025-06 }]`,
  equivalence: `kind: equivalence
claimed: matches
names: [MMLU]
results: [{ benchmark: MMLU, harness: own, margin: 0.02, first: { solved: 900, items: 1000 }, second: { solved: 900, items: 1000 }, source: a card, status: quoted, as_of: 2024-12-26 }]`,
  event: `kind: event
events:
- { event: { date: 2024-09-12, source: a page, status: quoted, says: It happens. }, claimed: { happened_on: 2024-09 } }
- { event: { date: 2024-12, source: a page, status: quoted, says: It stands. }, claimed: { true_on: 2024-12 } }
- { event: diffusion-2025, claimed: { true_on: 2025-02-03 } }`,
  threshold: `kind: threshold
threshold: eu-systemic-risk
claimed: under
sets: [{ id: own, title: own, as: source, assume: { active: { value: 37, unit: Gparameter }, tokens: { value: 15, unit: Ttoken } } }]`,
  curves: `kind: curves
of: access
claimed: falls
worlds: [{ id: one, title: one, as: source, performance: { kind: logarithm }, halving: { record: alg.halving }, hardware: { record: hw.oom }, leader: 100, follower: 10 }]`,
} as const;

describe('what is of a later day than the check', () => {
  it.each(Object.entries(LATER))('is unknown to a claim of kind %s, and says so', (_, text) => {
    const claim = statedClaim(text, '2020-01-01');
    const { verdict, range, sets } = check(claim, at('2022-06-01'));
    expect(verdict).toBe('not-shown');
    expect(range).toBeUndefined();
    for (const set of sets) {
      expect(set).toMatchObject({ outcome: 'unknown', says: expect.stringMatching(/^not yet said on 2022-06-01: /) });
      expect(set.number).toBeUndefined();
    }
    expect(check(claim, at('2026-11-26')).verdict).not.toBe('not-shown');
  });

  it('is every claim that nobody had made: of all ten kinds none has a verdict, a number or a picture', () => {
    expect(new Set(CASEBOOK.map(({ check: { kind } }) => kind)).size).toBe(CHECKS.length);
    const early = at('2020-01-01');
    const verdicts = CASEBOOK.map((claim) => check(claim, early));
    for (const verdict of verdicts) {
      expect(verdict).toMatchObject({
        verdict: 'not-shown',
        why: 'nobody had said it yet',
        rivals: [],
        unverified: [],
      });
      expect(verdict.sets.map(({ says }) => says)).toEqual([
        `not yet said on 2020-01-01: the claim is of ${verdict.claim.on}`,
      ]);
      expect(figuresOf(verdict)).toEqual([]);
      expect(leversOf(verdict.claim, '2020-01-01')).toEqual([]);
    }
    const { records, summary, context } = claimsReport(verdicts, { ...early, version: '0' });
    expect([records, summary, context.map(({ id }) => id)]).toEqual([[], undefined, ['chips', 'rules']]);
    expect(whatIf(CASEBOOK[0] ?? statedClaim(LATER.record), {}, early).verdict).toBe('not-shown');
  });

  it('is a reading of a later day, counted and not shown', () => {
    const claim = CASEBOOK.find(({ id }) => id === 'diffusion-veu-already') ?? statedClaim(LATER.event);
    expect(check(claim, at('2025-02-03'))).toMatchObject({ laterRivals: 1, rivals: [{}] });
    expect(check(claim, at('2025-06-01'))).toMatchObject({ laterRivals: 0, rivals: [{}, {}], verdict: 'dated' });
  });

  it('is what was announced of a rule later, and what was listed later', () => {
    const figures = JSON.stringify(contextFigures('2025-02-03'));
    expect(figures).toContain('90 FR 4544');
    expect(figures).not.toMatch(/2025-05-13|2026-01-15|DeepSeek V3\.1/);
  });

  it('is an event of a month, until the month is over', () => {
    const claim = statedClaim(LATER.event, '2020-01-01');
    const ofMonth = (asOf: string) => check(claim, at(asOf)).sets[1]?.outcome;
    expect([ofMonth('2024-12-30'), ofMonth('2024-12-31')]).toEqual(['unknown', 'holds']);
  });
});
