import { CHIPS } from './export-controls/chips.gen.ts';
import type { Chip } from './export-controls/schema.ts';

/** Speeds in which language models are trained: floating point of 8 bits or more. */
export const trainingSpeeds = ({ performance }: Pick<Chip, 'performance'>): Chip['performance'] =>
  performance.filter(({ format }) => format !== 'int8' && format !== 'fp4');

/** The highest dense peak of them, in 10^12 FLOP/s. Undefined of a chip of which none is recorded. */
export function fastestDense(chip: Pick<Chip, 'performance'>): number | undefined {
  const speeds = trainingSpeeds(chip).map(({ dense }) => dense);
  return speeds.length === 0 ? undefined : Math.max(...speeds);
}

/** Of all chips that are recorded, the fastest. */
export function fastestChip(): { readonly chip: string; readonly peak: number } {
  return CHIPS.map((chip) => ({ chip: chip.name, peak: (fastestDense(chip) ?? 0) * 1e12 })).reduce((best, one) =>
    one.peak > best.peak ? one : best,
  );
}
