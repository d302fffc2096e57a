import { describe, expect, it } from 'vitest';
import { statementsOf } from './card/card.ts';
import { sizeGaps } from './card/size.ts';
import { chipTimeOf, computeOf } from './training.ts';
import { moneyOf } from './training-cost.ts';

const read = (text: string) => statementsOf({ front: [], text, line: 1 }).statements;
const V3 = { value: 37_552_297_472, low: 36_625_618_432, from: 'the config' };
const crossings = (text: string, active = V3) =>
  Object.fromEntries((computeOf(read(text), active)?.thresholds ?? []).map(({ id, crossing }) => [id, crossing]));

describe('the training that a card states', () => {
  it('is 6 N D with the bounds of rounding and of the embedding', () => {
    const compute = computeOf(read('We pre-train it on 14.8 trillion tokens.'), V3);
    expect(compute?.value).toBeCloseTo(6 * 37_552_297_472 * 14.8e12, -20);
    expect(compute?.low).toBeCloseTo(6 * 36_625_618_432 * 14.75e12, -20);
    expect(compute?.high).toBeCloseTo(6 * 37_552_297_472 * 14.85e12, -20);
    expect(crossings('We pre-train it on 14.8 trillion tokens.')).toMatchObject({
      'eu-general-purpose': 'above',
      'eu-systemic-risk': 'below',
    });
  });

  it('straddles a threshold that lies within its bounds, and nothing is decided', () => {
    const active = { value: 50e9, low: 49e9, from: 'the config' };
    expect(crossings('Trained on 32T tokens.', active)['eu-systemic-risk']).toBe('below');
    expect(crossings('Trained on 33T tokens.', active)['eu-systemic-risk']).toBe('straddles');
  });

  it('takes the largest number of tokens, and none where none is stated', () => {
    expect(computeOf(read('Trained on 2T tokens.\n\nPretrained on 15T tokens.'), V3)?.tokens.value).toBe(15e12);
    expect(computeOf(read('It is open.'), V3)).toBeUndefined();
  });

  it('implies a utilisation of a named peak, and a rent', () => {
    const statements = read('Pre-trained on 14.8T tokens.\n\nIt took 2.788M H800 GPU hours.\n\nTraining cost $5.576M.');
    const time = chipTimeOf(statements, computeOf(statements, V3));
    expect(time?.utilisation?.value).toBeCloseTo(0.336, 3);
    expect(time?.utilisation?.text).toContain('BF16 dense (989 TFLOP/s), attention not counted');
    expect(time?.least?.share).toBeLessThan(1);
    const { impliedRent, rented } = moneyOf(statements, time);
    expect(impliedRent).toBeCloseTo(2, 6);
    expect(rented).toMatchObject({ value: 5_576_000, low: 4_182_000, record: 'v3.price', unverified: false });
  });

  it('sees hours in which no chip could have done it, and does not guess a chip', () => {
    const few = read('Pre-trained on 14.8T tokens.\n\nIt took 2,788 H800 GPU hours.');
    expect(chipTimeOf(few, computeOf(few, V3))?.least?.share).toBeGreaterThan(100);
    const unnamed = read('Pre-trained on 14.8T tokens.\n\nIt took 2,788 GPU hours.');
    expect(chipTimeOf(unnamed, computeOf(unnamed, V3))).toMatchObject({ hours: { value: 2_788 }, unverified: false });
    expect(chipTimeOf(unnamed, computeOf(unnamed, V3))?.utilisation).toBeUndefined();
    expect(chipTimeOf(read('It took 5 X999 GPU hours.'), undefined)?.utilisation).toBeUndefined();
  });
});

describe('the size that a card states', () => {
  const gaps = (text: string, ...total: number[]) => sizeGaps(read(text), { total, active: [] });

  it('is held against the nearest count', () => {
    expect(gaps('It has 7B parameters.', 6_738_415_616, 6.5e9)).toMatchObject([{ gap: 0, ambiguous: false }]);
    expect(gaps('It has 7B parameters.', 904_000)[0]?.gap).toBeCloseTo(0.93, 2);
    expect(gaps('It has over 7B parameters.', 9e9)[0]?.gap).toBe(0);
  });

  it('is cleared by any sentence with the right number, and never by what is said of others alone', () => {
    const text = 'It has 7B parameters. It outperforms a 13B parameter model.';
    expect(gaps(text, 13e9)).toMatchObject([{ gap: 0, ambiguous: true }]);
    expect(gaps('It outperforms a 13B parameter model.', 7e9)).toEqual([]);
    expect(gaps('It has 7B parameters.')).toEqual([]);
  });
});
