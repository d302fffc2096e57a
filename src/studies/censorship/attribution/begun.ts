import type { Recording } from '../../../runtimes/recording.ts';
import { declines } from '../../judges/declines.ts';
import { refusalOf } from '../../judges/lexicon/refusal.ts';
import { shownOf } from '../../judges/withdrawal/shown.ts';
import { isStock } from '../../judges/withdrawal/stock.ts';
import { beginsAsRefusal } from './openers.ts';

/** UTF-16 units of what was shown that are read. A refusal says so at its beginning. */
const OPENING = 300;
/** Letters from which a beginning tells whether it answers: Chinese says in one what takes others two or three. */
const LEAST = 16;
const LEAST_HAN = 7;

/**
 * Whether an answer that was taken back had begun to answer, by what a reader had seen of it. Where it declines, may begin so,
 * or is too short to tell, it had not: a filter that takes whatever comes takes refusals as well, and those are no answers
 * that it took. Pure.
 */
export function beganToAnswer(recording: Recording): boolean {
  const { most, last } = shownOf(recording);
  const text = (most.length > 0 ? most : last).trim().slice(0, OPENING);
  const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  if (letters < (/\p{Script=Han}/u.test(text) ? LEAST_HAN : LEAST)) return false;
  return !isStock(text) && !beginsAsRefusal(text) && declines(text) === undefined && refusalOf(text) === undefined;
}
