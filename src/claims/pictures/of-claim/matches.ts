import type { IntervalFigure } from '../../../core/figure.ts';
import { publishedCapability } from '../../capability/equivalence.ts';
import { knownBy } from '../../checks/known-by.ts';
import type { Claim } from '../../claim.ts';
import { unreadMark } from '../../unread.ts';

type EquivalenceCheck = Extract<Claim['check'], { kind: 'equivalence' }>;

/** Differences in the share solved, with the interval that belongs to the test of a match. */
export function matchesFigure({ results: all, alpha }: EquivalenceCheck, asOf: string): IntervalFigure | undefined {
  const results = all.filter(({ as_of }) => as_of === undefined || knownBy(as_of, asOf));
  if (results.length === 0) return undefined;
  return {
    kind: 'intervals',
    id: 'differences',
    title: `The first less the second, with ${Math.round((1 - 2 * alpha) * 100)} % intervals`,
    label: 'difference in items solved, percentage points',
    unit: 'points',
    baseline: 0,
    groups: [
      {
        title: '',
        rows: results.map(({ benchmark, harness, margin, first, second, status }) => {
          const { difference } = publishedCapability(first, second, { benchmark, harness, margin, alpha });
          const { estimate, low, high } = difference;
          const title = `${benchmark}, margin ${margin * 100}${unreadMark({ status })}`;
          return { title, value: estimate, low, high, n: first.items };
        }),
      },
    ],
  };
}
