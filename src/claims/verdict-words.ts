import type { VerdictWord } from './verdict.ts';

/** What each verdict means, for a reader who meets it first. */
export const VERDICT_MEANS: Readonly<Record<VerdictWord, string>> = {
  reproduces: 'the sum comes out with its own inputs, within its rounding; this does not make them true',
  supported: 'what independent sets give agrees',
  overstated: 'possible, yet more precise, more general or of another thing than the evidence',
  dated: 'it was so, or in part, and is no more',
  'not-shown': 'nothing can be computed from what is said, or what decides it was read by nobody',
  contradicted: 'outside of what every set gives, or a primary source says otherwise',
};
