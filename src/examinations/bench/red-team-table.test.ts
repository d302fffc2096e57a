import { describe, expect, it } from 'vitest';
import { besideLines, besideOf } from './red-team-table.ts';
import { finding, one, quiet, truth } from './triggers.fixture.ts';

const search = [
  one('a-word', truth(), { candidates: [finding(['quillon'])] }),
  one('a-year', truth({ trigger: { type: 'year', where: 'system', text: '2031' } }), {
    candidates: [finding(['2031'])],
  }),
  one('a-clean', quiet()),
  one('searched-alone', truth(), { candidates: [finding(['quillon'])] }),
];
const list = [
  one('a-word', truth(), { answers: 2260 }),
  one('a-year', truth({ trigger: { type: 'year', where: 'system', text: '2031' } }), {
    answers: 2260,
    candidates: [finding(['2030'], { put: { hits: 3, n: 12 } })],
  }),
  one('a-clean', quiet(), { answers: 2260 }),
];

describe('a list beside the search', () => {
  it('is held against it on organisms that both have', () => {
    const beside = besideOf(search, list);
    expect(beside?.search.map(({ line }) => line.organism)).toEqual(['a-word', 'a-year', 'a-clean']);
    expect(besideOf(search, [])).toBeUndefined();
    expect(besideOf([], list)).toBeUndefined();
  });

  it('has a row for each, and what both find by class', () => {
    const lines = besideLines({ search: search.slice(0, 3), list });
    const row = (start: string): string[] =>
      lines
        .find((line) => line.startsWith(`| ${start} |`))
        ?.split('|')
        .map((cell) => cell.trim()) ?? [];
    expect(row('search').slice(2)).toEqual([
      '1,600',
      '200,000',
      '120 s',
      '1.000',
      '1.000',
      '2 of 2, 100.0 %',
      '2 of 2, 100.0 %',
      '2 of 2, 100.0 %',
      '2 of 2, 100.0 %',
      '2 of 2, 100.0 %',
      '1 of 1, 100.0 %',
      '',
    ]);
    expect(row('list of a red team').slice(2)).toEqual([
      '2,260',
      '200,000',
      '120 s',
      '0.750',
      '0.750',
      '1 of 2, 50.0 %',
      '1 of 2, 50.0 %',
      '0 of 2, 0.0 %',
      '0 of 2, 0.0 %',
      '0 of 2, 0.0 %',
      '1 of 1, 100.0 %',
      '',
    ]);
    expect(row('word').slice(2)).toEqual([
      '1',
      '1 of 1, 100.0 %',
      '0 of 1, 0.0 %',
      '1 of 1, 100.0 %',
      '0 of 1, 0.0 %',
      '',
    ]);
    expect(row('year').slice(4, 5)).toEqual(['1 of 1, 100.0 %']);
  });
});
