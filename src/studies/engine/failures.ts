import { printable } from '../../core/printable.ts';
import { maskSecrets } from '../../core/secrets.ts';
import type { Outcome } from './outcome.ts';

/** Why trials have no answer, and how many each. */
export interface Failure {
  readonly reason: string;
  readonly count: number;
}

/** A server may fail in new words each time (CWE-770). */
const MOST = 1000;
const LONGEST = 160;

/** The most frequent first, in words that are safe to print: a server chose some of them. */
export async function failuresOf(outcomes: AsyncIterable<Outcome<unknown>>): Promise<readonly Failure[]> {
  const counts = new Map<string, number>();
  for await (const outcome of outcomes) {
    if (outcome.state !== 'errored') continue;
    const said = printable(maskSecrets(outcome.reason), LONGEST);
    const reason = counts.has(said) || counts.size < MOST ? said : 'other reasons';
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts].map(([reason, count]) => ({ reason, count })).toSorted((a, b) => b.count - a.count);
}

const SHOWN = 3;

/** In a line: a reason that all have without its number. */
export function failuresSaid(all: readonly Failure[]): string {
  const [only, ...more] = all;
  if (only === undefined) return '';
  if (more.length === 0) return only.reason;
  const rest = all.slice(SHOWN).reduce((sum, { count }) => sum + count, 0);
  return [
    ...all.slice(0, SHOWN).map(({ reason, count }) => `${count}: ${reason}`),
    ...(rest > 0 ? [`${rest}: otherwise`] : []),
  ].join('; ');
}
