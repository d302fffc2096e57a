import { ClaimError } from './claim-error.ts';
import { accelerator } from './capacity/accelerator.ts';
import { economicRecord } from './economics/records.ts';
import type { Distribution } from './uncertainty/distribution.ts';
import { fixed, lognormal, uniform } from './uncertainty/distribution.ts';

/** The interval of a record, with the geometric mean of its ends as the median. */
function interval(id: string): Distribution {
  const { low, high, level } = economicRecord(id);
  if (low === undefined || high === undefined || typeof level !== 'number') throw new ClaimError('no-value', id);
  return lognormal({ low, high, level });
}

/**
 * "A GPT-4-level run should cost about $3 million today", as of February 2025: compute and halving time on their published
 * intervals; 21.4 months from release to V3, up to 30 from the end of training to the claim; rents from a long contract to on
 * demand.
 */
export const gpt4LevelRun = (halving: 'alg.halving' | 'alg.halving.neurips') => ({
  compute: interval('gpt4.flop'),
  halving: interval(halving),
  months: uniform(21.4, 30),
  peak: fixed(accelerator('h100-sxm').bf16 * 1e12),
  mfu: uniform(0.3, 0.5),
  rent: uniform(1.5, 3.3),
});
