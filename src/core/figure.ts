import type { FigureAxis, FigureEstimate, FigureHead, FigureNote, FigureUnit } from './figure-parts.ts';
import type { BarsFigure, CurvesFigure, HistogramFigure, SpansFigure, TornadoFigure } from './plots.ts';

/**
 * Data of a picture. Reports draw it and write it as tables, SVG and CSV; nothing in it is markup, and every text may be
 * somebody else's. Numbers are finite. Shares are from 0 to 1, differences in `points` from -1 to 1.
 */
export type Figure =
  | IntervalFigure
  | HeatFigure
  | StackedFigure
  | DumbbellFigure
  | ScatterFigure
  | TimelineFigure
  | HistogramFigure
  | TornadoFigure
  | CurvesFigure
  | BarsFigure
  | SpansFigure;

/** Estimates with their intervals, a row each, in groups. */
export interface IntervalFigure extends FigureHead {
  readonly kind: 'intervals';
  /** Of the axis. */
  readonly label: string;
  readonly unit: FigureUnit;
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

/** A value for each row and column as a colour: topics by languages, topics by models. */
export interface HeatFigure extends FigureHead, FigureNote {
  readonly kind: 'heat';
  /** What the colour says, as `questions not answered`. */
  readonly label: string;
  /** `share` is coloured from 0 to 1; `points` by its distance from 0, in two colours. */
  readonly unit: 'share' | 'points';
  readonly columns: readonly { readonly title: string }[];
  /** In the order in which they are drawn: the figure sorts nothing. */
  readonly groups: readonly {
    readonly title: string;
    /** A cell for each column, in their order. */
    readonly rows: readonly { readonly title: string; readonly cells: readonly HeatCell[] }[];
  }[];
  /** What the marks of cells mean, as whole phrases for the legend; a mark without a meaning is not drawn. */
  readonly marks: {
    /** As `differs from its mirrors (Benjamini-Hochberg, q = .05)`. */
    readonly ring?: string;
    /** As `fewer than 15 questions`. */
    readonly hatch?: string;
    /** As `gives the official account in at least one answer`. */
    readonly dot?: string;
  };
}

export interface HeatCell {
  /** Absent where nothing could be judged: drawn crossed out, never as 0. */
  readonly value?: number;
  /** What the value is of: questions, or pairs of them. */
  readonly n: number;
  /** Of the value, where it is known. */
  readonly low?: number;
  readonly high?: number;
  /** Asked, and neither judged nor counted in `n`: errors and what could not be used. */
  readonly missing?: number;
  readonly ring?: boolean;
  readonly hatch?: boolean;
  readonly dot?: boolean;
}

/** How the answers of each row fall into states, as bars that are all as long as one another. */
export interface StackedFigure extends FigureHead, FigureNote {
  readonly kind: 'stacked';
  /** Of the axis, as `share of answers`. */
  readonly label: string;
  /** From left to right. States of one tone get shades and patterns of their own, in this order: four at most. */
  readonly states: readonly { readonly title: string; readonly tone: StackTone }[];
  readonly groups: readonly {
    readonly title: string;
    /** A count for each state, in their order. Their sum is the row's n; a row of zeros is drawn as empty. */
    readonly rows: readonly { readonly title: string; readonly counts: readonly number[] }[];
  }[];
}

/** `good`: as asked; `part`; `bad`: the model did not; `service`: something around the model did not let it; `missing`: not known. */
export type StackTone = (typeof STACK_TONES)[number];
export const STACK_TONES = ['good', 'part', 'bad', 'service', 'missing'] as const;

/** The same value in two to five series, a row each, joined by a line: a rate in each language. */
export interface DumbbellFigure extends FigureHead, FigureNote {
  readonly kind: 'dumbbell';
  /** Of the axis. */
  readonly label: string;
  readonly unit: FigureUnit;
  /** Orders of magnitude are as long as one another: all values are above 0. */
  readonly log?: boolean;
  readonly domain?: readonly [low: number, high: number];
  readonly baseline?: number;
  /** Names, as of languages: each has its own shape and colour, in this order. Five at most. */
  readonly series: readonly string[];
  readonly groups: readonly {
    readonly title: string;
    readonly rows: readonly {
      readonly title: string;
      /** At most one for each series; one that is not there is not drawn, and said to be missing in the table. */
      readonly points: readonly (FigureEstimate & { /** Place in `series`, from 0. */ readonly series: number })[];
      /** Stands at the end of the row and in the table, as `en − zh-Hans: −38 (p = .002)`. */
      readonly remark?: string;
      /** The row's difference is significant. */
      readonly ring?: boolean;
    }[];
  }[];
  /** What a ring means, for the legend; without it none is drawn. */
  readonly ring?: string;
}

/** Points with an interval in both directions: coverage of facts against refusals, own country against mirrors. */
export interface ScatterFigure extends FigureHead, FigureNote {
  readonly kind: 'scatter';
  readonly x: FigureAxis;
  readonly y: FigureAxis;
  /** Of the points; each has its own shape and colour, in this order. Five at most. */
  readonly series: readonly string[];
  readonly points: readonly {
    readonly title: string;
    /** Place in `series`, from 0. */
    readonly series: number;
    readonly x: FigureEstimate;
    readonly y: FigureEstimate;
  }[];
  /** Behind the points, a later one over an earlier; each is drawn as far as the axes reach. */
  readonly areas?: readonly ScatterArea[];
  /** The line on which both values are the same. */
  readonly diagonal?: boolean;
  /** What lies in a corner, as `answers all, states nothing`. */
  readonly corners?: {
    readonly topLeft?: string;
    readonly topRight?: string;
    readonly bottomLeft?: string;
    readonly bottomRight?: string;
  };
}

/** A part of the plane, as of a rule: open where an end is not there. */
export interface ScatterArea {
  readonly title: string;
  readonly tone: 'strong' | 'weak';
  readonly x: { readonly low?: number; readonly high?: number };
  readonly y: { readonly low?: number; readonly high?: number };
}

/** What a reader could see of an answer over time, a lane for each answer: rises as it is written, falls as it is withdrawn. */
export interface TimelineFigure extends FigureHead, FigureNote {
  readonly kind: 'timeline';
  /** Of the upward axis, as `characters a reader could see`. */
  readonly label: string;
  readonly lanes: readonly {
    readonly title: string;
    /** In the order of time; what a step says holds until the next. Before the first nothing is visible. */
    readonly steps: readonly TimelineStep[];
    readonly marks: readonly {
      /** Milliseconds from the request. */
      readonly at: number;
      /** As `status CONTENT_FILTER`. */
      readonly title: string;
      /** `loss`: something was taken away, or ended, by what is not the model. */
      readonly tone: 'event' | 'loss';
    }[];
  }[];
}

export interface TimelineStep {
  /** Milliseconds from the request. */
  readonly at: number;
  /** Characters that are visible, reasoning among them. */
  readonly characters: number;
  /** Of these: of the reasoning. */
  readonly reasoning?: number;
}
