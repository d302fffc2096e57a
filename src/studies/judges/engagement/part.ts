import type { Finish } from '../../../runtimes/event.ts';
import type { EngagementJudgement } from './engagement.ts';

/**
 * What can be told from a part: of an answer that ran into the bound on tokens, that it answers or refuses. What else it
 * would have said nobody knows, so that it tells only part, or turns away, is not said of it: it counts as missing.
 */
export function ofPart(judged: EngagementJudgement, { reason }: Finish): EngagementJudgement {
  if (reason !== 'length') return judged;
  if (judged.label !== 'partly' && judged.label !== 'deflected') return { ...judged, cut: 'limit' };
  const { replyLanguage } = judged;
  return {
    label: 'unusable',
    why: `cut-off: at the bound on tokens there was no answer yet, and no refusal (${judged.label} so far)`,
    cut: 'limit',
    ...(replyLanguage === undefined ? {} : { replyLanguage }),
  };
}
