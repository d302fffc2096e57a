import { describe, expect, it } from 'vitest';
import { coverageAt, fitCoverage, gainPerDoubling } from '../statistics/scaling/coverage.ts';
import { valueOf } from './economics/records.ts';

const fault = expect.objectContaining({ name: 'SampleError', fault: 'out-of-range' });

describe('published scaling of inference', () => {
  it('follows -ln c = 1.839 k^-0.209 through 15.9 % and 56 %: 32 % at 10 and 65 % at 1,000', () => {
    const law = fitCoverage([
      { k: 1, coverage: valueOf('tts.monkey1') },
      { k: 250, coverage: valueOf('tts.monkey250') },
    ]);
    expect(law.a).toBeCloseTo(1.839, 3);
    expect(law.b).toBeCloseTo(valueOf('tts.monkeyb'), 3);
    expect(coverageAt(law, 10)).toBeCloseTo(0.32, 2);
    expect(coverageAt(law, 1000)).toBeCloseTo(0.65, 2);
    expect(() => fitCoverage([{ k: 1, coverage: 0.5 }])).toThrow(fault);
    expect(() =>
      fitCoverage([
        { k: 1, coverage: 0.5 },
        { k: 2, coverage: 1 },
      ]),
    ).toThrow(fault);
  });

  it('of o1 gains 1.5 points a doubling by voting, 2.4 with a scorer', () => {
    const voted = gainPerDoubling({ at: 1, score: valueOf('tts.o1') }, { at: 64, score: 0.833 });
    expect(voted).toBeCloseTo(valueOf('tts.slope'), 4);
    expect(gainPerDoubling({ at: 64, score: 0.833 }, { at: 1000, score: 0.93 })).toBeCloseTo(0.024, 3);
    expect(() => gainPerDoubling({ at: 64, score: 1 }, { at: 1, score: 1 })).toThrow(fault);
  });
});
