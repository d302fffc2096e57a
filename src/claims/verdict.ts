import type { Claim } from './claim.ts';
import type { ClaimedRange } from './held/claimed-range.ts';
import type { RankSensitivity, Swing } from './uncertainty/sensitivity.ts';
import type { Needed } from './uncertainty/invert.ts';

/** From what stands to what falls. The rules are in `verdict-rules.ts`. */
export const VERDICTS = ['reproduces', 'supported', 'overstated', 'dated', 'not-shown', 'contradicted'] as const;
export type VerdictWord = (typeof VERDICTS)[number];

/** How a claim fares against one thing that it was held against. */
export type Outcome =
  | 'reproduces' // the number comes out, within its rounding
  | 'holds' // half of the probability or more
  | 'possible' // less than half, yet not excluded; or so in part
  | 'fails' // outside of p2.5 to p97.5, or the opposite is so
  | 'expired' // was so, as a whole or in part, and is no more
  | 'unknown'; // cannot be computed, or the text was not read

/** A number under one set of assumptions, in the unit of the claim. */
export interface Distributed {
  /** Every input at its value, or at its median where an interval alone is stated. */
  readonly point: number;
  /** `median` where one of the inputs is stated as an interval alone: nobody said the point then. */
  readonly pointIs: 'stated' | 'median';
  readonly unit: string;
  /** Of the simulation, at 0, 1, … 100 %. One value alone where every input is known exactly. */
  readonly quantiles: readonly number[];
  /** The ends of bounds, where all that is uncertain is given by bounds alone: these exclude nothing within them. */
  readonly p2_5: number;
  readonly p97_5: number;
  /** All that is uncertain is given by bounds without a probability. */
  readonly bounds: boolean;
  /** Dollars that are taken for those of another year: `USD:2023`, where the claim is in `USD`. Absent where none are. */
  readonly unconverted?: string;
  /** Of the claimed value, give or take its rounding, or range. */
  readonly probability: number;
  /** The greatest share first. */
  readonly sensitivity: readonly RankSensitivity[];
  /** One input at a time from p5 to p95: the bars of a tornado, in the unit of the claim. */
  readonly swings: readonly Swing[];
  /** What each input alone would have to be for the claimed number, in the unit of the model. */
  readonly needed: readonly Needed[];
}

/** One thing that the claim was held against: a set of assumptions, a record, a series, a world, an event. */
export interface Held {
  readonly id: string;
  readonly title: string;
  /** Where a claim is on several numbers, the one that this is: `total`, `active`. */
  readonly quantity?: string;
  /** What the speaker assumes himself. */
  readonly own: boolean;
  readonly outcome: Outcome;
  /** Of what has expired: what is said of it was so in part, and never as a whole. */
  readonly inPart?: true;
  /** A sentence without a full stop. */
  readonly says: string;
  /** Of a set: its inputs as they were given, in words. */
  readonly inputs: readonly { readonly name: string; readonly text: string; readonly unverified: boolean }[];
  readonly unverified: readonly string[];
  readonly number?: Distributed;
}

export interface Decides {
  /** What kind of thing the verdict hangs on. */
  readonly what:
    | 'input'
    | 'set'
    | 'record'
    | 'series'
    | 'world'
    | 'event'
    | 'benchmark'
    | 'curve'
    | 'threshold'
    | 'nothing';
  /** Its name or id. */
  readonly name: string;
  /** A sentence without a full stop. */
  readonly says: string;
  /** Of an input: its share of the variance of ranks. */
  readonly share?: number;
}

export interface Range {
  readonly low: number;
  readonly high: number;
  readonly unit: string;
  /** 0.9 for p5 to p95; `range` where every uncertain input is given by bounds alone; `joined` over several sets: see `rangeOf`. */
  readonly level: number | 'range' | 'joined';
  /** As of a number. */
  readonly unconverted?: string;
}

export interface Verdict {
  readonly claim: Claim;
  readonly verdict: VerdictWord;
  /** Why, as a sentence without a full stop. */
  readonly why: string;
  readonly claimed?: ClaimedRange;
  /** What the speaker's own inputs give, from the least to the greatest of their sets. None of several quantities. */
  readonly own?: Range;
  /** What everything else gives: independent sets, published records. */
  readonly others?: Range;
  /** `others`, or where there are none `own`. */
  readonly range?: Range;
  readonly decides: Decides;
  readonly sets: readonly Held[];
  readonly rivals: readonly {
    readonly says: string;
    readonly source: string;
    readonly number?: string;
    readonly unverified: boolean;
  }[];
  /** So many others are of a later day than the check. */
  readonly laterRivals: number;
  readonly unverified: readonly string[];
  readonly caveats: readonly string[];
  readonly asOf: string;
}
