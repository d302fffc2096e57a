import { createHash } from 'node:crypto';
import { UsageError } from '../../core/errors.ts';
import { type BankContext, NAMED } from './bank.ts';
import { turnMark } from './turn-marks.ts';

const LONGEST = 2000;

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
    throw new UsageError(`a --context holds ${mark}, which ends or begins a turn: what follows would be no part of it`);
  const whole = /^[^\p{Ll}]|[.!?。]$/u.test(words);
  const text = whole ? words : `The user ${words}.`;
  const id = `yours-${createHash('sha256').update(text).digest('hex').slice(0, 8)}`;
  return { id, group: NAMED, where: 'system', text };
}
