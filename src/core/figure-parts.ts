/**
 * What numbers count: `share` is written as 12.5%, `points` as +12.5, `amount` as 1,230 or 5.58M, `dollars` as $5.58M. A `date` is
 * days since 1970-01-01.
 */
export type FigureUnit = (typeof FIGURE_UNITS)[number];
export const FIGURE_UNITS = ['share', 'points', 'number', 'amount', 'dollars', 'date'] as const;

export interface FigureHead {
  /** Within its study; names the files that it is written to: small letters, digits and hyphens are kept. */
  readonly id: string;
  readonly title: string;
}

/** Of all kinds but intervals. */
export interface FigureNote {
  /** Below the figure, in whole sentences: what a reader must know to read it rightly. */
  readonly note?: string;
}

export interface FigureAxis {
  readonly label: string;
  readonly unit: FigureUnit;
  readonly domain?: readonly [low: number, high: number];
  /** Orders of magnitude are as long as one another: all values are above 0. */
  readonly log?: boolean;
}

/** An estimate, and of how many where it is of a sample. What is known exactly is its own low and high end. */
export interface FigureEstimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly n?: number;
}

/** A value that a figure is held against, or a range of values. */
export interface FigureMark {
  readonly title: string;
  readonly low: number;
  readonly high: number;
}
