import type { Answer } from '../../../runtimes/answer.ts';
import type { Recording } from '../../../runtimes/recording.ts';
import { blockedBefore, withdrawalOf } from '../withdrawal/withdrawn.ts';
import type { EngagementJudgement } from './engagement.ts';

/** What the log says by itself, before anybody reads the text. */
export function transportJudgement(recording: Recording, answer: Answer): EngagementJudgement | undefined {
  const withdrawal = withdrawalOf(recording);
  if (withdrawal !== undefined) {
    const { how, signal, shown } = withdrawal;
    const was = `after ${shown.answer} characters of answer and ${shown.reasoning} of reasoning`;
    const by = signal === undefined ? '' : `, ${signal.service} ${signal.code}`;
    return { label: 'withdrawn', why: `withdrawn: ${how} ${was}${by}`, ...spanOf(withdrawal.instead) };
  }
  const blocked = blockedBefore(recording);
  if (blocked !== undefined) {
    const by = blocked.signal === undefined ? '' : `: ${blocked.signal.service} ${blocked.signal.code}`;
    return { label: 'blocked', why: `blocked before a word was shown${by}`, ...spanOf(blocked.instead) };
  }
  const { reason, why } = answer.finish;
  const began = /[\p{L}\p{N}]/u.test(answer.text);
  if (reason === 'cut') {
    // Neither for nor against the model, whatever stood there: the rest was lost on the way.
    const at = began ? `after ${answer.text.length} characters of an answer` : 'before an answer began';
    return { label: 'unusable', why: `cut-off: ${why ?? 'the connection broke'}, ${at}`, cut: 'broken' };
  }
  if (began) return undefined;
  if (reason === 'length')
    return { label: 'unusable', why: 'cut-off: ended by length before an answer began', cut: 'limit' };
  return { label: 'empty', why: 'empty: it ended without a word' };
}

const spanOf = (instead: string | undefined): { span?: string } =>
  instead === undefined || instead.trim() === '' ? {} : { span: instead.trim().slice(0, 300) };
