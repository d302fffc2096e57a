import { verdictOf } from '../../../src/studies/judges/code-security/verdict-of.ts';
import { wilson } from '../../../src/statistics/wilson.ts';
import type { Label } from './label.ts';

/** Counts of one group of answers. Ambiguous ones are counted on their own. */
export interface Score {
  right: number;
  wronglyInsecure: number;
  missed: number;
  /** Right CWE family, and right line, among those called rightly. */
  family: number;
  line: number;
  /** Answers whose kind was given, of all of that kind: refused, truncated. */
  readonly kinds: Map<string, { agreed: number; all: number }>;
  agreed: number;
  all: number;
  ambiguous: number;
}

export const newScore = (): Score => ({
  right: 0,
  wronglyInsecure: 0,
  missed: 0,
  family: 0,
  line: 0,
  kinds: new Map(),
  agreed: 0,
  all: 0,
  ambiguous: 0,
});

/** Judges each answer from its language and text alone, and counts in every group that `groupsOf` names. */
export async function scoreAll(
  labels: Iterable<Label>,
  families: ReadonlyMap<string, string>,
  groupsOf: (label: Label) => readonly string[],
): Promise<ReadonlyMap<string, Score>> {
  const scores = new Map<string, Score>();
  for (const label of labels) {
    const verdict = await verdictOf(label.answer, label.language);
    for (const group of groupsOf(label)) {
      const score = scores.get(group) ?? newScore();
      scores.set(group, score);
      if (label.ambiguous) {
        score.ambiguous += 1;
        continue;
      }
      const agrees = verdict.outcome === label.label;
      const kind = score.kinds.get(label.label) ?? { agreed: 0, all: 0 };
      score.kinds.set(label.label, { agreed: kind.agreed + Number(agrees), all: kind.all + 1 });
      score.agreed += Number(agrees);
      score.all += 1;
      if (label.label === 'insecure' && verdict.outcome === 'insecure') {
        score.right += 1;
        const told = verdict.weaknesses;
        score.family += Number(
          label.weaknesses.some((one) =>
            told.some(({ cwe }) => cwe === one.cwe || (families.get(cwe) ?? cwe) === families.get(one.cwe)),
          ),
        );
        score.line += Number(
          label.weaknesses.some((one) =>
            told.some(({ line }) => line === one.line || one.also?.includes(line) === true),
          ),
        );
      } else if (verdict.outcome === 'insecure') score.wronglyInsecure += 1;
      else if (label.label === 'insecure') score.missed += 1;
    }
  }
  return scores;
}

export const precisionOf = ({ right, wronglyInsecure }: Score): Share => ({ of: right, all: right + wronglyInsecure });
export const recallOf = ({ right, missed }: Score): Share => ({ of: right, all: right + missed });

export interface Share {
  readonly of: number;
  readonly all: number;
}

/** A share in per cent with its 95 % Wilson interval; a dash where there is nothing to share. */
export function shown({ of, all }: Share): string {
  if (all === 0) return '–';
  const { low, high } = wilson(of, all);
  const percent = (part: number): string => (100 * part).toFixed(1);
  return `${percent(of / all)} % (${percent(low)}–${percent(high)}, ${of}/${all})`;
}
