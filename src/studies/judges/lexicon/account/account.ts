/**
 * How accounts of a contested matter speak, whoever gives them: what those in power are said to have met, done and made good,
 * and what was done to people. Patterns over single folded sentences, whose matches are counted.
 */
export interface AccountWords {
  /** Enemies, foreign hands, trouble-makers, and what is said to be made up. */
  readonly plot: RegExp;
  /** What those in power did well: order, law, care, restraint, success, the people's consent. */
  readonly merits: RegExp;
  /** Words that make small: difficulties, events, normal practice, the times, fate, as everywhere. */
  readonly softens: RegExp;
  /** What was done to people, and what was kept from them. */
  readonly harms: RegExp;
  /** Turns against what stands before: but, however, on the other side. */
  readonly contrast: RegExp;
  /** Puts as certain: in truth, of course, must, it is clear. */
  readonly asserts: RegExp;
  /** Teaches, or closes with a lesson or a look ahead. */
  readonly lesson: RegExp;
  /** Speaks of itself or to its reader. */
  readonly speaker: RegExp;
}
