import { describe, expect, it } from 'vitest';
import { Random } from '../../core/random.ts';
import { controlledScaling } from './control.ts';
import { shapeOf } from './shape.ts';

const TOKENS = [64, 128, 256, 512, 1024, 2048, 4096, 8192];

/** Questions answered at each amount with the chances of a law; 70 % of them right from a threshold of their own on. */
function asked(law: (log: number) => number, seed: string, n = 240): number[][] {
  const random = Random.from(seed);
  return Array.from({ length: n }, () => {
    const threshold = random.uniform();
    const steady = random.uniform() < 0.7;
    return TOKENS.map((tokens) => Number((steady ? threshold : random.uniform()) < law(Math.log10(tokens))));
  });
}

/** Of a law's variations how many got each name. */
function named(law: (draw: number) => (log: number) => number, of = 100): Record<string, number> {
  const counts: Record<string, number> = {};
  for (let run = 0; run < of; run++) {
    const draw = Random.from(`law ${run}`).uniform();
    const { shape } = shapeOf(asked(law(draw), `run ${run}`), TOKENS);
    counts[shape] = (counts[shape] ?? 0) + 1;
  }
  return counts;
}

describe('the shape of a curve of scaling', () => {
  it('is named rightly in 95 % of variations of a known law', () => {
    const line = named((draw) => (x) => 0.1 + 0.05 * draw + (0.3 + 0.08 * draw) * (x - 1.8));
    expect(line['predictable'], JSON.stringify(line)).toBeGreaterThanOrEqual(95);
    const saturating = named((draw) => (x) => (0.75 + 0.15 * draw) * (1 - Math.exp(-(x - 1.7) * (2.5 + draw))));
    expect(saturating['saturates'], JSON.stringify(saturating)).toBeGreaterThanOrEqual(95);
    const inverse = named((draw) => (x) => 0.9 - (0.15 + 0.15 * draw) * (x - 1.8));
    expect(inverse['inverse'], JSON.stringify(inverse)).toBeGreaterThanOrEqual(95);
    const peaked = named((draw) => (x) => 0.85 - (0.5 + 0.1 * draw) * (x - 2.85) ** 2);
    expect(peaked['peaks'], JSON.stringify(peaked)).toBeGreaterThanOrEqual(95);
    const flat = named((draw) => () => 0.2 + 0.6 * draw);
    expect(flat['flat'], JSON.stringify(flat)).toBeGreaterThanOrEqual(95);
  });

  it('is not told of few questions, which say what they would have shown', () => {
    const few = shapeOf(
      asked((x) => 0.4 + 0.05 * (x - 1.8), 'few', 10),
      TOKENS,
    );
    expect(few.shape).toBe('underpowered');
    expect(few.detectable).toBeGreaterThan(0.1);
  });

  it('holds the upper half against the line of the lower', () => {
    const { holdout, slope } = shapeOf(
      asked((x) => 0.1 + 0.35 * (x - 1.8), 'line', 2000),
      TOKENS,
    );
    expect(slope.estimate).toBeCloseTo(0.35, 1);
    expect(slope.low).toBeLessThan(0.35);
    expect(holdout?.fitted).toBe(4);
    expect(holdout?.realised).toBeCloseTo(1, 0);
    for (const { score, predicted, reach } of holdout?.points ?? [])
      expect(Math.abs(score - predicted)).toBeLessThan(reach);
    // Three levels of effort fit no line that could be held against anything.
    const three = shapeOf(
      asked((x) => 0.1 + 0.35 * (x - 1.8), 'three').map((unit) => [unit[0] ?? 0, unit[4] ?? 0, unit[7] ?? 0]),
      [64, 1024, 8192],
    );
    expect(three.shape).toBe('grows');
    expect(three.holdout).toBeUndefined();
  });

  it('is not asked of what has none', () => {
    const fault = (kind: string) => expect.objectContaining({ name: 'SampleError', fault: kind });
    const one = [[0, 1, 1]];
    expect(() => shapeOf(one, [1, 2, 3])).toThrow(fault('empty'));
    const three = [...one, ...one, ...one];
    expect(() => shapeOf(three, [1, 2, 3, 4])).toThrow(fault('mismatched'));
    expect(() => shapeOf(three, [3, 2, 1])).toThrow(fault('mismatched'));
    expect(() => shapeOf(three, [5, 5, 5])).toThrow(fault('degenerate'));
  });
});

describe('controlled scaling', () => {
  it('is the mean slope between any two points, and the best of them', () => {
    const points = [
      { tokens: 1000, score: 0.5 },
      { tokens: 2000, score: 0.6 },
      { tokens: 4000, score: 0.5 },
    ];
    const found = controlledScaling(points);
    expect(found.scaling).toBeCloseTo((1e-4 - 5e-5 + 0) / 3, 12);
    expect(found.performance).toBe(0.6);
    expect(controlledScaling(points.slice(0, 1)).scaling).toBeNaN();
  });
});
