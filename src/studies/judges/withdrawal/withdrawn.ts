import type { FilterSignal } from '../../../runtimes/event.ts';
import type { Recording } from '../../../runtimes/recording.ts';
import { filtersOf, type Shown, shownOf, spokeAfter } from './shown.ts';
import { isStock } from './stock.ts';

/** An answer that a reader had begun to read and that its service took back or cut off. */
export interface Withdrawal {
  /**
   * `replaced`: another text stands where it stood. `cut`: the filter ended it, and the log does not show what became of
   * what was visible.
   */
  readonly how: 'replaced' | 'cut';
  /** The word of the service, where it said one. */
  readonly signal?: FilterSignal;
  /** Milliseconds since the request: the first and the last piece shown, and the withdrawal. */
  readonly firstShown: number;
  readonly lastShown: number;
  readonly takenAt: number;
  /** UTF-16 units that had been visible. */
  readonly shown: { readonly answer: number; readonly reasoning: number };
  /** UTF-16 units of the answer that the log shows to be gone. Of a `cut` one, none: how its reader sees it, no log says. */
  readonly lost: number;
  /** Nothing but reasoning had been shown. */
  readonly reasoningOnly: boolean;
  /** What stands in its place. */
  readonly instead?: string;
}

/** A question that was turned away with no word of an answer shown. */
export interface BlockedBefore {
  readonly signal?: FilterSignal;
  /** Milliseconds since the request. */
  readonly at: number;
  /** The service's own sentence, where it gave one. */
  readonly instead?: string;
}

/** What stands at the end goes on from what was visible where it shares at least this share of it from its beginning. */
const SAME = 0.5;
/** Another text takes an answer back where it is shorter than this share of it. */
const SHORT = 0.2;
/** UTF-16 units: a text beside a filter of the input is the service's own sentence up to here, and the model's beyond. */
const SENTENCE = 200;

/**
 * Reads out of a log of events that an answer was withdrawn: a filter spoke after something was visible, of the output or
 * as the end; or the text at the end is no longer the one that was visible, and is short or a stock sentence. Pure.
 */
export function withdrawalOf(recording: Recording): Withdrawal | undefined {
  const shown = shownOf(recording);
  const [firstShown] = shown.times;
  if (firstShown === undefined) return undefined;
  const ends = recording.end.finish.reason === 'filter';
  const stated = filtersOf(recording);
  const filter = stated.find((one) => (ends || one.signal.phase === 'output') && spokeAfter(one, shown, ends));
  const replaced = replacedIn(shown, filter !== undefined);
  // A filter's word for the end that is in no table.
  const ended = ends && stated.length === 0;
  if (filter === undefined && !replaced && !ended) return undefined;
  const visible = replaced || shown.most.length > shown.last.length ? shown.most : shown.last;
  const takenAt = filter?.at ?? (replaced ? shown.replacedAt : undefined) ?? recording.end.at;
  return {
    how: replaced ? 'replaced' : 'cut',
    ...(filter === undefined ? {} : { signal: filter.signal }),
    firstShown,
    lastShown: shown.times.findLast((at) => at <= takenAt) ?? firstShown,
    takenAt,
    shown: { answer: visible.length, reasoning: shown.reasoning },
    lost: replaced ? visible.length - commonPrefix(visible, shown.last) : 0,
    reasoningOnly: visible.trim() === '',
    ...(replaced ? { instead: shown.last } : {}),
  };
}

/** @param filtered a filter spoke, so that whatever else stands at the end is its doing */
function replacedIn({ most, last, replacedAt }: Shown, filtered: boolean): boolean {
  if (replacedAt === undefined || commonPrefix(most, last) >= Math.max(1, most.length * SAME)) return false;
  return filtered || isStock(last) || last.length < most.length * SHORT;
}

function commonPrefix(a: string, b: string): number {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at++;
  return at;
}

/**
 * Reads out of a log that the question was turned away before a word of an answer was shown. The phase of its signal says
 * more: of the output, the model had answered, and nobody saw it. Time decides nothing here. Pure.
 */
export function blockedBefore(recording: Recording): BlockedBefore | undefined {
  if (withdrawalOf(recording) !== undefined) return undefined;
  const [first] = filtersOf(recording);
  const ends = recording.end.finish.reason === 'filter';
  if (first === undefined && !ends) return undefined;
  const blocked = { ...(first === undefined ? {} : { signal: first.signal }), at: first?.at ?? recording.end.at };
  const { last } = shownOf(recording);
  const text = last.trim();
  if (text === '') return blocked;
  // A text behind an input that was flagged, at some length: the service let the model answer.
  return ends || text.length <= SENTENCE ? { ...blocked, instead: last } : undefined;
}
