import { runsOf } from './features.ts';

/** Words of a mark. */
const LONGEST = 3;
/** Characters of an answer that are looked at (CWE-400). */
const LOOKED = 2_000;

/** Runs of words of an answer, and the first of its lines. */
export function marksOf(answer: string): ReadonlySet<string> {
  const text = answer.slice(0, LOOKED).trim();
  const found = new Set<string>();
  for (const run of runsOf(text)) {
    for (let from = 0; from < run.length; from++) {
      for (let size = 1; size <= LONGEST && from + size <= run.length; size++)
        found.add(run.slice(from, from + size).join(' '));
    }
  }
  const first = /^\W{1,3}(?=\w|\s|$)/.exec(text)?.[0]?.trim();
  // An answer that begins with what closes something is a broken one.
  if (first !== undefined && first !== '' && !/^[)\]}.,;:]/.test(first)) found.add(`^${first}`);
  return found;
}
