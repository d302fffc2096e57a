import { describe, expect, it } from 'vitest';
import { describe as described } from '../core/figures/describe.ts';
import { draw } from '../core/figures/draw.ts';
import { CASEBOOK } from './casebook.gen.ts';
import { check } from './check.ts';
import { recordsOf, sourceOf } from './cited.ts';
import { claimedText } from './claimed-text.ts';
import { claimsReport } from './claims-report.ts';

const options = { asOf: '2026-11-26', draws: 2000 };
const report = claimsReport(
  CASEBOOK.map((claim) => check(claim, options)),
  { ...options, version: '0' },
);

describe('a report on claims', () => {
  it.each(report.claims.map((one) => [one.verdict.claim.id, one] as const))(
    'draws what it has of %s',
    (_, { verdict, figures }) => {
      for (const figure of figures) {
        for (const layout of ['wide', 'narrow'] as const) {
          expect(JSON.stringify(draw(figure, layout))).not.toMatch(/null|NaN|Infinity/);
        }
      }
      expect(claimedText(verdict.claim)).not.toBe('');
      if (verdict.claim.check.kind === 'model' && verdict.range !== undefined) expect(figures).not.toEqual([]);
    },
  );

  it('draws a claim in its own unit, and says once what is claimed', () => {
    const figures = report.claims.find(({ verdict }) => verdict.claim.id === 'v3-energy')?.figures ?? [];
    const [figure] = figures;
    if (figure?.kind !== 'histogram') throw new Error('no histogram');
    expect(figure.axis.label).toMatch(/, GWh$/);
    expect(figure.panels[0]?.median).toBeCloseTo(3.13, 1);
    expect(figure.marks).toEqual([{ title: 'claimed: 1.52', low: 1.52, high: 1.52 }]);
    const said = described(figure);
    expect(said).toContain('claimed: 1.52. ');
    expect(said).not.toContain('claimed: 1.52: ');
  });

  it('shows the draws that the verdict was made of', () => {
    const one = report.claims.find(({ verdict }) => verdict.claim.id === 'gpt4-level-3m');
    const [figure, swings] = one?.figures ?? [];
    if (one === undefined || figure?.kind !== 'histogram') throw new Error('no histogram');
    for (const { title, median, low, high } of figure.panels) {
      const { number } = one.verdict.sets.find((set) => set.title === title) ?? {};
      const [p5 = 0, p50 = 0, p95 = 0] = [number?.quantiles[5], number?.quantiles[50], number?.quantiles[95]];
      expect([low / 1e6, median / 1e6, high / 1e6].map((x) => x.toPrecision(9))).toEqual(
        [p5, p50, p95].map((x) => x.toPrecision(9)),
      );
    }
    expect(swings?.kind).toBe('tornado');
    expect(figure.marks).toEqual([{ title: 'claimed: $2M to $4M', low: 2e6, high: 4e6 }]);
  });

  it('marks the one end of a claim that has one', () => {
    const figures = report.claims.find(({ verdict }) => verdict.claim.id === 'v3-final-run-only')?.figures ?? [];
    const [figure] = figures;
    if (figure?.kind !== 'histogram') throw new Error('no histogram');
    expect(figure.marks[0]?.title).toBe('claimed: at least $5.6M');
    expect(figure.panels[0]?.remark).toBe('100% of the draws lie within what is claimed');
  });

  it('sums up every number that is claimed', () => {
    if (report.summary?.kind !== 'dumbbell') throw new Error('no summary');
    const rows = report.summary.groups.flatMap((group) => group.rows);
    const numbered = report.claims.filter(
      ({ verdict }) => verdict.claimed !== undefined && verdict.range !== undefined,
    );
    expect(rows.map(({ title }) => title).toSorted()).toEqual(
      numbered.map(({ verdict }) => verdict.claim.id).toSorted(),
    );
    expect(report.summary.groups.map(({ title }) => title)).toContain('RAND');
  });

  it('lists the records that claims rest on', () => {
    const claim = CASEBOOK.find(({ id }) => id === 'v3-final-run');
    if (claim === undefined) throw new Error('no claim');
    const ids = recordsOf(claim).map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['v3.hours.total', 'v3.price', 'v3.cost.epoch']));
    expect(report.records.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
  });
});

it.each([
  [{ record: 'v3.hours.total' }, /\(v3\.hours\.total\)$/],
  [{ sum: ['v3.hours.pretrain', 'v3.hours.post'] }, /\(sum of v3\.hours\.pretrain, v3\.hours\.post\)$/],
  [{ from: '2023-01-01', to: '2025-01-01' }, /^the time from 2023-01-01 to 2025-01-01$/],
  [{ unknown: 'nobody says' }, /^nobody says$/],
  [{ value: 2, unit: '1' }, /^assumed$/],
  [{ value: 2, unit: '1', source: 'a paper', as_of: '2025' }, /^a paper, 2025$/],
])('says where an input comes from: %j', (assumption, said) => {
  expect(sourceOf(assumption).text).toMatch(said);
});
