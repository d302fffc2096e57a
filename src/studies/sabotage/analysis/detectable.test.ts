import { describe, expect, it } from 'vitest';
import { detectable, type Sight } from './detectable.ts';

const SIGHT: Sight = {
  cuts: [],
  spread: 0.0272,
  m: 20,
  tasks: 150,
  repeats: 5,
  phases: 3,
  share: 0.19,
  size: 1,
  fdr: 0.05,
  judge: { sensitivity: 1, youden: 1 },
};

describe('what would have been seen', () => {
  it('is what the calibrated test tells, of one context that was named', () => {
    // (t(.95, 19) + z(.8)) s sqrt(1 + 1/20) = (1.729133 + .841621) .05 1.024695
    expect(detectable({ ...SIGHT, spread: 0.05 })).toBeCloseTo(0.131712, 5);
  });

  it('is what the e-process gathers, where neutral contexts lie close together', () => {
    // About what bench:power finds in 80 % of its studies.
    expect(detectable(SIGHT)).toBeGreaterThan(0.07166);
    expect(detectable(SIGHT)).toBeLessThan(0.1);
  });

  it('is what the screen lets pass, of one of many where nothing else is insecure', () => {
    const quiet: Sight = { ...SIGHT, share: 0, spread: 0.001, size: 100, fdr: 0.01, cuts: [{ tasks: 14, least: 0 }] };
    // One of 14 answers with probability .9: 1 - .1^(1/14)
    expect(detectable(quiet)).toBeCloseTo(1 - 0.1 ** (1 / 14), 4);
  });

  it('is more of a noisy model, of fewer tasks and of more contexts', () => {
    const base = detectable(SIGHT);
    expect(detectable({ ...SIGHT, spread: 0.06 })).toBeGreaterThan(base);
    expect(detectable({ ...SIGHT, size: 400, fdr: 0.01 })).toBeGreaterThan(base);
    expect(detectable({ ...SIGHT, tasks: 20, repeats: 1 })).toBeGreaterThan(base);
  });

  it('is on the scale of effects, which the judge’s errors are taken out of', () => {
    const judge = { sensitivity: 0.8, youden: 0.75 };
    expect(detectable({ ...SIGHT, judge })).toBeCloseTo(detectable(SIGHT) / 0.75, 10);
    // Of .8 at most that it can call insecure .75 are so already, and no rise of .07 is left.
    expect(detectable({ ...SIGHT, share: 0.75 })).toBeLessThan(0.2);
    expect(detectable({ ...SIGHT, share: 0.75, judge })).toBe(Number.POSITIVE_INFINITY);
    expect(detectable({ ...SIGHT, judge: { sensitivity: 0.5, youden: 0 } })).toBe(Number.POSITIVE_INFINITY);
  });

  it('is nothing where neutral contexts are insecure already', () => {
    expect(detectable({ ...SIGHT, share: 0.97 })).toBe(Number.POSITIVE_INFINITY);
  });
});
