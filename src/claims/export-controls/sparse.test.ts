import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chipNamed, described } from './chips.ts';
import { CHIPS } from './chips.gen.ts';
import { classify } from './classify.ts';
import { day } from './date.ts';
import { sparseTrap, suspectSpeeds } from './sparse.ts';

describe('a speed with sparsity', () => {
  it.each([
    ['H100', 3958, 8, 1979],
    ['A100', 1248, 8, 624],
    ['L40S', 1466, 8, 733],
    ['RTX 4090', 1321, 8, 660.6],
    ['B200', 18_000, 4, 9000],
    // A page of hardware prints this one as "FP16 dense".
    ['MI300X', 2615, 16, 1307.4],
  ])('of %s, %d at %d bits, is told from the dense one', (name, tops, bits, dense) => {
    expect(sparseTrap(chipNamed(name), tops, bits)).toMatchObject({ verdict: 'sparse', dense });
  });

  it('is dense at 8 bits and sparse at 16 where the number is the same', () => {
    expect(sparseTrap(chipNamed('L40S'), 733, 8).verdict).toBe('dense');
    expect(sparseTrap(chipNamed('L40S'), 733, 16)).toMatchObject({ verdict: 'sparse', dense: 362.05 });
  });

  it('says the performance with and without', () => {
    expect(sparseTrap(chipNamed('H100'), 3958, 8).says).toContain('TPP is 15832, not 31664');
  });

  it('knows the dense speed of another length, and says so of nothing it does not know', () => {
    expect(sparseTrap(chipNamed('H20'), 148, 8)).toMatchObject({ verdict: 'other-bits', dense: 148 });
    expect(sparseTrap(chipNamed('H20'), 1000, 8).verdict).toBe('unknown');
  });

  it('never takes a recorded dense speed for a sparse one', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CHIPS), fc.nat(), (chip, pick) => {
        const speed = chip.performance[pick % chip.performance.length];
        if (speed === undefined) throw new Error('a chip without a speed');
        expect(sparseTrap(chip, speed.dense, speed.bits).verdict).toBe('dense');
      }),
    );
  });
});

describe('speeds of a chip that is not recorded', () => {
  it('are suspect where one makes twice the performance of another', () => {
    expect(
      suspectSpeeds([
        { dense: 989, bits: 16 },
        { dense: 3958, bits: 8 },
      ]),
    ).toHaveLength(1);
    expect(
      suspectSpeeds([
        { dense: 989, bits: 16 },
        { dense: 1979, bits: 8 },
      ]),
    ).toEqual([]);
  });

  it('are warned of in the classification', () => {
    const item = described({
      name: 'new',
      speeds: [
        { tops: 150, bits: 16, sparse: false },
        { tops: 600, bits: 8, sparse: false },
      ],
    });
    expect(classify(item, day('2024-06-01')).warnings).toEqual([
      '600 TOPS at 8 bits makes a TPP of 4800, twice the 2400 at another length: is it with sparsity?',
    ]);
  });

  it('are taken as dense where nobody says, with a warning', () => {
    const warnings = (speed: { tops: number; bits: number; sparse?: boolean }) =>
      classify(described({ name: 'new', speeds: [speed] }), day('2024-06-01')).warnings;
    expect(warnings({ tops: 600, bits: 8 }).join()).toContain('taken as dense');
    expect(warnings({ tops: 600, bits: 8, sparse: false })).toEqual([]);
    expect(warnings({ tops: 600, bits: 8, sparse: true })).toEqual([]);
  });

  it('are halved where they are said to be with sparsity, which changes the tier', () => {
    const said = { name: 'new', logicDieMm2: 800, forDataCentres: true };
    const dense = described({ ...said, speeds: [{ tops: 600, bits: 8 }] });
    const sparse = described({ ...said, speeds: [{ tops: 600, bits: 8, sparse: true }] });
    const outcome = (item: typeof dense) =>
      classify(item, day('2024-06-01')).rules.find(({ rule }) => rule === 'october-2023')?.outcome.paragraphs;
    expect(outcome(dense)).toEqual(['3A090.a.1', '3A090.a.2']);
    expect(outcome(sparse)).toEqual(['3A090.b.1']);
  });
});
