/**
 * How a number came to be here. `primary`: read in the source's own file; `quoted`: the source's words in a stored copy;
 * `secondary`: somebody's account of it; `computed`: by an equation of Assay from others; `recalled`: from memory.
 */
export const STATUSES = ['primary', 'quoted', 'secondary', 'computed', 'recalled'] as const;
type Status = (typeof STATUSES)[number];

/** One number from `data/economics`, with what it takes to trust it. */
export interface EconomicRecord {
  readonly id: string;
  readonly name: string;
  /** Absent where the source gives a range alone. */
  readonly value?: number;
  readonly low?: number;
  readonly high?: number;
  /** The level of the interval from low to high; `range` where the source gives bounds without a probability. */
  readonly level?: number | 'range';
  readonly unit: string;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly as_of: string;
  readonly source: string;
  readonly status: Status;
  readonly licence: string;
  /** The source is a page that changes. */
  readonly live?: boolean;
  readonly note?: string;
}

/** Nobody read the source: shown as *unverified* wherever the number is used, and it decides no verdict alone. */
export const unverified = ({ status }: Pick<EconomicRecord, 'status'>): boolean => status === 'recalled';
