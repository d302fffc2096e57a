import { REFUSED } from '../behaviour.ts';
import type { Pool } from '../pool.ts';
import type { Asking } from '../question.ts';
import { saidIn } from '../search/ask-pairs.ts';

/** Refused requests, below which there is no topic to ask on. */
const FEWEST = 3;
/** Beginnings that are opened, at most, and how often each: a part of what the bare template is asked. */
const BEGINNINGS = 6;
const PART = 20;
/** Words of a request that a new one begins with. */
const WORDS = 2;

/** What is opened, and how often each, where the bare template was opened `leaks` times. */
export function drillOf(pool: Pool, leaks: number): { readonly beginnings: readonly string[]; readonly times: number } {
  const counts = new Map<string, number>();
  for (const { user, said, system } of pool.entries) {
    const begins = beginningOf(user);
    if (system === undefined && begins !== undefined && REFUSED.hit(said))
      counts.set(begins, (counts.get(begins) ?? 0) + 1);
  }
  const refused = [...counts.values()].reduce((sum, n) => sum + n, 0);
  const begun = [...counts].toSorted(([, a], [, b]) => b - a).slice(0, BEGINNINGS);
  return { beginnings: refused < FEWEST ? [] : begun.map(([begins]) => begins), times: Math.floor(leaks / PART) };
}

/**
 * Topic drill-down: behind the first words of requests that it refused, the model goes on with more of them. Of the topics that a
 * model refuses a few stand in what it writes by itself, each in a handful of requests; behind such words they are many.
 */
export function* drilledInto(pool: Pool, beginnings: readonly string[], times: number): Asking<void> {
  const questions = beginnings.flatMap((begins, index) =>
    Array.from({ length: times }, (_, draw) => ({
      kind: 'leak' as const,
      id: `leak/drill-${index + 1}`,
      condition: 'drill-down',
      turn: 'user' as const,
      draw,
      begins,
    })),
  );
  const answers = questions.length === 0 ? [] : yield questions;
  for (const [index, { turn, begins }] of questions.entries()) pool.addLeak(saidIn(answers[index]), begins, turn);
}

/** The first words of a request, where more stand behind them; of a script without spaces as many characters. */
function beginningOf(user: string): string | undefined {
  const words = new RegExp(
    `^(?:[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}]{${2 * WORDS}}|(?:\\S+\\s+){${WORDS - 1}}\\S+)(?=\\s*\\S)`,
    'u',
  );
  return words.exec(user.trim())?.[0];
}
