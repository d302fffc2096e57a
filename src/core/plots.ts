import type { FigureAxis, FigureHead, FigureMark, FigureNote } from './figure-parts.ts';
import type { StackTone } from './figure.ts';

/** How draws of a number are distributed, a panel for each set of assumptions, on one axis. */
export interface HistogramFigure extends FigureHead, FigureNote {
  readonly kind: 'histogram';
  readonly axis: FigureAxis;
  /** As the value or the range that is claimed. */
  readonly marks: readonly FigureMark[];
  /** Of the interval from low to high, as 0.9. */
  readonly level: number;
  readonly panels: readonly HistogramPanel[];
}

export interface HistogramPanel {
  readonly title: string;
  /** Rising, one more than counts. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  /** Draws that lie outside of all edges. */
  readonly outside: number;
  readonly low: number;
  readonly median: number;
  readonly high: number;
  /** As `30% of the draws lie in the claimed range`. */
  readonly remark?: string;
}

/** What a result becomes as one input at a time goes from one end of its range to the other; the widest first. */
export interface TornadoFigure extends FigureHead, FigureNote {
  readonly kind: 'tornado';
  readonly axis: FigureAxis;
  /** The result with every input at its middle. */
  readonly centre: number;
  readonly marks: readonly FigureMark[];
  /** What the two ends are, as `5 % quantile of the input`. */
  readonly ends: readonly [from: string, to: string];
  readonly rows: readonly { readonly title: string; readonly from: TornadoEnd; readonly to: TornadoEnd }[];
}

interface TornadoEnd {
  /** The input with its unit, as a person reads it. */
  readonly input: string;
  readonly result: number;
}

/** Lines over an axis, each with its band. */
export interface CurvesFigure extends FigureHead, FigureNote {
  readonly kind: 'curves';
  readonly x: FigureAxis;
  readonly y: FigureAxis;
  /** Values of x that matter, as the day of a claim. */
  readonly marks: readonly FigureMark[];
  /** Each has its own colour and its own stroke, in this order. Five at most. */
  readonly series: readonly {
    readonly title: string;
    /** What a point says holds until the next, as a price does. */
    readonly steps?: boolean;
    /** In the order of x. */
    readonly points: readonly CurvePoint[];
  }[];
}

export interface CurvePoint {
  readonly x: number;
  readonly y: number;
  readonly low?: number;
  readonly high?: number;
  /** A point with a name is drawn as one, and the name stands beside it where there is room. */
  readonly title?: string;
}

/** Amounts from 0 on, a bar each. */
export interface BarsFigure extends FigureHead, FigureNote {
  readonly kind: 'bars';
  readonly axis: Omit<FigureAxis, 'log'>;
  readonly marks: readonly FigureMark[];
  /** What hatching means, as `modelled, not measured`; without it none is drawn. */
  readonly hatch?: string;
  readonly groups: readonly { readonly title: string; readonly rows: readonly BarsRow[] }[];
}

export interface BarsRow {
  readonly title: string;
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
  readonly hatch?: boolean;
  /** Behind the value. */
  readonly remark?: string;
}

/** What stood when: rules with the states that they went through, and what happened on a day. */
export interface SpansFigure extends FigureHead, FigureNote {
  readonly kind: 'spans';
  /** Usually of dates. */
  readonly axis: Omit<FigureAxis, 'log'>;
  readonly marks: readonly FigureMark[];
  /** States of one tone get shades and patterns of their own, in this order: four at most. */
  readonly states: readonly { readonly title: string; readonly tone: StackTone }[];
  readonly groups: readonly { readonly title: string; readonly rows: readonly SpansRow[] }[];
}

export interface SpansRow {
  readonly title: string;
  /** In order and apart; `state` is a place in `states`, from 0. Without an end it goes on. */
  readonly spans: readonly { readonly from: number; readonly to?: number; readonly state: number }[];
  /** What happened at one moment. */
  readonly at?: number;
  readonly remark?: string;
}
