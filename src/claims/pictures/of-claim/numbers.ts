import type { DumbbellFigure } from '../../../core/figure.ts';
import { withUnit } from '../../held/number-text.ts';
import { titleWithUnread } from '../../unread.ts';
import type { Held, Verdict } from '../../verdict.ts';
import { type Claimed, figureUnit } from '../claimed.ts';

/** The claimed number in its own unit; nothing where nothing with a number is claimed. */
export function claimedOf({ claim: { check }, claimed }: Pick<Verdict, 'claim' | 'claimed'>): Claimed | undefined {
  if (claimed === undefined) return undefined;
  const { low, high } = claimed;
  const value =
    'claimed' in check && typeof check.claimed === 'object' && 'value' in check.claimed
      ? check.claimed.value
      : undefined;
  if (low === undefined || high === undefined) {
    const end = low ?? high;
    return end === undefined ? undefined : { low: end, high: end, open: high === undefined ? 'above' : 'below' };
  }
  return { low, high, ...(value === undefined ? {} : { value }) };
}

/** What each thing gives that a claim was held against, with its interval, beside what is claimed. */
export function numbersFigure(verdict: Verdict): DumbbellFigure | undefined {
  const rows = verdict.sets.filter((one) => one.number !== undefined);
  const unit = rows[0]?.number?.unit ?? '1';
  if (rows.length === 0) return undefined;
  const claimed = claimedOf(verdict);
  const claimedPoint = claimed === undefined ? undefined : pointOf(claimed);
  const points = rows.map(estimateOf);
  const all = [
    ...points.flatMap(({ low, high }) => [low, high]),
    ...(claimed === undefined ? [] : [claimed.low, claimed.high]),
  ];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  return {
    kind: 'dumbbell',
    id: 'numbers',
    title: 'What it was held against',
    label: withUnit(claimedPoint === undefined ? 'value' : 'value; the dashed line is what is claimed', unit),
    unit: figureUnit(unit),
    log: least > 0 && most / least >= 5,
    ...(claimedPoint === undefined ? {} : { baseline: claimedPoint }),
    series: ['value, with 5 to 95 % where there is an interval'],
    groups: [
      {
        title: '',
        rows: [
          ...(claimed === undefined || claimedPoint !== undefined ? [] : [claimedRow(claimed)]),
          ...rows.map((row, at) => ({
            title: titleWithUnread(row),
            points: [{ series: 0, ...(points[at] ?? estimateOf(row)) }],
            remark: row.outcome,
          })),
        ],
      },
    ],
  };
}

/** The one number that a line can stand for: of an interval nobody said the middle. */
const pointOf = ({ value, low, high }: Claimed): number | undefined => value ?? (low === high ? low : undefined);

const claimedRow = ({ low, high }: Claimed) => ({
  title: 'claimed',
  points: [low, high].map((end) => ({ series: 0, value: end, low: end, high: end })),
  remark: 'from end to end',
});

function estimateOf({ number }: Held): { value: number; low: number; high: number } {
  const { point = 0, quantiles = [] } = number ?? {};
  const [low = point, high = point] = quantiles.length > 1 ? [quantiles[5], quantiles[95]] : [];
  return { value: point, low: Math.min(low, high, point), high: Math.max(low, high, point) };
}
