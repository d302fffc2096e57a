import { describe, expect, it } from 'vitest';
import { Random } from '../../../core/random.ts';
import { bankNamed } from '../../banks/load.ts';
import { judgeErrors, withoutJudgeError } from './judge-error.ts';

const confusion = { truePositives: 80, falseNegatives: 20, falsePositives: 5, trueNegatives: 95 };

describe('the judge’s errors', () => {
  it('shrink a difference, and widen its interval', () => {
    const difference = { estimate: 0.3, error: 0.02, freedom: 23 };
    const { estimate, low, high } = withoutJudgeError(difference, [{ confusion, weight: 1 }], Random.from(1));
    expect(estimate).toBeCloseTo(0.3 / 0.75, 12);
    const certain = { truePositives: 8e6, falseNegatives: 2e6, falsePositives: 5e5, trueNegatives: 9.5e6 };
    const narrow = withoutJudgeError(difference, [{ confusion: certain, weight: 1 }], Random.from(1));
    // t(.975, 23) = 2.069: .4 give or take .0552
    expect(narrow.low).toBeCloseTo(0.4 - 0.0552, 2);
    expect(narrow.high).toBeCloseTo(0.4 + 0.0552, 2);
    expect(low).toBeLessThan(narrow.low);
    expect(high).toBeGreaterThan(narrow.high);
  });

  it('leave nothing certain where the judge may be no better than chance', () => {
    const poor = { truePositives: 2, falseNegatives: 2, falsePositives: 1, trueNegatives: 3 };
    const { low, high } = withoutJudgeError(
      { estimate: 0.1, error: 0.01, freedom: 23 },
      [{ confusion: poor, weight: 1 }],
      Random.from(1),
    );
    expect([low, high]).toEqual([-1, 1]);
  });

  it('cover the truth as often as they say', () => {
    const random = Random.from(7);
    const [STUDIES, truth, youden] = [150, 0.3, 0.75];
    let covered = 0;
    for (let study = 0; study < STUDIES; study++) {
      const hits = (n: number, p: number): number =>
        Array.from({ length: n }, () => random.uniform()).filter((draw) => draw < p).length;
      const [truePositives, falsePositives] = [hits(100, 0.8), hits(100, 0.05)];
      const measured = {
        truePositives,
        falseNegatives: 100 - truePositives,
        falsePositives,
        trueNegatives: 100 - falsePositives,
      };
      const estimate = truth * youden + 0.03 * random.normal();
      const difference = { estimate, error: 0.03, freedom: 1000 };
      const { low, high } = withoutJudgeError(difference, [{ confusion: measured, weight: 1 }], random);
      if (low <= truth && truth <= high) covered++;
    }
    // At 95 % fewer than 134 of 150 have a probability below 1 %.
    expect(covered).toBeGreaterThanOrEqual(134);
  });

  it('are measured for every language of every bank', () => {
    for (const name of ['coding', 'toy-a', 'toy-c']) {
      const bank = bankNamed(name);
      const errors = judgeErrors(
        bank,
        bank.tasks.map(({ id }) => id),
      );
      expect(errors?.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1);
    }
  });
});
