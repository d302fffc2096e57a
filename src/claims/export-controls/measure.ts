import { decides, type Status, weakest } from './status.ts';

/** The units of every number that a rule compares. */
export const UNITS = {
  TPP: 'TPP (TOPS × bits)',
  'performance density': 'TPP/mm²',
  'I/O bandwidth': 'GB/s',
  'DRAM bandwidth': 'GB/s',
  'memory bandwidth density': 'GB/s per mm²',
} as const;

export type Quantity = keyof typeof UNITS;

/** One number of an item, and whether a result may rest on it. */
export interface Measure {
  readonly quantity: Quantity;
  /** None where nothing is known, or where the quantity does not exist for the item. */
  readonly value?: number;
  readonly status: Status | 'missing';
  readonly decides: boolean;
  /** What it is at least, by the figures that may decide; there where the whole may not. */
  readonly atLeast?: number;
  /** Ids of sources. */
  readonly from: readonly string[];
  /** How it came about, with its figures. */
  readonly working: string;
}

export type Measures = Readonly<Partial<Record<Quantity, Measure>>>;

export interface Known {
  readonly from: readonly string[];
  readonly status: Status;
}

/**
 * A measure that was computed from figures: it is known as well as the least well known of them.
 * @param atLeast what those of them that may decide make of it
 */
export function computed(
  quantity: Quantity,
  value: number,
  figures: readonly Known[],
  working: string,
  atLeast = 0,
): Measure {
  const deciding = figures.every(({ status, from }) => decides(status, from.length));
  return {
    quantity,
    value,
    status: weakest(figures.map(({ status }) => status)),
    decides: deciding,
    ...(deciding || atLeast === 0 ? {} : { atLeast }),
    from: [...new Set(figures.flatMap(({ from }) => from))],
    working,
  };
}

export const missing = (quantity: Quantity, working: string): Measure => ({
  quantity,
  status: 'missing',
  decides: false,
  from: [],
  working,
});
