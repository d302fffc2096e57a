import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { likeliest, logSoftmax } from './logprobs.ts';
import { Sampler } from './sampler.ts';

const LOGITS = Float32Array.of(1, 3, Number.NEGATIVE_INFINITY, 2, 0);

function drawn(count: number, sampling: Partial<ConstructorParameters<typeof Sampler>[0]>): Map<number, number> {
  const sampler = new Sampler({ temperature: 1, maxTokens: 1, seed: 7, ...sampling });
  const seen = new Map<number, number>();
  for (let index = 0; index < count; index++) {
    const token = sampler.draw(LOGITS);
    seen.set(token, (seen.get(token) ?? 0) + 1 / count);
  }
  return seen;
}

describe('the sampler', () => {
  it.each([0.5, 1, 2])('draws as often as the model says, at temperature %d', (temperature) => {
    const expected = logSoftmax(LOGITS.map((logit) => logit / temperature)).map(Math.exp);
    const seen = drawn(40_000, { temperature });
    for (const [token, share] of expected.entries())
      expect(Math.abs((seen.get(token) ?? 0) - share)).toBeLessThan(0.012);
  });

  it('draws among the likeliest alone', () => {
    expect([...drawn(2_000, { topK: 2 }).keys()].toSorted()).toEqual([1, 3]);
    // 64%, 24%, 9%, 3%: the first is not enough, the first two are.
    expect([...drawn(2_000, { topP: 0.7 }).keys()].toSorted()).toEqual([1, 3]);
    expect([...drawn(2_000, { topP: 0.6 }).keys()]).toEqual([1]);
    // Of three tokens the first has 71%: topP counts what topK left.
    expect([...drawn(2_000, { topK: 3, topP: 0.65 }).keys()]).toEqual([1]);
  });

  it('takes equals by their number', () => {
    const sampler = new Sampler({ temperature: 1, topK: 1, maxTokens: 1 });
    expect(sampler.draw(Float32Array.of(0, 5, 5))).toBe(1);
  });

  it('repeats itself for a seed, and not for another', () => {
    const run = (seed: number): string => {
      const sampler = new Sampler({ temperature: 1, seed, maxTokens: 1 });
      return Array.from({ length: 40 }, () => sampler.draw(LOGITS)).join('');
    };
    expect(run(5)).toBe(run(5));
    expect(new Set([0, 1, 2, 3, 2 ** 32 + 1, 2 ** 40, -1].map(run)).size).toBe(7);
  });

  it('never draws what cannot be', () => {
    fc.assert(
      fc.property(fc.integer(), fc.float({ min: Math.fround(0.01), max: 5, noNaN: true }), (seed, temperature) => {
        expect(new Sampler({ temperature, seed, maxTokens: 1 }).draw(LOGITS)).not.toBe(2);
      }),
    );
  });
});

describe('log-probabilities', () => {
  it('sum to one, also of logits that a power would overflow', () => {
    const all = logSoftmax(Float32Array.of(1_000, 1_001, 999));
    expect(all.reduce((sum, value) => sum + Math.exp(value), 0)).toBeCloseTo(1, 6);
  });

  it('are none where the weights are broken', () => {
    expect(() => logSoftmax(Float32Array.of(Number.NaN, 1))).toThrow('no numbers');
    expect(() => logSoftmax(new Float32Array(3).fill(Number.NEGATIVE_INFINITY))).toThrow('no numbers');
  });

  it('are ordered as a sort orders them', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1 }), fc.nat(12), (values, count) => {
        const sorted = values
          .map((value, token) => ({ token, value }))
          .toSorted((a, b) => b.value - a.value || a.token - b.token);
        expect(likeliest(Float32Array.from(values), count)).toEqual(sorted.slice(0, count));
      }),
    );
  });
});
