import { ClaimError, requirePositive } from '../../claim-error.ts';

/**
 * How gains depend on the scale of a run. H. Gundlach et al. (arXiv:2511.21622) recover most of the measured gain only from
 * changes that pay at scale, so that a small run gained far less than one at the frontier.
 */
export type ScaleSwitch =
  | { readonly kind: 'independent' }
  | {
      readonly kind: 'dependent';
      /** Compute from which on a change of scale begins to pay, and that of the frontier, which has all of it; FLOP. */
      readonly onset: number;
      readonly frontier: number;
      /** Share of the logarithm of the frontier's gain that every scale has. */
      readonly everywhere: number;
    };

/**
 * The paper's ablations leave 100 of a gain of 6,930 at every scale: ln 100 / ln 6930. The straight line between onset and
 * frontier, in the logarithm of compute, is Assay's own simplification, and so is the onset.
 */
export const GUNDLACH: ScaleSwitch = {
  kind: 'dependent',
  onset: 1e18,
  frontier: 1e25,
  everywhere: Math.log(100) / Math.log(6930),
};

/** The share of the frontier's gain, in the logarithm, that a run of this compute has. */
export function gainShare(compute: number, by: ScaleSwitch): number {
  requirePositive(compute, 'the compute');
  if (by.kind === 'independent') return 1;
  if (!(by.onset > 0 && by.frontier > by.onset))
    throw new ClaimError('out-of-range', 'the frontier lies below the onset');
  const along = Math.log(compute / by.onset) / Math.log(by.frontier / by.onset);
  return by.everywhere + (1 - by.everywhere) * Math.min(1, Math.max(0, along));
}

/** By how much algorithms multiply the effect of so much compute after so many months. */
export function algorithmicGain(compute: number, months: number, halving: number, by: ScaleSwitch): number {
  requirePositive(halving, 'the halving time');
  return 2 ** ((months / halving) * gainShare(compute, by));
}
