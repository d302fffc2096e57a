import { answerOf } from '../../../runtimes/answer.ts';
import type { FilterSignal } from '../../../runtimes/event.ts';
import { type Recording, replay } from '../../../runtimes/recording.ts';

/** What a reader saw of an answer, and when. */
export interface Shown {
  /** The longest answer that another text was put in the place of, without its reasoning; empty where none was. */
  readonly most: string;
  /** The answer that stands at the end. */
  readonly last: string;
  /** UTF-16 units of reasoning. */
  readonly reasoning: number;
  /** Milliseconds of each piece that was more than white space, in their order. */
  readonly times: readonly number[];
  /** When another text was last put in the place of what stood; it began to be. */
  readonly replacedAt?: number;
}

export function shownOf(recording: Recording): Shown {
  let standing = '';
  let most = '';
  const times: number[] = [];
  let replacedAt: number | undefined;
  for (const event of replay(recording)) {
    if (event.kind === 'text' || event.kind === 'reasoning') {
      if (event.text.trim() !== '') times.push(event.at);
      if (event.kind === 'text') standing += event.text;
    } else if (event.kind === 'replaced') {
      // What was put there may come in pieces.
      const grows = replacedAt !== undefined && event.text.startsWith(standing);
      if (times.length === 0) {
        if (event.text.trim() !== '') times.push(event.at);
      } else if (!grows) {
        if (standing.length > most.length) most = standing;
        replacedAt = event.at;
      }
      standing = event.text;
    }
  }
  return {
    most: answered(recording, most),
    last: answered(recording, standing),
    reasoning: answerOf(recording).reasoning.text.trim().length,
    times,
    ...(replacedAt === undefined ? {} : { replacedAt }),
  };
}

const answered = (recording: Recording, said: string): string => answerOf({ ...recording, said, asides: [] }).text;

/** A filter's word and when it came. */
export interface Stated {
  readonly at: number;
  readonly signal: FilterSignal;
}

export function filtersOf({ asides = [] }: Recording): Stated[] {
  return asides.flatMap((aside) => (aside.kind === 'filter' ? [{ at: aside.at, signal: aside.filter }] : []));
}

/**
 * Whether something was visible when a filter spoke. Where both bear one time, as in a log without times or in a body that
 * came whole, the phase decides: a filter of the input comes first; one of an unknown side comes last where it is the end,
 * and first where the answer ends otherwise. DeepSeek's chat shows its own sentence behind a filter, which says `unknown`
 * only where nothing stood before it.
 */
export function spokeAfter({ at, signal }: Stated, shown: Shown, ends: boolean): boolean {
  const [first] = shown.times;
  if (first === undefined) return false;
  if (at !== first) return at > first;
  if (signal.phase === 'output') return true;
  return signal.phase === 'unknown' && ends && signal.service !== 'deepseek-chat';
}
