import type { Chip } from './schema.ts';

/** With half of a matrix zero a unit skips half of the work, and makers print twice the speed. TPP counts dense matrices. */
const GAIN = 2;
/** Makers round, and give the dense figure of a 4-bit unit more or less exactly. */
const TOLERANCE = 0.03;

const near = (a: number, b: number): boolean => Math.abs(a / b - 1) <= TOLERANCE;

export interface SparseAnswer {
  readonly verdict: 'dense' | 'sparse' | 'other-bits' | 'unknown';
  /** The dense figure to count with, in 10^12 operations a second, where it is known. */
  readonly dense?: number;
  readonly says: string;
}

/**
 * Holds a speed in 10^12 operations a second, said of a chip at a bit length, against the record: twice the dense one is the
 * commonest error, and doubles TPP.
 */
export function sparseTrap(chip: Chip, tops: number, bits: number): SparseAnswer {
  const at = chip.performance.filter((speed) => speed.bits === bits);
  const dense = at.find((speed) => near(tops, speed.dense));
  if (dense !== undefined) {
    return { verdict: 'dense', dense: dense.dense, says: `${tops} is the dense speed of ${chip.name} at ${bits} bits` };
  }
  const sparse = at.find((speed) => near(tops, speed.sparse ?? speed.dense * GAIN));
  if (sparse !== undefined) {
    const [wrong, right] = [tops * bits, sparse.dense * bits];
    return {
      verdict: 'sparse',
      dense: sparse.dense,
      says: `${tops} is the speed of ${chip.name} at ${bits} bits with sparsity; the dense one is ${sparse.dense}, so TPP is ${right}, not ${wrong}`,
    };
  }
  const elsewhere = chip.performance.find((speed) => near(tops, speed.dense));
  if (elsewhere !== undefined) {
    const says = `${tops} is the dense speed of ${chip.name} at ${elsewhere.bits} bits, not at ${bits}`;
    return { verdict: 'other-bits', dense: elsewhere.dense, says };
  }
  return { verdict: 'unknown', says: `no speed of ${chip.name} at ${bits} bits is near ${tops}` };
}

/**
 * What is odd about several speeds of one chip: units that work twice as fast at half the length give one TPP at every
 * length, so one that is twice another was probably given with sparsity.
 */
export function suspectSpeeds(speeds: readonly { readonly dense: number; readonly bits: number }[]): string[] {
  const least = Math.min(...speeds.map(({ dense, bits }) => dense * bits));
  return speeds
    .filter(({ dense, bits }) => near(dense * bits, least * GAIN))
    .map(
      ({ dense, bits }) =>
        `${dense} TOPS at ${bits} bits makes a TPP of ${dense * bits}, twice the ${least} at another length: is it with sparsity?`,
    );
}

/** The dense speed behind one that was said to be with 2:4 sparsity. */
export const withoutSparsity = (tops: number): number => tops / GAIN;
