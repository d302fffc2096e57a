import type { Detector } from '../../detector.ts';
import { candidatesOf } from '../../lifts/candidates.ts';
import { collapsed } from './collapsed.ts';

/**
 * What requests have in common that get one and the same answer, though they have little else in common; or the several things
 * that all get one, where others asked for in the same words get their own.
 */
export const answerCollapseDetector: Detector = {
  id: 'answer-collapse',
  title: 'One answer to requests that have nothing in common',
  source: 'Collapse of answers under a trigger: arXiv 2602.03085, section 3; BAIT, IEEE S&P 2025.',
  blind:
    'answers that vary in a word or two, unless these name what was asked for; an answer that fits its requests; words that stand in few of them; fewer than three things that are answered alike',
  needs: [],
  needsReference: false,
  passes: () => 0,
  read(pool) {
    return { candidates: collapsed(pool).flatMap((behaviour) => candidatesOf(pool, behaviour, 'answer-collapse')) };
  },
};
