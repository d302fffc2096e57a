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
