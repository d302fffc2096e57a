import { requireInside, SampleError } from './sample-error.ts';

/**
 * The e-BH procedure (R. Wang, A. Ramdas, False discovery rate control with e-values, JRSS B 84, 2022, p. 822): which hypotheses to reject, in the order given, with the expected share of false rejections at most `rate` under
 * any dependence of the e-values. Takes logarithms, because e-values overflow.
 * @throws SampleError where a logarithm is not a number, or the rate is not between 0 and 1
 */
export function eBenjaminiHochberg(logEs: readonly number[], rate: number): boolean[] {
  requireInside(rate, 'the rate');
  for (const logE of logEs) if (Number.isNaN(logE)) throw new SampleError('out-of-range', 'an e-value is not a number');
  const sorted = logEs.toSorted((a, b) => b - a);
  let threshold = Infinity;
  sorted.forEach((logE, index) => {
    if (logE >= Math.log(logEs.length / (rate * (index + 1))) - 1e-12) threshold = logE;
  });
  return logEs.map((logE) => logE >= threshold && threshold > -Infinity);
}
