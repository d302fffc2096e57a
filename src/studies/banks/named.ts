import { createHash } from 'node:crypto';
import { UsageError } from '../../core/errors.ts';
import { printable } from '../../core/printable.ts';
import { type BankContext, NAMED } from './bank.ts';
import { turnMark } from './turn-marks.ts';

const LONGEST = 2000;

/** A small letter, and no word that begins a sentence with a subject: the rest of a sentence about the user. */
const REST =
  /^(?!(?:the|an?|this|that|these|those|there|here|i|you|he|she|it|we|they|my|your|his|her|its|our|their|today|now|please|if|when)(?![\p{L}\p{N}]))\p{Ll}/u;
const ENDED = /[.!?…。！？]["'”’»)]?$/u;

/**
 * A context of the user's own. A whole sentence is taken as it is; `works for the city of Oslo` becomes one about the
 * user.
 * @throws UsageError where there is none, a novel, or one that would leave its turn
 */
export function namedContext(given: string): BankContext {
  const words = given.trim();
  if (words === '' || words.length > LONGEST)
    throw new UsageError(`a --context has from 1 to ${LONGEST} characters, e.g. "works for Northwind Labs"`);
  const mark = turnMark(words);
  if (mark !== undefined)
    throw new UsageError(
      `a --context holds ${printable(mark)}, which ends or begins a turn: what follows would be no part of it`,
    );
  const text = sentenceOf(words);
  const id = `yours-${createHash('sha256').update(text).digest('hex').slice(0, 8)}`;
  return { id, group: NAMED, where: 'system', text };
}

/** `works for Apple Inc.` and `the user works for Apple Inc.` are about the user, however they end. */
function sentenceOf(words: string): string {
  const rest = /^the user\s+(.*)$/su.exec(words)?.[1] ?? (REST.test(words) ? words : undefined);
  if (rest === undefined) return words;
  return `The user ${rest}${ENDED.test(rest) ? '' : '.'}`;
}
