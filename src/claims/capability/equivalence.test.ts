import { describe, expect, it } from 'vitest';
import { pairedCapability, publishedCapability } from './equivalence.ts';

const claim = { benchmark: 'AIME 2024', harness: 'pass@1 of 64 samples', margin: 0.05, alpha: 0.05 };
const fault = expect.objectContaining({ name: 'ClaimError', fault: 'out-of-range' });

describe('"matches" is a claim of equivalence', () => {
  it('is shown by many pairs that agree', () => {
    const found = pairedCapability({ both: 700, first: 20, second: 22, neither: 258 }, claim);
    expect(found.verdict).toBe('matches');
    expect(found.p).toBeLessThan(0.05);
    expect(found.difference).toMatchObject({ estimate: -0.002, level: 0.9 });
    expect(found.method).toContain('AIME 2024 (pass@1 of 64 samples), margin 0.05');
  });

  it('is not shown by thirty items, however alike the scores', () => {
    expect(pairedCapability({ both: 21, first: 2, second: 2, neither: 5 }, claim).verdict).toBe('not shown');
    // R1 79.8 % and o1 79.2 % of 30 items.
    expect(publishedCapability({ solved: 24, items: 30 }, { solved: 24, items: 30 }, claim).verdict).toBe('not shown');
  });

  it('is contradicted by a difference beyond its interval', () => {
    expect(pairedCapability({ both: 500, first: 10, second: 120, neither: 370 }, claim).verdict).toBe('worse');
    expect(pairedCapability({ both: 500, first: 120, second: 10, neither: 370 }, claim).verdict).toBe('better');
  });

  it('is seen with fewer items where pairs are known', () => {
    const pairs = pairedCapability({ both: 280, first: 8, second: 8, neither: 104 }, claim);
    const totals = publishedCapability({ solved: 288, items: 400 }, { solved: 288, items: 400 }, claim);
    expect([pairs.verdict, totals.verdict]).toEqual(['matches', 'not shown']);
  });

  it('needs a margin', () => {
    const table = { both: 1, first: 1, second: 1, neither: 1 };
    expect(() => pairedCapability(table, { ...claim, margin: 0 })).toThrow(fault);
    expect(() => pairedCapability(table, { ...claim, alpha: 0.7 })).toThrow(fault);
  });
});
