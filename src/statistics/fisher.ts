import { requireProportion } from './sample-error.ts';
import { logChoose } from './log-choose.ts';

/** So many of `n`. */
export interface Counted {
  readonly hits: number;
  readonly n: number;
}

/**
 * Fisher's exact test of two independent proportions against the alternative that the first is the larger: the probability, all
 * margins held, of so many hits in the first or more (R. A. Fisher, The Design of Experiments, 1935, chapter II). Exact under
 * random assignment, and so cautious. Time grows linearly with the counts.
 * @throws SampleError where a sample is empty, or hits are no count or more than the sample
 */
export function fisherGreater(first: Counted, second: Counted): number {
  requireProportion(first.hits, first.n);
  requireProportion(second.hits, second.n);
  const [all, hits] = [first.n + second.n, first.hits + second.hits];
  const choose = logChoose(all);
  const most = Math.min(first.n, hits);
  let p = 0;
  for (let k = most; k >= first.hits; k--)
    p += Math.exp(choose(first.n, k) + choose(second.n, hits - k) - choose(all, hits));
  return Math.min(1, p);
}
