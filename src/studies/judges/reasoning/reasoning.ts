import { answerOf } from '../../../runtimes/answer.ts';
import type { Recording } from '../../../runtimes/recording.ts';

/**
 * Where reasoning came: in a field of its own, between tags in the text, or in either with nothing in it. `absent`: none
 * came, which may be the model's doing or the host's. Only a difference to controls on the same host says something.
 */
export type ReasoningState = 'absent' | 'field' | 'inline' | 'empty';

export function reasoningOf(recording: Recording): { readonly state: ReasoningState; readonly text: string } {
  const { place, text } = answerOf(recording).reasoning;
  if (place === 'none') return { state: 'absent', text: '' };
  if (!/[\p{L}\p{N}]/u.test(text)) return { state: 'empty', text: '' };
  return { state: place === 'inline' ? 'inline' : 'field', text };
}
