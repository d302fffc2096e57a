import { describe, expect, it } from 'vitest';
import { CASEBOOK } from './casebook.gen.ts';
import { check } from './check.ts';
import { claimsReport } from './claims-report.ts';
import { othersText, ownText } from './compared-text.ts';
import { rentalClaim, statedClaim } from './stated-claim.fixture.ts';

const TODAY = { asOf: '2026-11-26', draws: 1000 };
const MARK = 'in USD:2023, not converted';

describe('dollars of another year are marked and not converted', () => {
  const record = statedClaim('kind: record\nrecords: [gpt4.cost.amort]\nclaimed: { value: 41, unit: MUSD }');
  const model = rentalClaim('value: 5.6, unit: MUSD', '{ value: 2, unit: "USD:2023/chip:H800/h", as_of: 2024-12-27 }');

  it('in what a record and a model say, in their numbers, and in the range', () => {
    const [ofRecord, ofModel] = [check(record, TODAY), check(model, TODAY)];
    for (const { sets, range } of [ofRecord, ofModel]) {
      expect(sets[0]?.says).toContain(MARK);
      expect(sets[0]?.number?.unconverted).toBe('USD:2023');
      expect(range?.unconverted).toBe('USD:2023');
    }
    expect(othersText(ofRecord)).toContain(MARK);
    expect(ownText(ofModel)).toBe(`5.576 MUSD; ${MARK}`);
  });

  it('the other way round, and where a sum has both', () => {
    const nominal = rentalClaim('value: 5.6, unit: "MUSD:2023"', 'value: 2');
    expect(check(nominal, TODAY).sets[0]?.says).toContain('in USD, not converted');
    const ratio = statedClaim(`kind: ratio
of: { output: { value: 2, unit: "USD:2023/Mtoken:output" } }
to: { output: { value: 50, unit: "USD/Mtoken:output" } }
claimed: { value: 0.04, unit: "1" }`);
    expect(check(ratio, TODAY).sets[0]).toMatchObject({
      outcome: 'reproduces',
      number: { unconverted: 'USD and USD:2023' },
      says: '0.04; in USD and USD:2023, not converted',
    });
    const both = statedClaim(`kind: model
model: ownership-cost
claimed: { low: 1, unit: USD }
sets: [{ id: own, title: own, as: source, assume: { hours: { value: 1000, unit: "chip*h" }, price: { value: 30000, unit: "USD:2023/chip" }, energyPerHour: { value: 1, unit: "kWh/chip/h" } } }]`);
    expect(check(both, TODAY).sets[0]?.number?.unconverted).toBe('USD and USD:2023');
  });

  it('in rivals and on pictures', () => {
    const claim = CASEBOOK.find(({ id }) => id === 'v3-final-run') ?? model;
    const numbers = check(claim, TODAY).rivals.map(({ number }) => number ?? '');
    expect(numbers.find((number) => number.includes('USD:2023'))).toMatch(/USD:2023, not converted$/);
    const { claims } = claimsReport([check(record, TODAY)], { ...TODAY, version: '0' });
    expect(JSON.stringify(claims[0]?.figures)).toContain('USD:2023, not converted');
  });

  it('and those of one year are not marked', () => {
    for (const claim of [
      rentalClaim('value: 5.6, unit: MUSD', 'value: 2'),
      CASEBOOK.find(({ id }) => id === 'gpt4-over-100-million') ?? model,
    ])
      expect(JSON.stringify(check(claim, TODAY).sets)).not.toContain('not converted');
  });
});

describe('what is compared with what', () => {
  it('is said of the speaker’s own inputs apart from all others', () => {
    const of = (id: string) => {
      const claim = CASEBOOK.find((one) => one.id === id);
      if (claim === undefined) throw new Error(`no ${id}`);
      const verdict = check(claim, TODAY);
      return [ownText(verdict), othersText(verdict)];
    };
    // The power of the chip is from memory: it excludes nothing.
    expect(of('v3-energy')).toEqual(['1.522 GWh', expect.stringMatching(/^2\.93 to 3\.33 GWh(?!.*excludes)/)]);
    expect(of('v3-utilisation')).toEqual(['0.3893', '0.1731 to 0.3464; excludes it']);
    expect(of('deepseek-day-revenue')).toEqual(['561,975 USD', '348,960 USD; excludes it']);
    expect(of('v3-final-run')).toEqual(['5.576 MUSD', '4.182 to 9.535 MUSD (partly unverified)']);
    expect(of('v3-parameters')).toEqual(['671 Gparameter total, 36.63 Gparameter active', '']);
    expect(of('v3-matching-gpt4')).toEqual(['', 'so in 1 of 6']);
    expect(of('deepseek-50000-hoppers')).toEqual(['', '10,000 to 60,000 chip']);
  });

  it('makes no range of a total and a part', () => {
    const claim = CASEBOOK.find(({ id }) => id === 'v3-parameters');
    expect(claim && check(claim, TODAY).range).toBeUndefined();
  });
});
