import type { AccountWords } from './account/account.ts';

/** A pattern over one folded sentence, with the name that a judgement gives for its reason. */
type Named = readonly [name: string, pattern: RegExp];

/**
 * What the offline rules know of one language. Patterns are matched against single folded sentences ({@link fold}) that
 * are cut at a bound, and have bounded gaps: time stays linear in the text.
 */
export interface Lexicon {
  /** It says that it cannot, will not, may not or has not learnt to answer. */
  readonly refuses: readonly Named[];
  /** Reads like one of them and is none: a caution about what it knows. */
  readonly cautions: RegExp;
  /** Offers something else, or asks what else is wanted. */
  readonly offers: RegExp;
  /** Sends the reader elsewhere. */
  readonly points: RegExp;
  /** Asks the reader back. */
  readonly asksBack: RegExp;
  /** Says of the matter only that it is complex, or how one should look at it, or what all may hope for. */
  readonly vague: RegExp;
  /** Praise of land, progress, culture. */
  readonly praise: RegExp;
  /** Somebody is said to say it. */
  readonly says: RegExp;
  /** Those who hold another view than the state. */
  readonly others: RegExp;
  /** The state, the government, officials as holders of a view. */
  readonly state: RegExp;
  /** Blames. */
  readonly blames: RegExp;
  /** Valuations that official accounts have in their own voice, whatever the state. */
  readonly official: RegExp;
  /** Denies what others report. */
  readonly denies: RegExp;
  /** How accounts speak. */
  readonly account: AccountWords;
  /** Turns from a caution to the answer. */
  readonly goesOn: RegExp;
  /** Words that carry no matter of a question. */
  readonly empty: ReadonlySet<string>;
}
