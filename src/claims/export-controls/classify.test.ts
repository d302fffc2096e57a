import { describe, expect, it } from 'vitest';
import { chipNamed } from './chips.ts';
import { CHIPS } from './chips.gen.ts';
import { classify, type RuleResult } from './classify.ts';
import { day } from './date.ts';
import type { Chip } from './schema.ts';

function of(name: string, asOf: string, rule: string): RuleResult {
  const found = classify(chipNamed(name), day(asOf)).rules.find((one) => one.rule === rule);
  if (found === undefined) throw new Error(`${rule} is not there on ${asOf}`);
  return found;
}
const remark = ({ remarks }: RuleResult, about: string) => remarks.find((one) => one.about.startsWith(about));

describe('October 2022', () => {
  it.each([
    ['A100', 'controlled'],
    ['H100', 'controlled'],
    ['H200', 'controlled'],
    ['A800', 'not-controlled'],
    ['H800', 'not-controlled'],
    ['L40S', 'not-controlled'],
    ['RTX 4090', 'not-controlled'],
    ['H20', 'not-controlled'],
    ['MI300X', 'controlled'],
    ['B200', 'controlled'],
    ['Ascend 910B', 'undecided'],
  ])('%s: %s', (name, kind) => {
    expect(of(name, '2023-06-01', 'october-2022').outcome.kind).toBe(kind);
  });

  it('reaches the edge with the links that are known well, though not all are', () => {
    const { outcome, edges } = of('H200', '2023-06-01', 'october-2022');
    expect(outcome.kind).toBe('controlled');
    expect(edges[0]).toMatchObject({ quantity: 'I/O bandwidth', value: 1028, margin: 428, meets: 'yes' });
  });

  it('is gone on 2023-11-17, and the next is published before it is effective', () => {
    const rules = (asOf: string) =>
      classify(chipNamed('H800'), day(asOf)).rules.map(({ rule, standing }) => `${rule} ${standing.state}`);
    expect(rules('2022-10-06')).toEqual([]);
    expect(rules('2022-10-10')).toEqual(['october-2022 partly-effective']);
    expect(rules('2023-11-16')).toEqual(['october-2022 in-force', 'october-2023 published']);
    expect(rules('2023-11-17')).toEqual(['october-2023 in-force']);
  });
});

describe('October 2023', () => {
  it.each([
    ['A100', 'controlled', '3A090.a.1,3A090.a.2'],
    ['A800', 'controlled', '3A090.a.1,3A090.a.2'],
    ['H100', 'controlled', '3A090.a.1,3A090.a.2'],
    ['H800', 'controlled', '3A090.a.1,3A090.a.2'],
    ['H200', 'controlled', '3A090.a.1,3A090.a.2'],
    ['L40S', 'controlled', '3A090.a.1,3A090.a.2'],
    ['L40', 'controlled', '3A090.b.1,3A090.b.2'],
    ['L4', 'controlled', '3A090.a.2'],
    ['RTX 4090', 'controlled', '3A090.a.1,3A090.a.2'],
    ['RTX 4090D', 'excluded', '3A090.a.2'],
    ['H20', 'not-controlled', ''],
    ['L20', 'not-controlled', ''],
    ['MI300X', 'controlled', '3A090.a.1'],
    ['B200', 'controlled', '3A090.a.1'],
  ])('%s: %s %s', (name, kind, paragraphs) => {
    const { outcome } = of(name, '2024-06-01', 'october-2023');
    expect([outcome.kind, outcome.paragraphs.join()]).toEqual([kind, paragraphs]);
  });

  it('is undecided for the Ascend 910B, whose maker publishes no figures, and says what the bare numbers would make of it', () => {
    const { outcome, numerically } = of('910B', '2024-06-01', 'october-2023');
    expect(outcome.kind).toBe('undecided');
    expect(numerically).toMatchObject({ kind: 'controlled', paragraphs: ['3A090.a.1', '3A090.a.2'] });
  });

  it('is undecided for the L2, of which there is one account', () => {
    const { outcome, numerically } = of('L2', '2024-06-01', 'october-2023');
    expect([outcome.kind, numerically?.kind]).toEqual(['undecided', 'not-controlled']);
  });

  it('opens NAC to the RTX 4090 and the L40, not to the H100 or the L4', () => {
    const nac = (name: string) => remark(of(name, '2024-06-01', 'october-2023'), 'License Exception NAC')?.answer;
    expect(['RTX 4090', 'L40', 'H100', 'L4'].map(nac)).toEqual(['yes', 'yes', 'no', 'no']);
    expect(nac('RTX 4090D')).toBeUndefined();
  });

  it('has ACA since April 2024', () => {
    const aca = (asOf: string) => remark(of('L40', asOf, 'october-2023'), 'License Exception ACA');
    expect(aca('2024-04-03')).toBeUndefined();
    expect(aca('2024-04-04')).toBeDefined();
  });

  it('has NAC in the headline where that may be open to it', () => {
    const nac = (name: string): boolean =>
      classify(chipNamed(name), day('2024-06-01')).headline.includes('License Exception NAC may be open to it');
    expect(['RTX 4090', 'H100', 'H20'].map(nac)).toEqual([true, false, false]);
  });
});

describe('the H20', () => {
  it('misses 3A090.b.1 by 32 TPP and 3A090.b.2 by 0.29 TPP/mm²', () => {
    const { edges } = of('H20', '2024-06-01', 'october-2023');
    const failed = edges.filter(({ paragraph, meets }) => paragraph.startsWith('3A090.b') && meets === 'no');
    expect(failed.map(({ paragraph, margin }) => [paragraph, Number(margin?.toFixed(2))])).toEqual([
      ['3A090.b.1', -32],
      ['3A090.b.2', -0.29],
    ]);
    expect(classify(chipNamed('H20'), day('2024-06-01')).headline).toBe(
      'H20 on 2024-06-01: it is outside 3A090.a and 3A090.b; it misses 3A090.b.1 in TPP by 32 of 2,400.',
    );
  });

  it('is under a letter and no rule since 2025-04-09', () => {
    const letters = (asOf: string) => classify(chipNamed('H20'), day(asOf)).letters.map(({ id }) => id);
    expect(letters('2025-04-08')).toEqual([]);
    expect(letters('2025-04-09')).toEqual(['letter-h20-2025']);
    expect(of('H20', '2025-06-01', 'october-2023').outcome.kind).toBe('not-controlled');
    expect(classify(chipNamed('H20'), day('2025-06-01')).headline).toContain(
      'a requirement told to its maker since 2025-04-09',
    );
  });
});

describe('the letter of October 2023', () => {
  it('stands until the rule is effective, and is marked as not verified', () => {
    const letters = (asOf: string) => classify(chipNamed('H800'), day(asOf)).letters.length;
    expect(['2023-10-22', '2023-10-23', '2023-11-16', '2023-11-17'].map(letters)).toEqual([0, 1, 1, 0]);
    expect(classify(chipNamed('H800'), day('2023-11-01')).headline).toContain('(unverified)');
  });
});

describe('the Diffusion framework', () => {
  it('is effective, then not enforced, before anybody had to comply', () => {
    const state = (asOf: string) => of('H100', asOf, 'diffusion-2025').standing.state;
    expect(['2025-01-13', '2025-05-12', '2025-05-13', '2026-02-01'].map(state)).toEqual([
      'effective',
      'effective',
      'not-enforced',
      'not-enforced',
    ]);
  });

  it('is for 3A090.a alone, and its allocations are not verified', () => {
    const h100 = of('H100', '2025-02-01', 'diffusion-2025');
    expect(h100.outcome.kind).toBe('controlled');
    expect(h100.remarks.map(({ says, verified }) => [says, verified])).toEqual([
      ['790 million TPP hold 49,898 of it', false],
      ['26.9 million TPP hold 1,699 of it', false],
    ]);
    expect(of('L40', '2025-02-01', 'diffusion-2025').outcome.kind).toBe('not-applicable');
  });
});

describe('January 2026', () => {
  it('lets the MI325X pass by 81 TPP, and the B200 not', () => {
    const { outcome, edges } = of('MI325X', '2026-02-01', 'january-2026');
    expect(outcome.kind).toBe('within');
    expect(edges[0]?.margin).toBeCloseTo(-80.8, 1);
    expect(of('B200', '2026-02-01', 'january-2026').outcome.kind).toBe('beyond');
    expect(of('H200', '2026-02-01', 'january-2026').outcome.kind).toBe('within');
    expect(of('H20', '2026-02-01', 'january-2026').outcome.kind).toBe('not-applicable');
  });

  it('puts the H200 and the MI325X into the two bands of the duty, and the H100 into none', () => {
    const band = (name: string) => of(name, '2026-02-01', 'tariff-2026').outcome.paragraphs.join();
    expect(['H200', 'MI325X', 'H100', 'MI300X'].map(band)).toEqual(['band (1)', 'band (2)', '', '']);
  });
});

describe('every chip on every day', () => {
  const days = ['2022-01-01', '2022-12-01', '2023-11-01', '2024-06-01', '2025-03-01', '2025-06-01', '2026-06-01'].map(
    day,
  );

  it('comes with the text cited, what is not verified, and that it is no legal advice', () => {
    for (const chip of CHIPS) {
      for (const asOf of days) {
        const { rules, unverified, disclaimer, headline } = classify(chip, asOf);
        expect(disclaimer).toContain('not legal advice');
        expect(headline).toContain(chip.name);
        for (const { cites } of rules) {
          expect(cites.length).toBeGreaterThan(0);
          expect(cites.every(({ text, source }) => text.length > 20 && source.length > 3)).toBe(true);
        }
        if (rules.length > 0) expect(unverified.length).toBeGreaterThan(0);
      }
    }
  });

  it('is decided by nothing that was estimated or recalled', () => {
    for (const chip of CHIPS) {
      for (const status of ['estimated', 'recalled'] as const) {
        const unsure = { ...chip, ...forgotten(chip, status) };
        for (const { outcome, numerically, rule } of days.flatMap((asOf) => classify(unsure, asOf).rules)) {
          if (rule === 'hbm-2024') continue;
          expect([rule, outcome.kind, numerically === undefined]).toEqual([rule, 'undecided', false]);
        }
      }
    }
  });

  it('is decided by no single account, and by two that agree', () => {
    const chip = chipNamed('H100');
    const kind = (from: readonly string[]) => {
      const performance = chip.performance.map((speed) => ({ ...speed, status: 'secondary' as const, from }));
      return classify({ ...chip, performance }, day('2024-06-01')).rules[0]?.outcome.kind;
    };
    expect([kind(['one']), kind(['one', 'two'])]).toEqual(['undecided', 'controlled']);
  });
});

/** A chip's figures, all known as badly. */
function forgotten(
  chip: Chip,
  status: 'estimated' | 'recalled',
): Pick<Chip, 'performance' | 'io' | 'memory' | 'data-centre'> {
  return {
    performance: chip.performance.map((speed) => ({ ...speed, status })),
    io: chip.io.map((link) => ({ ...link, status })),
    memory: { ...chip.memory, 'gb-s': { ...chip.memory['gb-s'], status } },
    'data-centre': { ...chip['data-centre'], status },
  };
}
