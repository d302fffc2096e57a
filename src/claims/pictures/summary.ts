import type { FigureEstimate } from '../../core/figure-parts.ts';
import type { DumbbellFigure } from '../../core/figure.ts';
import { unconvertedText } from '../held/number-text.ts';
import { claimedWords, quantityText, type Claimed, type Titled } from './claimed.ts';

/** What became of one claim. */
export interface SummaryRow {
  readonly title: string;
  readonly verdict: string;
  readonly unit: string;
  readonly claimed?: Claimed;
  /** Quantiles of 5, 50 and 95 % of the set that the verdict rests on. */
  readonly range?: { readonly low: number; readonly median: number; readonly high: number };
  /** Of which year the dollars of the range are, where that is not the claim's. */
  readonly unconverted?: string;
  /** Behind what was found, where a number that it comes of was read by nobody. */
  readonly unread?: string;
}

/** Groups of claims, as by who made them. */
export interface SummaryGroup {
  readonly title: string;
  readonly rows: readonly SummaryRow[];
}

/**
 * Many verdicts at a glance: each claim at 1, and what its inputs give as so many times the claimed value. Claims without numbers
 * above 0 have a verdict and no points.
 */
export function summaryFigure({ id, title, note }: Titled, groups: readonly SummaryGroup[]): DumbbellFigure {
  return {
    kind: 'dumbbell',
    id,
    title,
    label: 'times what is claimed',
    unit: 'amount',
    log: true,
    baseline: 1,
    series: ['as claimed', 'what the inputs give: median, 5 to 95 %'],
    groups: groups.map((group) => ({
      title: group.title,
      rows: group.rows.map((row) => ({ title: row.title, points: pointsOf(row), remark: remarkOf(row) })),
    })),
    ...(note === undefined ? {} : { note }),
  };
}

type Point = FigureEstimate & { readonly series: number };

function pointsOf({ claimed, range }: SummaryRow): Point[] {
  if (claimed === undefined || !(claimed.low > 0) || !(claimed.high > 0)) return [];
  const whole = claimed.value ?? Math.sqrt(claimed.low * claimed.high);
  const said = claimed.value === undefined ? claimed : { low: whole, high: whole };
  const own: Point = { series: 0, value: 1, low: said.low / whole, high: said.high / whole };
  if (range === undefined || !(range.low > 0)) return [own];
  return [own, { series: 1, value: range.median / whole, low: range.low / whole, high: range.high / whole }];
}

function remarkOf({ verdict, unit, claimed, range, unread = '', ...mark }: SummaryRow): string {
  const say = (value: number): string => quantityText(value, unit);
  const said = claimed === undefined ? '' : claimedWords(claimed, say);
  const found =
    range === undefined ? '' : `, found ${say(range.low)} to ${say(range.high)}${unconvertedText(mark)}${unread}`;
  return said === '' ? verdict : `${verdict}: ${said}${found}`;
}
