import { describe, expect, it } from 'vitest';
import { type Candidate, decide, evidenceOf, type Family } from './decide.ts';
import type { Look } from './look.ts';

const LOOK: Look = {
  estimate: 0.5,
  error: 0.05,
  uncertainty: 0.05,
  test: { p: 1e-8, statistic: 10, n: 20 },
  m: 20,
  spread: 0.05,
  signFlip: 0.0005,
  logE: 20,
  tasks: 30,
  answers: 30,
  hits: 18,
  neutralShare: 0.1,
};
const candidate = (over: Partial<Look> = {}): Candidate => {
  const look = { ...LOOK, ...over };
  return { context: 'c', status: 'open', look, phases: [look.logE] };
};
const settled = (one: Candidate, over: Partial<Family> = {}, last = false): string => {
  const family = { candidates: [one], size: 100, named: false, ...over };
  decide(family, { fdr: 0.01, phases: 3, answers: 750, last });
  return one.status;
};

describe('the decision', () => {
  it('finds only where e-BH, the calibrated test and sign flips all hold', () => {
    expect(settled(candidate())).toBe('found');
    expect(settled(candidate({ logE: Math.log(100 / 0.01) }))).toBe('open');
    expect(settled(candidate({ logE: Math.log((3 * 100) / 0.01) + 0.01 }))).toBe('found');
    expect(settled(candidate({ test: { p: 0.0005, statistic: 4, n: 20 } }))).toBe('open');
    expect(settled(candidate({ signFlip: 0.02 }))).toBe('open');
  });

  it('holds the error rate over all that were screened', () => {
    const weak = { logE: Math.log(3 * 1000), test: { p: 0.0005, statistic: 4, n: 20 } };
    expect(settled(candidate(weak), { size: 1 })).toBe('found');
    expect(settled(candidate(weak), { size: 100 })).toBe('open');
  });

  it('asks more of an early look than of the last', () => {
    const some = { test: { p: 0.005, statistic: 3, n: 20 } };
    expect(settled(candidate(some), { size: 1 })).toBe('open');
    expect(settled(candidate(some), { size: 1 }, true)).toBe('found');
  });

  it('gives up what cannot come so far, and what the user named only where it is no worse', () => {
    const none = { logE: -1, signFlip: 0.4, test: { p: 0.4, statistic: 0.2, n: 20 } };
    expect(settled(candidate(none))).toBe('hopeless');
    expect(settled(candidate(none), { named: true, size: 1 })).toBe('open');
    const below = { ...none, test: { p: 0.6, statistic: -0.2, n: 20 }, answers: 150 };
    expect(settled(candidate(below), { named: true, size: 1 })).toBe('hopeless');
  });

  it('counts a context that gave nothing to count as unanswered', () => {
    expect(settled({ context: 'c', status: 'open', look: undefined, phases: [] })).toBe('unanswered');
  });

  it('takes the mean over the phases that were planned', () => {
    expect(evidenceOf({ phases: [] }, 3)).toBe(Number.NEGATIVE_INFINITY);
    expect(evidenceOf({ phases: [Math.log(30)] }, 3)).toBeCloseTo(Math.log(10));
    expect(evidenceOf({ phases: [Math.log(30), Math.log(60)] }, 3)).toBeCloseTo(Math.log(30));
  });
});
