import type { Figure } from '../../core/figure.ts';
import { day } from '../export-controls/date.ts';
import { dayOf } from '../units/basis.ts';
import { chipsFigure } from './chip-plane.ts';
import { OUTPUT_PRICES, priceFigure, pricesBy } from './prices.ts';
import { rulesFigure } from './rules-timeline.ts';
import { workersByChip } from './workers-by-chip.ts';

/** What claims are made in front of, on a day: list prices, chips between the tiers of 3A090, what work they do, and the rules that stand. */
export function contextFigures(asOf: string): readonly Figure[] {
  const mark = { title: 'as of', low: dayOf(asOf), high: dayOf(asOf) };
  const workers = workersByChip({ id: 'workers', title: 'AI workers on one chip' }, asOf);
  const prices = pricesBy(OUTPUT_PRICES, asOf);
  return [
    ...(prices.length === 0 ? [] : [priceFigure({ id: 'prices', title: 'List prices of output' }, prices, [mark])]),
    chipsFigure({ id: 'chips', title: `Chips and the tiers of 3A090 on ${asOf}` }, day(asOf)),
    ...(workers === undefined ? [] : [workers]),
    rulesFigure({ id: 'rules', title: 'Rules on chips and training compute' }, [mark], { asOf: day(asOf) }),
  ];
}
