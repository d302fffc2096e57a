import { marksOf } from '../marks.ts';

/** A mark is in at least this share of the answers that it is to tell apart, and in so many of them. */
const MOSTLY = 0.4;
const FEWEST = 4;
/** Answers that are looked at, of each kind (CWE-400). */
const MOST = 1_000;

/**
 * What some answers have and each group of others lacks: the run of words whose share among the ones is furthest above that
 * in the group where it is largest, the longest of equals. Undefined where no mark is common to the ones.
 */
export function tellingMark(ones: readonly string[], ...others: readonly (readonly string[])[]): string | undefined {
  const own = countsOf(ones);
  const groups = others.filter((group) => group.length > 0).map(countsOf);
  let best: { mark: string; gap: number } | undefined;
  for (const [mark, n] of own.counts) {
    const share = n / own.n;
    if (n < FEWEST || share < MOSTLY) continue;
    const gap = share - Math.max(0, ...groups.map(({ counts, n: of }) => (counts.get(mark) ?? 0) / of));
    const ahead = best === undefined ? gap : gap - best.gap;
    if (ahead > 0 || (ahead === 0 && best !== undefined && mark.length > best.mark.length)) best = { mark, gap };
  }
  return best === undefined || best.gap < MOSTLY ? undefined : best.mark;
}

function countsOf(answers: readonly string[]): { readonly counts: ReadonlyMap<string, number>; readonly n: number } {
  const counts = new Map<string, number>();
  const looked = answers.slice(0, MOST);
  for (const answer of looked) for (const mark of marksOf(answer)) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  return { counts, n: looked.length };
}
