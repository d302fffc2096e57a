import { describe, expect, it } from 'vitest';
import { CASEBOOK } from './casebook.gen.ts';
import { check, whatIf } from './check.ts';
import { ClaimError } from './claim-error.ts';
import { statedClaim } from './stated-claim.fixture.ts';
import type { Verdict } from './verdict.ts';

const TODAY = { asOf: '2026-11-26', draws: 20_000 };
const claim = (id: string) => {
  const found = CASEBOOK.find((one) => one.id === id);
  if (found === undefined) throw new Error(`the casebook has no ${id}`);
  return found;
};
const verdictOf = (id: string, options: { asOf: string; draws: number } = TODAY): Verdict => check(claim(id), options);

describe('the casebook, by rule', () => {
  it.each([
    ['v3-final-run', 'reproduces'],
    ['v3-final-run-only', 'supported'],
    ['v3-matching-gpt4', 'overstated'],
    ['algorithms-halve-cost', 'overstated'],
    ['hardware-adds-gains', 'overstated'],
    ['gpt4-level-3m', 'overstated'],
    ['gpt4-level-3m-carried-forward', 'overstated'],
    ['r1-four-percent-of-o1', 'reproduces'],
    ['r1-cost-means-efficiency', 'not-shown'],
    ['o1-dates', 'reproduces'],
    ['performance-effect', 'supported'],
    ['thinking-longer-predictably-better', 'overstated'],
    ['capacity-number-times-skill', 'reproduces'],
    ['diffusion-veu-already', 'dated'],
    ['r1-294k', 'reproduces'],
    ['r1-648-chips', 'contradicted'],
    ['v4-pro-under-eu-threshold', 'reproduces'],
    ['gpt4-over-eu-threshold', 'supported'],
    ['v3-parameters', 'reproduces'],
    ['r1-four-percent-of-compute', 'overstated'],
    ['r1-comparable-to-o1', 'overstated'],
  ] as const)('%s: %s', (id, verdict) => {
    expect(verdictOf(id).verdict).toBe(verdict);
  });

  it('gives the range of V3 by its rents, names the rent, and lets no recalled hours decide', () => {
    const { range, decides, sets, unverified } = verdictOf('v3-final-run');
    expect(range).toMatchObject({ unit: 'MUSD', level: 'range' });
    expect(range?.low).toBeCloseTo(4.18, 2);
    expect(range?.high).toBeCloseTo(9.53, 2);
    expect(decides).toMatchObject({ what: 'input', name: 'rent' });
    expect(sets.find(({ id }) => id === 'by-stages')).toMatchObject({ outcome: 'unknown', unverified: ['hours'] });
    expect(unverified).toContain('hours of by-stages');
  });

  it('gives 3 million dollars 30 %, a median of 3.6 and 0.8 to 13 from p5 to p95', () => {
    const { number } = verdictOf('gpt4-level-3m').sets.find(({ id }) => id === 'intervals') ?? {};
    expect(number?.probability).toBeCloseTo(0.3, 1);
    expect(number?.quantiles[50]).toBeCloseTo(3.6, 0);
    expect(number?.quantiles[5]).toBeCloseTo(0.8, 1);
    expect((number?.quantiles[95] ?? 0) / 13).toBeCloseTo(1, 1);
    expect(number?.sensitivity[0]?.input).toBe('halving');
  });

  it('knows on a day what was known by it', () => {
    expect(verdictOf('hardware-adds-gains', { ...TODAY, asOf: '2025-02-03' }).verdict).toBe('supported');
    expect(verdictOf('diffusion-veu-already', { ...TODAY, asOf: '2025-02-03' }).verdict).toBe('overstated');
  });

  it('does not say that people ever had to comply with a rule that was left before its day', () => {
    const wholly = 'it was so, and is no more';
    const partly = 'it was so in part and never as a whole, and is no more';
    expect(verdictOf('diffusion-veu-already').why).toBe(partly);
    const why = (claimed: string): string =>
      check(
        statedClaim(`kind: event\nevents: [{ event: diffusion-2025, claimed: { ${claimed} } }]`, '2025-01-20'),
        TODAY,
      ).why;
    for (const day of ['2025-02-03', '2025-06-01']) {
      expect(why(`true_on: ${day}`)).toBe(wholly);
      expect(why(`true_on: ${day}, done: true`)).toBe(partly);
    }
  });

  it('says how far V4 is under the threshold, and what it hangs on', () => {
    const { sets, decides } = verdictOf('v4-pro-under-eu-threshold');
    expect(sets[0]?.says).toContain('3 % under 1e25 FLOP');
    expect(decides.name).toBe('attention');
  });

  it('gives the same verdict for the same seed, and other draws for another', () => {
    const at = (seed: number) => check(claim('gpt4-level-3m'), { ...TODAY, draws: 1000, seed });
    expect(at(1)).toEqual(at(1));
    expect(at(1).sets).not.toEqual(at(2).sets);
  });
});

describe('what if', () => {
  it('changes the verdict where the input decides', () => {
    const after = whatIf(claim('v3-final-run'), { rent: { value: 3 } }, TODAY);
    expect(after.verdict).toBe('contradicted');
    expect(after.sets[0]?.number?.point).toBeCloseTo(8.364, 6);
  });

  it('takes a range and a unit, and refuses another one', () => {
    const of = (value: { low: number; high: number; unit: string }) =>
      whatIf(claim('gpt4-level-3m'), { compute: value }, TODAY);
    expect(of({ low: 20, high: 22, unit: 'YFLOP' }).sets[0]?.number?.quantiles.length).toBe(101);
    expect(() => of({ low: 20, high: 22, unit: 'USD' })).toThrow(ClaimError);
  });

  it('says which inputs there are', () => {
    expect(() => whatIf(claim('v3-final-run'), { mfu: { value: 0.5 } }, TODAY)).toThrow('it has hours, rent');
    expect(() => whatIf(claim('o1-dates'), { mfu: { value: 0.5 } }, TODAY)).toThrow('a claim of kind event has none');
  });

  it('replaces the numbers of prices and of worlds too', () => {
    const dearer = whatIf(claim('r1-four-percent-of-o1'), { ofOutput: { value: 21.9 } }, TODAY);
    expect(dearer.verdict).toBe('contradicted');
    const still = whatIf(claim('access-effect'), { years: { value: 1e-6 } }, TODAY);
    expect(still.verdict).toBe('contradicted');
  });
});

describe('who says what in the casebook', () => {
  it('leaves to Assay the numbers and readings that are its own', () => {
    for (const id of ['capacity-number-times-skill', 'gpt4-level-3m-carried-forward'])
      expect(claim(id)).toMatchObject({ status: 'computed', by: expect.stringMatching(/^Assay, /), on: '2026-11-23' });
    const { sentence, caveats } = claim('capacity-number-times-skill');
    expect(sentence).toContain('the skill is not tested');
    expect(caveats[0]).toContain("The claimed range is Assay's own");
    expect(caveats.join()).toContain('Skill is not tested');
  });

  it('gives other readings by their own numbers', () => {
    const [chips] = verdictOf('r1-648-chips').rivals;
    expect(chips).toMatchObject({ source: '512 x (198 + 80) + 5,000 hours: see r1-294k' });
    expect(chips?.number).toBeUndefined();
    expect([512 * (198 + 80) + 5000, (512 * (198 + 80) + 5000) * 2]).toEqual([147_336, 294_672]);
    const [fp8] = verdictOf('v3-utilisation').rivals;
    expect(fp8?.says).toMatch(/ 19\.5 %.* 17\.3 %/);
    expect(fp8?.number).toBe('0.173 (0.173 to 0.195)');
  });

  it('takes one peak of one chip in all sets of a claim', () => {
    const { check: held } = claim('gpt4-level-3m');
    if (held.kind !== 'model') throw new Error(held.kind);
    expect(new Set(held.sets.map(({ assume }) => JSON.stringify(assume['peak']))).size).toBe(1);
  });

  it('marks the dollars of 2023 that are carried forward', () => {
    const { sets, others } = verdictOf('gpt4-level-3m-carried-forward');
    expect(sets.map(({ number }) => number?.unconverted)).toEqual(sets.map(() => 'USD:2023'));
    expect(others?.unconverted).toBe('USD:2023');
  });
});
