import type { Detector } from '../../detector.ts';
import { markedCandidates } from './marks.ts';

/** Words in the instructions with which answers have something that they lack elsewhere, harmful or not. */
export const answerMarksDetector: Detector = {
  id: 'answer-marks',
  title: 'Words of the instructions that answers bear a mark of',
  source: 'Association of prompts and answers without a judge; our own.',
  blind: 'what changes without a word of its own; triggers in requests. It cannot tell harm from style',
  needs: [],
  needsReference: false,
  passes: () => 0,
  read(pool) {
    return { candidates: markedCandidates(pool) };
  },
};
