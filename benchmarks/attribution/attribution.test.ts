import { describe, expect, it } from 'vitest';
import { Random } from '../../src/core/random.ts';
import { readingsOf } from '../../src/studies/censorship/attribution/readings.ts';
import { askArms } from './ask.ts';
import { variationOf, WORLDS } from './worlds.ts';

describe('the worlds of the benchmark', () => {
  it('are the same for the same seed, and unlike for another', () => {
    const about = (seed: number) => WORLDS.map((world) => variationOf(world, seed, Random.from('test')).about);
    expect(about(0)).toEqual(about(0));
    expect(about(0)).not.toEqual(about(1));
  });

  it.each(WORLDS.filter((world) => world !== 'nothing'))(
    'withhold where they say: %s',
    async (world) => {
      const variation = variationOf(world, 3, Random.from('test'));
      const readings = readingsOf(await askArms({ ...variation, samples: 2 }, Random.from('answers')));
      expect(readings.map(({ id }) => id)).toEqual(variation.truth);
    },
    120_000,
  );
});
