import { expect, it } from 'vitest';
import { CASEBOOK } from '../claims/casebook.gen.ts';
import { check } from '../claims/check.ts';
import { type ClaimsReport, claimsReport } from '../claims/claims-report.ts';
import { statedClaim } from '../claims/stated-claim.fixture.ts';
import type { Verdict } from '../claims/verdict.ts';
import { figureCsv } from './figures/csv.ts';
import { figureSvg } from './figures/svg.ts';
import { renderBrief } from './html/claims/brief.ts';
import { blocksAsText } from './terminal/blocks.ts';
import { verdictBlocks, verdictsTable } from './verdict.ts';

const options = { asOf: '2026-11-26', draws: 2000 };
const reportOf = (...verdicts: Verdict[]): ClaimsReport => claimsReport(verdicts, { ...options, version: '0' });

function reportedOf(id: string): ClaimsReport {
  const claim = CASEBOOK.find((one) => one.id === id);
  if (claim === undefined) throw new Error(`no ${id}`);
  return reportOf(check(claim, options));
}

it('a number that comes of one that nobody read is marked in every table and picture', () => {
  const report = reportedOf('v3-energy');
  const verdicts = report.claims.map((one) => one.verdict);
  const [own, others] = verdictsTable(verdicts).rows[0]?.slice(3) ?? [];
  expect(own).not.toContain('unverified');
  expect(others).toMatch(/GWh \(unverified\)/);
  expect(blocksAsText(verdicts.flatMap(verdictBlocks), 200, false)).toMatch(
    /Others {3}\S+ to \S+ GWh, .*\(unverified\)/,
  );
  expect(renderBrief(report, 'x')).toMatch(/GWh \(unverified\)/);
  for (const figure of [report.summary, ...(report.claims[0]?.figures ?? [])]) {
    if (figure === undefined) throw new Error('no summary');
    expect(figureSvg(figure), figure.id).toContain('(unverified)');
    expect(figureCsv(figure), figure.id).toContain('(unverified)');
  }
});

it('says where only a part of it is of what nobody read, and nothing where all was read', () => {
  const table = (id: string): string => verdictsTable(reportedOf(id).claims.map((one) => one.verdict)).rows.join();
  expect(table('v3-final-run')).toContain('MUSD (partly unverified)');
  expect(table('gpt4-level-3m')).not.toContain('unverified');
});

it('a chip at a place of estimated or recalled figures is marked', () => {
  const chips = reportedOf('v3-energy').context.find(({ id }) => id === 'chips');
  if (chips === undefined) throw new Error('no chips');
  for (const text of [figureSvg(chips), figureCsv(chips)]) {
    expect(text).toContain('MI300X (unverified)');
    expect(text).not.toContain('H100 SXM (unverified)');
  }
});

it('curves, results and series that nobody read are marked in their pictures', () => {
  const match = `{ benchmark: MMLU, harness: h, margin: 0.03, source: s, first: { solved: 80, items: 100 }, second: { solved: 79, items: 100 } }`;
  const drawn = (text: string): string => {
    const [one] = reportOf(check(statedClaim(text), options)).claims;
    return (one?.figures ?? []).map(figureCsv).join('\n');
  };
  const points = [1, 2, 3, 4, 5, 6, 7, 8].map((at) => `{ tokens: ${10 ** at}, score: ${at / 10} }`).join(', ');
  for (const status of ['recalled', 'quoted']) {
    const found = [
      drawn(`kind: equivalence\nclaimed: matches\nresults: [${match.replace('source', `status: ${status}, source`)}]`),
      drawn(
        `kind: holdout\nclaimed: predictable\ncurves: [{ title: c, source: s, status: ${status}, points: [${points}] }]`,
      ),
    ];
    for (const text of found) expect(text.includes('(unverified)'), text).toBe(status === 'recalled');
  }
});
