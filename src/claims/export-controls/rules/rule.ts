import type { Day } from '../date.ts';
import type { Edge } from '../edge.ts';
import type { Item } from '../item.ts';
import type { Measures } from '../measure.ts';
import type { Status } from '../status.ts';
import type { Truth } from '../truth.ts';

/** The text that a result rests on. */
export interface Citation {
  /** Federal Register or Official Journal. */
  readonly source: string;
  /** Paragraph, note or section. */
  readonly at: string;
  readonly text: string;
  readonly status: Status;
  /** Of the document, or of where its words were seen. */
  readonly address: string;
  /** Of a secondary text: how many accounts of it were seen to agree. */
  readonly accounts?: number;
}

/** What follows, in the rule's own terms. */
export interface Outcome {
  readonly kind:
    | 'controlled'
    | 'excluded' // by a note, whatever the numbers say
    | 'not-controlled'
    | 'within' // the limits of a policy of review, or a band
    | 'beyond'
    | 'not-applicable'
    | 'undecided';
  /** Those that hold: `3A090.a.1`. */
  readonly paragraphs: readonly string[];
  /** A sentence without a full stop. */
  readonly says: string;
}

/** Something beside the outcome: a note, an exception, an allocation. */
export interface Remark {
  readonly about: string;
  readonly answer?: Truth;
  readonly says: string;
  readonly verified: boolean;
}

export interface Judgement {
  readonly outcome: Outcome;
  /** What would follow were the figures right that may not decide; there only where that is another outcome. */
  readonly numerically?: Outcome;
  readonly edges: readonly Edge[];
  readonly remarks: readonly Remark[];
}

export interface Facts {
  readonly item: Item;
  readonly measures: Measures;
  readonly asOf: Day;
}

export interface RuleDates {
  readonly published: Day;
  /** Where the parts of a rule take effect on several days, the first and the last of them. */
  readonly effective: Day | readonly [first: Day, last: Day];
  /** Until then nobody must comply. */
  readonly compliance?: Day;
  /** From then on the text stands and is not enforced. */
  readonly unenforced?: Day;
  /** From then on other text stands in its place. */
  readonly replaced?: Day;
}

/** One rule on items, as its text stood. */
export interface Rule {
  readonly id: string;
  readonly title: string;
  readonly dates: RuleDates;
  readonly destinations: string;
  readonly cites: readonly Citation[];
  /** What of it was not read, or is not judged here. */
  readonly unverified: readonly string[];
  judge(facts: Facts): Judgement;
}
