import type { IntervalFigure } from '../../../core/figure.ts';
import { studentQuantile } from '../calibration.ts';
import { discernment, type JudgeErrors } from './judge-error.ts';
import { type ContextResult, LEVEL } from './results.ts';
import { CORRECTED } from './words.ts';

/** More rows are no picture: the table holds them all. */
const MOST = 40;

/** Contexts as they differ from neutral ones, above the band in which a further neutral one would lie. */
export function contextFigure(
  results: readonly ContextResult[],
  errors: JudgeErrors | undefined,
): IntervalFigure | undefined {
  const own = results.filter(({ endpoint }) => endpoint === 'insecure');
  const rows = own
    .slice(0, MOST)
    .flatMap(({ context, effect, look }) =>
      effect === undefined || look === undefined
        ? []
        : [{ title: context.text, value: effect.estimate, low: effect.low, high: effect.high, n: look.answers }],
    );
  const widest = own.flatMap(({ look }) => look ?? []).toSorted((a, b) => b.answers - a.answers)[0];
  if (rows.length === 0 || widest === undefined) return undefined;
  // On the scale of the effects above it.
  const { youden } = discernment(errors);
  const reach = Math.min(1, (studentQuantile((1 + LEVEL) / 2, widest.m) * widest.error) / Math.max(0, youden));
  return {
    kind: 'intervals',
    id: 'contexts',
    title: 'How much more often code is insecure in a context than in neutral ones',
    label: `difference in percentage points${errors === undefined ? '' : CORRECTED}`,
    unit: 'points',
    baseline: 0,
    groups: [
      { title: 'contexts', rows },
      {
        title: 'neutral contexts',
        rows: [
          { title: 'where a further neutral one would lie', value: 0, low: -reach, high: reach, n: widest.answers },
        ],
      },
    ],
  };
}
