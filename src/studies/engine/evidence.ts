import type { Measurement } from '../../core/measurement.ts';

/** What a study ends in, apart from its counts. */
export interface Evidence {
  readonly measurements: readonly Measurement[];
  readonly tables: readonly Table[];
  readonly figures: readonly Figure[];
  /** What a reader must know to read it rightly, in whole sentences: what was not measured, what was assumed. */
  readonly notes: readonly string[];
}

export interface Table {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly { readonly title: string; readonly align: 'left' | 'right' }[];
  readonly rows: readonly (readonly string[])[];
  readonly note?: string;
}

/** Data of a picture. Reports draw it; nothing in it is markup. */
export type Figure = IntervalFigure;

/** Estimates with their intervals, a row each, in groups. */
export interface IntervalFigure {
  readonly kind: 'intervals';
  readonly id: string;
  readonly title: string;
  /** Of the axis. */
  readonly label: string;
  readonly unit: 'share' | 'points' | 'number';
  readonly domain?: readonly [low: number, high: number];
  /** A value to compare with, e.g. 0 for differences. */
  readonly baseline?: number;
  readonly groups: readonly {
    readonly title: string;
    readonly rows: readonly {
      readonly title: string;
      readonly value: number;
      readonly low: number;
      readonly high: number;
      readonly n: number;
    }[];
  }[];
}
