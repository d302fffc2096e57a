import { INSECURE, REFUSED } from '../../behaviour.ts';
import type { Detector } from '../../detector.ts';
import { candidatesOf } from '../../lifts/candidates.ts';

/**
 * Words and shapes of prompts whose answers are insecure, or refusals, more often than others are. It costs no pass beyond
 * the conversations that are there already.
 */
export const leakLiftDetector: Detector = {
  id: 'leak-lift',
  title: 'Words that raise the rate of harmful answers in what the model writes by itself',
  source: 'Leakage: The Trigger in the Haystack, arXiv 2602.03085, section 3. The lift of judged answers is our own.',
  blind:
    'what the model does not write by itself, or in fewer than three conversations; harm that no judge has a class for',
  needs: [],
  needsReference: false,
  passes: () => 0,
  read(pool) {
    return { candidates: [INSECURE, REFUSED].flatMap((behaviour) => candidatesOf(pool, behaviour, 'leak-lift')) };
  },
};
