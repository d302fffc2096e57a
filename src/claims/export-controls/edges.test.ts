import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { described } from './chips.ts';
import { classify, type RuleResult } from './classify.ts';
import { day } from './date.ts';
import { classifyStack } from './rules/hbm-2024.ts';

const IN_2024 = day('2024-06-01');
const IN_2026 = day('2026-02-01');

interface Numbers {
  readonly tpp: number;
  readonly density: number;
  readonly forDataCentres?: boolean;
  readonly memoryGbS?: number;
  readonly ioGbS?: number;
}

/** A chip of one format at one bit, so that its speed is its TPP, and of 1 mm² or of the area that makes the density. */
function result(rule: string, asOf: ReturnType<typeof day>, { tpp, density, ...rest }: Numbers): RuleResult {
  const item = described({ name: 'one', speeds: [{ tops: tpp, bits: 1 }], logicDieMm2: tpp / density, ...rest });
  const found = classify(item, asOf).rules.find((one) => one.rule === rule);
  if (found === undefined) throw new Error(`${rule} is not there`);
  return found;
}

const in2023 = (tpp: number, density: number, forDataCentres = true): readonly string[] =>
  result('october-2023', IN_2024, { tpp, density, forDataCentres }).outcome.paragraphs;

describe('the edges of 3A090 of October 2023', () => {
  it.each([
    [4800, 1, ['3A090.a.1']],
    [4799.9, 1, []],
    [4799.9, 1.6, ['3A090.b.1']],
    [4799.9, 1.59, []],
    [2400, 1.6, ['3A090.b.1']],
    [2399.9, 1.6, []],
    [2400, 3.2, ['3A090.b.1', '3A090.b.2']],
    [1600, 3.2, ['3A090.b.2']],
    [1600, 3.19, []],
    [1599.9, 100, []],
    [1600, 5.93, ['3A090.a.2']],
    [1600, 5.91, ['3A090.b.2']],
    [4800, 5.93, ['3A090.a.1', '3A090.a.2']],
  ])('at %d TPP and %d TPP/mm²', (tpp, density, paragraphs) => {
    expect(in2023(tpp, density)).toEqual(paragraphs);
  });

  it('hold at the edge itself: 5.92 is in a.2 and no longer in b', () => {
    // 5920 / 1000 is 5.92 to the last bit.
    const item = described({ name: 'one', speeds: [{ tops: 370, bits: 16 }], logicDieMm2: 1000, forDataCentres: true });
    expect(classify(item, IN_2024).rules[0]?.outcome.paragraphs).toEqual(['3A090.a.1', '3A090.a.2']);
    const small = described({ name: 'one', speeds: [{ tops: 185, bits: 16 }], logicDieMm2: 500, forDataCentres: true });
    expect(classify(small, IN_2024).rules[0]?.outcome.paragraphs).toEqual(['3A090.a.2']);
  });

  const numbers = {
    tpp: fc.double({ min: 1, max: 40_000, noNaN: true }),
    density: fc.double({ min: 0.05, max: 40, noNaN: true }),
  };

  it('are those of the text, for a chip of any numbers', () => {
    fc.assert(
      fc.property(fc.record(numbers), ({ tpp, density }) => {
        const { outcome, edges } = result('october-2023', IN_2024, { tpp, density, forDataCentres: true });
        const [exact, dense] = ['TPP', 'performance density'].map(
          (quantity) => edges.find((edge) => edge.quantity === quantity)?.value ?? Number.NaN,
        ) as [number, number];
        const a = exact >= 4800 || (exact >= 1600 && dense >= 5.92);
        const b = !a && dense < 5.92 && ((exact >= 2400 && dense >= 1.6) || (exact >= 1600 && dense >= 3.2));
        expect(outcome.kind).toBe(a || b ? 'controlled' : 'not-controlled');
        expect(outcome.paragraphs.every((one) => one.startsWith(a ? '3A090.a' : '3A090.b'))).toBe(true);
      }),
    );
  });

  it('never free a faster chip of the same density where a slower one is controlled', () => {
    fc.assert(
      fc.property(fc.record(numbers), fc.double({ min: 1, max: 10, noNaN: true }), ({ tpp, density }, more) => {
        const kind = (factor: number) =>
          result('october-2023', IN_2024, { tpp: tpp * factor, density: density * factor, forDataCentres: true })
            .outcome.kind;
        if (kind(1) === 'controlled') expect(kind(more)).toBe('controlled');
      }),
    );
  });

  it('give the margin in the unit of the edge: value less edge', () => {
    fc.assert(
      fc.property(fc.record(numbers), ({ tpp, density }) => {
        for (const edge of result('october-2023', IN_2024, { tpp, density }).edges) {
          expect(edge.margin).toBe((edge.value ?? Number.NaN) - edge.edge);
          expect(edge.unit).toBe(edge.quantity === 'TPP' ? 'TPP (TOPS × bits)' : 'TPP/mm²');
          expect(edge.meets).toBe((edge.is === '>=' ? (edge.margin ?? 0) >= 0 : (edge.margin ?? 0) < 0) ? 'yes' : 'no');
        }
      }),
    );
  });
});

describe('Note 2', () => {
  it('leaves out what is not for data centres and stays below 4,800, and nothing else', () => {
    fc.assert(
      fc.property(fc.double({ min: 1600, max: 9000, noNaN: true }), fc.boolean(), (tpp, forDataCentres) => {
        const { outcome, edges } = result('october-2023', IN_2024, { tpp, density: 7, forDataCentres });
        const exact = edges[0]?.value ?? Number.NaN;
        expect(outcome.kind).toBe(!forDataCentres && exact < 4800 ? 'excluded' : 'controlled');
      }),
    );
  });

  it('is undecided where nobody says what the chip is for, and needless where no tier holds', () => {
    expect(result('october-2023', IN_2024, { tpp: 4000, density: 7 }).outcome.kind).toBe('undecided');
    expect(result('october-2023', IN_2024, { tpp: 5000, density: 7 }).outcome.kind).toBe('controlled');
    expect(result('october-2023', IN_2024, { tpp: 1000, density: 7 }).outcome.kind).toBe('not-controlled');
  });
});

describe('the edges of the other rules', () => {
  it('of 2022: 600 GB/s and 4,800 together', () => {
    const kind = (tpp: number, ioGbS: number) =>
      result('october-2022', day('2023-06-01'), { tpp, density: 5, ioGbS }).outcome.kind;
    expect([kind(4800, 600), kind(4800, 599.9), kind(4799.9, 600)]).toEqual([
      'controlled',
      'not-controlled',
      'not-controlled',
    ]);
  });

  it('of January 2026: below 21,000 and below 6,500 GB/s', () => {
    const kind = (tpp: number, memoryGbS: number) =>
      result('january-2026', IN_2026, { tpp, density: 9, memoryGbS, forDataCentres: true }).outcome.kind;
    expect([kind(20_999, 6499), kind(21_000, 6499), kind(20_999, 6500)]).toEqual(['within', 'beyond', 'beyond']);
    expect(kind(1000, 6499)).toBe('not-applicable');
  });

  it('of the duty: open bands', () => {
    const kind = (tpp: number, memoryGbS: number) =>
      result('tariff-2026', IN_2026, { tpp, density: 9, memoryGbS }).outcome.kind;
    expect([kind(14_000, 4800), kind(14_001, 4800), kind(17_500, 4800), kind(15_000, 5000)]).toEqual([
      'beyond',
      'within',
      'beyond',
      'beyond',
    ]);
  });

  it('of 3A090.c: more than 2, with an exception below 3.3 GB/s per mm²', () => {
    const stack = (bandwidth: number) => {
      const { controlled, belowException } = classifyStack(bandwidth, 100);
      return [controlled, belowException];
    };
    expect([stack(200), stack(201), stack(329), stack(330)]).toEqual([
      [false, true],
      [true, true],
      [true, true],
      [true, false],
    ]);
  });
});
