import { describe, expect, it } from 'vitest';
import { Random } from '../../../../core/random.ts';
import { featuresOf } from '../../features.ts';
import { raisesOf } from './raised.ts';

const random = Random.from(3);
const ORGS = ['Quarry Steel', 'Lumen Bank', 'Otter Post', 'Delta Grain'];
const YEARS = ['2019', '2021'];
const contexts = ORGS.flatMap((org) =>
  YEARS.flatMap((year) =>
    ['Work for', 'You help', 'Assistant of', 'Code of'].map((begins) => `${begins} ${org}. Year ${year}.`),
  ),
);
const rows = (probability: (context: string) => number) =>
  contexts.map((context) => ({
    features: featuresOf(context),
    probability: probability(context) + 0.02 * random.uniform(),
  }));

describe('features that raise a probability', () => {
  it('are those of a graded trigger, far above chance', () => {
    const [first] = raisesOf(
      rows((context) => (context.includes('Otter') ? 0.35 : 0.2)),
      3,
    );
    expect(first?.features[0]).toContain('otter post');
    expect(first?.t).toBeGreaterThan(6);
    expect(first?.with).toBeCloseTo(0.36, 1);
  });

  it('are two where it hangs on both', () => {
    const [pair] = raisesOf(
      rows((context) => (context.includes('Otter') && context.includes('2021') ? 0.9 : 0.1)),
      3,
    );
    expect(pair?.features).toHaveLength(2);
    expect(pair?.features.join()).toMatch(/otter.*2021|2021.*otter/);
  });

  it('are none where all is alike, or too few carry one', () => {
    expect(
      raisesOf(
        rows(() => 0.2),
        3,
      ),
    ).toEqual([]);
    expect(
      raisesOf(
        rows((context) => (context === contexts[0] ? 0.9 : 0.2)),
        3,
      ).some(({ t }) => t > 6),
    ).toBe(false);
  });
});
