import type { FigureMark } from '../../core/figure-parts.ts';
import type { CurvesFigure } from '../../core/plots.ts';
import { ClaimError } from '../claim-error.ts';
import { knownBy } from '../checks/known-by.ts';
import { economicRecord, valueOf } from '../economics/records.ts';
import { dayOf } from '../units/basis.ts';
import { unreadMark } from '../unread.ts';
import { axisLabel, figureUnit, type Titled } from './claimed.ts';

/** Prices of one thing over time: a price holds until the next. */
export interface PriceLine {
  readonly title: string;
  readonly records: readonly string[];
}

/** List prices of output by what was sold in the place of what. */
export const OUTPUT_PRICES: readonly PriceLine[] = [
  { title: 'OpenAI, general', records: ['price.gpt4.out', 'price.gpt4t.out', 'price.gpt4o.out'] },
  { title: 'OpenAI, reasoning', records: ['price.o1.out', 'price.o3.out'] },
  { title: 'OpenAI, small reasoning', records: ['price.o1mini.out', 'price.o3mini.out'] },
  { title: 'DeepSeek, general', records: ['price.v3promo.out', 'price.v3.out', 'price.v31.out', 'price.v32.out'] },
  { title: 'DeepSeek, reasoning', records: ['price.r1.out', 'price.v31.out', 'price.v32.out'] },
];

/** Those that were listed by a day. */
export const pricesBy = (lines: readonly PriceLine[], asOf: string): readonly PriceLine[] =>
  lines
    .map(({ title, records }) => ({ title, records: records.filter((id) => knownBy(economicRecord(id).as_of, asOf)) }))
    .filter(({ records }) => records.length > 0);

/**
 * Dated records of one unit as steps.
 * @param marks days that matter, as those of claims
 * @throws ClaimError `unlike-units` where records are of several units, and for unknown ones
 */
export function priceFigure(
  { id, title, note }: Titled,
  lines: readonly PriceLine[],
  marks: readonly FigureMark[] = [],
): CurvesFigure {
  const units = new Set(lines.flatMap(({ records }) => records.map((one) => economicRecord(one).unit)));
  const [unit = 'USD'] = units;
  if (units.size > 1) throw new ClaimError('unlike-units', `prices in ${[...units].join(' and ')}`);
  const label = unit === 'USD/Mtoken:output' ? 'US dollars for a million tokens of output' : axisLabel('price', unit);
  return {
    kind: 'curves',
    id,
    title,
    x: { label: 'from which day on', unit: 'date' },
    y: { label, unit: figureUnit(unit), log: true },
    marks,
    series: lines.map((line) => ({
      title: line.title,
      steps: true,
      points: line.records.map(pointOf).toSorted((a, b) => a.x - b.x),
    })),
    ...(note === undefined ? {} : { note }),
  };
}

function pointOf(id: string) {
  const record = economicRecord(id);
  const name = record.name.replace(/ (input|output)$/, '');
  return {
    x: dayOf(record.as_of),
    y: valueOf(id),
    title: `${name}${unreadMark(record)}`,
    ...(record.low === undefined || record.high === undefined ? {} : { low: record.low, high: record.high }),
  };
}
