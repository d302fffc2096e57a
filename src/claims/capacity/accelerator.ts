import { ClaimError } from '../claim-error.ts';
import { CHIPS } from '../export-controls/chips.gen.ts';
import { type Status, weakest } from '../export-controls/status.ts';

/** A chip of `data/chips` as capacity depends on it: dense peaks in TFLOP/s, memory in GB, its bandwidth in TB/s. */
export interface Accelerator {
  readonly id: string;
  readonly name: string;
  /** At 16 bits. */
  readonly bf16: number;
  /** Absent where the chip has no FP8 unit: it computes at 16 bits then. */
  readonly fp8?: number;
  readonly memory: number;
  readonly bandwidth: number;
  /** Of the least well known of these. */
  readonly status: Status;
}

/** @throws ClaimError `unknown-quantity` for no recorded chip, `no-value` where no peak at 16 bits is recorded */
export function accelerator(id: string): Accelerator {
  const chip = CHIPS.find((one) => one.id === id);
  if (chip === undefined) throw new ClaimError('unknown-quantity', `data/chips has no ${id}`);
  const half = chip.performance.find(({ format }) => format === 'bf16' || format === 'fp16');
  const eighth = chip.performance.find(({ format }) => format === 'fp8');
  if (half === undefined) throw new ClaimError('no-value', `${id} has no peak at 16 bits`);
  const { gb, 'gb-s': speed } = chip.memory;
  const statuses = [half, ...(eighth ? [eighth] : []), gb, speed].map(({ status }) => status);
  return {
    id,
    name: chip.name,
    bf16: half.dense,
    ...(eighth ? { fp8: eighth.dense } : {}),
    memory: gb.is,
    bandwidth: speed.is / 1000,
    status: weakest(statuses),
  };
}
