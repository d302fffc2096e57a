import type { AttentionConvention } from '../training-compute/attention.ts';
import { utilisationModel } from './model.ts';

/** A peak is of a chip in a form and at a precision; dense, never with sparsity. */
export interface NamedPeak {
  readonly chip: string;
  readonly precision: 'BF16' | 'FP8';
  /** FLOP/s of one chip. */
  readonly peak: number;
}

export interface NamedUtilisation extends NamedPeak {
  readonly value: number;
  readonly attention: AttentionConvention;
  /** `34.6 % of H800 SXM BF16 dense (989 TFLOP/s), attention not counted`. */
  readonly text: string;
}

const COUNTED: Readonly<Record<AttentionConvention, string>> = {
  none: 'attention not counted',
  full: 'attention counted in full',
  causal: 'attention counted under the causal mask',
};

/** @param hours chip hours */
export function namedUtilisation(
  compute: number,
  hours: number,
  of: NamedPeak,
  attention: AttentionConvention,
): NamedUtilisation {
  const value = utilisationModel.evaluate({ compute, hours, peak: of.peak });
  const peak = `${of.chip} ${of.precision} dense (${(of.peak / 1e12).toFixed(0)} TFLOP/s)`;
  return { ...of, value, attention, text: `${(value * 100).toFixed(1)} % of ${peak}, ${COUNTED[attention]}` };
}
