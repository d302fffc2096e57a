import { UsageError } from '../core/errors.ts';
import type { Statement, StatementOf } from './card/statement.ts';
import { chipNamed } from './export-controls/chips.ts';
import { fastestDense, trainingSpeeds } from './chip-speeds.ts';
import { type ThresholdResult, thresholdsOf } from './export-controls/crossing.ts';
import { day } from './export-controls/date.ts';
import { decides } from './export-controls/status.ts';
import { trainingComputeModel } from './models/training-compute/model.ts';
import { type NamedUtilisation, namedUtilisation } from './models/utilisation/named.ts';

/** The day that thresholds are looked at: that of the record, not of the run, so that a dossier can be made again. */
const AS_OF = day('2026-02-01');

/** Parameters that one token meets, with and without the input embedding. */
export interface Active {
  readonly value: number;
  readonly low: number;
  /** Of what is rounded, its upper end. */
  readonly high?: number;
  /** Where they were read: `counted by the config`. */
  readonly from: string;
}

export interface Compute {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly active: Active;
  readonly tokens: StatementOf<'tokens'>;
  readonly thresholds: readonly ThresholdResult[];
}

export const largest = <S extends Statement>(statements: readonly S[]): S | undefined =>
  statements.reduce<S | undefined>(
    (most, one) => (most === undefined || one.value > most.value ? one : most),
    undefined,
  );

/** By the largest number of training tokens that the card states: smaller ones are stages and samples. In FLOP. */
export function computeOf(statements: readonly Statement[], active: Active): Compute | undefined {
  const tokens = largest(statements.filter((one) => one.what === 'tokens'));
  if (tokens === undefined) return undefined;
  const flop = (parameters: number, count: number): number =>
    trainingComputeModel.evaluate({
      active: parameters,
      tokens: count,
      perParameterToken: 6,
      attention: 0,
      prediction: 0,
    });
  const [value, low, high] = [
    flop(active.value, tokens.value),
    flop(active.low, tokens.low),
    flop(active.high ?? active.value, tokens.high),
  ];
  return { value, low, high, active, tokens, thresholds: thresholdsOf({ value, low, high }, AS_OF) };
}

export interface ChipTime {
  readonly hours: StatementOf<'hours'>;
  /** Absent where the chip was not said or is not recorded. */
  readonly utilisation?: NamedUtilisation;
  /** The least share of the fastest dense peak of 8 bits or more that the compute needs: over 1 it cannot be. */
  readonly least?: { readonly share: number; readonly peak: number; readonly chip: string };
  /** Nobody read the datasheet of the chip. */
  readonly unverified: boolean;
}

/** By the largest number of chip hours that the card states. */
export function chipTimeOf(statements: readonly Statement[], compute: Compute | undefined): ChipTime | undefined {
  const hours = largest(statements.filter((one) => one.what === 'hours'));
  if (hours === undefined) return undefined;
  const chip = hours.chip === undefined ? undefined : recorded(hours.chip);
  const speeds = chip === undefined ? [] : trainingSpeeds(chip);
  const half = speeds.find(({ format }) => format === 'bf16') ?? speeds.find(({ format }) => format === 'fp16');
  const fastest = chip === undefined ? undefined : fastestDense(chip);
  if (chip === undefined || compute === undefined || half === undefined || fastest === undefined)
    return { hours, unverified: false };
  const peak = fastest * 1e12;
  return {
    hours,
    utilisation: namedUtilisation(
      compute.value,
      hours.value,
      { chip: chip.name, precision: 'BF16', peak: half.dense * 1e12 },
      'none',
    ),
    least: { share: compute.low / (hours.high * 3600 * peak), peak, chip: chip.name },
    unverified: !decides(half.status, half.from.length),
  };
}

export function recorded(name: string) {
  try {
    return chipNamed(name);
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}
