import { describe, expect, it } from 'vitest';
import { CASEBOOK } from './casebook.gen.ts';
import { whatIf } from './check.ts';
import type { Claim } from './claim.ts';
import { ClaimError } from './claim-error.ts';
import { type Lever, placeOf, valueAt } from './levers/lever.ts';
import { leversOf } from './levers.ts';

const TODAY = '2026-11-26';
const claimNamed = (id: string): Claim => {
  const found = CASEBOOK.find((one) => one.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};
const leverOf = (id: string, input: string): Lever => {
  const found = leversOf(claimNamed(id), TODAY).find((one) => one.input === input);
  if (found === undefined) throw new Error(`${id} has no ${input}`);
  return found;
};

describe('levers', () => {
  it('reach over what the sets take, and start at the first', () => {
    const rent = leverOf('v3-final-run', 'rent');
    expect(rent).toMatchObject({ unit: 'USD/chip/h', start: 2, log: true });
    expect(rent.low).toBeLessThan(1.5);
    expect(rent.high).toBeGreaterThan(3.42);
  });

  it('keep a share a share', () => {
    expect(leverOf('gpt4-level-3m', 'mfu').high).toBeLessThanOrEqual(1);
  });

  it('are none where a number is not of a model', () => {
    expect(leversOf(claimNamed('hardware-adds-gains'), TODAY)).toEqual([]);
  });

  it.each([
    { low: 1, high: 100, log: true, middle: 10 },
    { low: 0, high: 100, log: false, middle: 50 },
  ])('go from $low to $high by way of $middle', ({ low, high, log, middle }) => {
    const lever: Lever = { input: 'x', about: '', unit: '1', low, high, log, start: middle };
    expect([0, 0.5, 1].map((place) => valueAt(lever, place))).toEqual([low, middle, high]);
    expect([low, middle, high].map((value) => placeOf(lever, value))).toEqual([0, 0.5, 1]);
    expect(placeOf(lever, high * 2)).toBe(1);
  });

  it('give a verdict, or say why there is none, wherever they stand', () => {
    for (const claim of CASEBOOK) {
      for (const lever of leversOf(claim, TODAY)) {
        for (const place of [0, 0.5, 1]) {
          const value = valueAt(lever, place);
          expect(Number.isFinite(value)).toBe(true);
          try {
            const { verdict } = whatIf(claim, { [lever.input]: { value } }, { asOf: '2026-11-26', draws: 1000 });
            expect(verdict).toMatch(/^[a-z-]+$/);
          } catch (error) {
            expect(error).toBeInstanceOf(ClaimError);
          }
        }
      }
    }
  });

  it('of a ratio are its prices, and move it', () => {
    const id = CASEBOOK.find(({ check }) => check.kind === 'ratio' && check.of.input !== undefined)?.id ?? '';
    const inputs = ['ofInput', 'ofOutput', 'toInput', 'toOutput'];
    expect(
      leversOf(claimNamed(id), TODAY)
        .map(({ input }) => input)
        .toSorted(),
    ).toEqual(inputs);
    const { high } = leverOf(id, 'ofOutput');
    const options = { asOf: '2026-11-26', draws: 1000 };
    const before = whatIf(claimNamed(id), {}, options).sets[0]?.number?.point ?? 0;
    const after = whatIf(claimNamed(id), { ofOutput: { value: high } }, options).sets[0]?.number?.point ?? 0;
    expect(after).toBeGreaterThan(before);
  });

  it('of a curve are what it hangs on, within what its worlds take, and move it', () => {
    const claim = claimNamed('performance-effect');
    expect(claim.check.kind).toBe('curves');
    expect(leversOf(claim, TODAY).map(({ input }) => input)).toEqual([
      'halving',
      'hardware',
      'leader',
      'growth',
      'years',
      'flopPerDollar',
    ]);
    const halving = leverOf('performance-effect', 'halving');
    expect(halving).toMatchObject({ unit: 'month', start: 8 });
    expect(halving.low).toBeLessThanOrEqual(5);
    expect(halving.high).toBeGreaterThanOrEqual(14);
    for (const each of CASEBOOK.filter(({ check }) => check.kind === 'curves'))
      for (const { input, low, high } of leversOf(each, TODAY)) {
        const says = [low, high].map((value) =>
          whatIf(each, { [input]: { value } }, { asOf: '2026-11-26' }).sets.map((one) => one.says),
        );
        expect(says[0], `${each.id} ${input}`).not.toEqual(says[1]);
      }
  });

  it('flip a verdict where they leave what is claimed', () => {
    const claim = claimNamed('r1-648-chips');
    const options = { asOf: '2026-11-26', draws: 1000 };
    expect(whatIf(claim, {}, options).verdict).toBe('contradicted');
    expect(whatIf(claim, { hours: { value: 147_000 } }, options).verdict).toBe('reproduces');
  });
});
