import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Witness } from '../core/witness.ts';
import { folded, type WitnessRow, witnessRows } from './witness-rows.ts';

const answer = (text: string) => ({ condition: 'c', context: '', label: 'l', text });
const witness = (first: string, second: string): Witness => ({
  item: 'i',
  question: 'q',
  answers: [answer(first), answer(second)],
});
const rowsOf = (first: string, second: string): readonly WitnessRow[] => witnessRows(witness(first, second)).rows;

describe('two answers in rows', () => {
  it('puts lines that both have into one row, and what stands between them side by side', () => {
    expect(rowsOf('a\nb\nc', 'a\nx\ny\nc')).toEqual([
      { first: 'a', second: 'a', differs: false },
      { first: 'b', second: 'x', differs: true },
      { second: 'y', differs: true },
      { first: 'c', second: 'c', differs: false },
    ]);
    expect(rowsOf('a\nb', 'b')).toEqual([
      { first: 'a', differs: true },
      { first: 'b', second: 'b', differs: false },
    ]);
  });

  it('keeps every line of both, in order', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(text, text, (first, second) => {
        const rows = rowsOf(first.join('\n'), second.join('\n'));
        expect(rows.flatMap((row) => row.first ?? [])).toEqual(first);
        expect(rows.flatMap((row) => row.second ?? [])).toEqual(second);
        for (const row of rows) if (!row.differs) expect(row.first).toBe(row.second);
      }),
    );
  });

  it('calls lines different that differ behind what is shown', () => {
    const long = 'x'.repeat(600);
    const [row] = rowsOf(`${long}a`, `${long}b`);
    expect(row?.differs).toBe(true);
    expect(row?.first).toHaveLength(500);
  });

  it('shows tabs as spaces and escapes what would move or hide', () => {
    expect(rowsOf('\treturn \u202e\u001b[31m', '')[0]?.first).toBe('    return \\u202e\\x1b[31m');
  });

  it('takes no time for long answers, and says how many lines it leaves out', () => {
    const lines = (by: number): string => Array.from({ length: 200_000 }, (_, at) => `${at * by}`).join('\n');
    const started = performance.now();
    const { rows, more } = witnessRows(witness(lines(7), lines(-11)));
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(rows.length).toBeLessThanOrEqual(400);
    expect(more).toEqual([199_800, 199_800]);
  });
});

describe('equal rows', () => {
  const equal = (count: number): string[] => Array.from({ length: count }, (_, at) => `line ${at}`);

  it('are folded away from those that differ', () => {
    const rows = rowsOf([...equal(10), 'a', ...equal(5)].join('\n'), [...equal(10), 'b', ...equal(5)].join('\n'));
    const shown = folded(rows, 2);
    expect(shown[0]).toEqual({ equal: 8 });
    expect(shown.at(-1)).toEqual({ equal: 3 });
    expect(shown).toHaveLength(7);
  });

  it('are shown where saying how many they are takes as much', () => {
    const rows = rowsOf([...equal(4), 'a'].join('\n'), [...equal(4), 'b'].join('\n'));
    expect(folded(rows, 2)).toEqual(rows);
  });

  it('are all shown where no row differs', () => {
    const rows = rowsOf(equal(9).join('\n'), equal(9).join('\n'));
    expect(folded(rows, 2)).toEqual(rows);
  });
});
