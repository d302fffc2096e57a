import type { ScatterArea, ScatterFigure } from '../../core/figure.ts';
import { CHIPS } from '../export-controls/chips.gen.ts';
import { classify, DISCLAIMER } from '../export-controls/classify.ts';
import type { Day } from '../export-controls/date.ts';
import type { Limit, Paragraph } from '../export-controls/edge.ts';
import type { Item } from '../export-controls/item.ts';
import { october2022 } from '../export-controls/rules/october-2022.ts';
import { october2023 } from '../export-controls/rules/october-2023.ts';
import { PARAGRAPHS } from '../export-controls/rules/tiers.ts';
import { UNREAD } from '../unread.ts';
import type { Titled } from './claimed.ts';

const SERIES = ['controlled', 'told by letter', 'left out by Note 2', 'not controlled', 'undecided'] as const;

/** The item's place among the series, by the entry of 3A090 that stands on the day. */
function seriesOf(item: Item, asOf: Day): number {
  const { rules, letters } = classify(item, asOf);
  const entry = rules.find(({ rule }) => rule === october2022.id || rule === october2023.id);
  const kind = entry?.outcome.kind;
  if (kind === 'controlled') return 0;
  if (letters.length > 0) return 1;
  if (kind === 'excluded') return 2;
  return kind === 'undecided' ? 4 : 3;
}

/**
 * Chips by total processing performance and its density, with the tiers of 3A090 as areas where those of October 2023 stand on the
 * day. Chips at one place share a point.
 */
export function chipsFigure({ id, title, note }: Titled, asOf: Day, items: readonly Item[] = CHIPS): ScatterFigure {
  const places = new Map<string, { names: string[]; series: number; x: number; y: number }>();
  for (const item of items) {
    const { measures } = classify(item, asOf);
    const [x, y] = [measures.TPP?.value, measures['performance density']?.value];
    if (x === undefined || y === undefined) continue;
    const series = seriesOf(item, asOf);
    // What is controlled by its TPP alone stands at a density that may be nobody's figure.
    const decides = measures.TPP?.decides === true && measures['performance density']?.decides === true;
    const name = `${item.name}${decides ? '' : UNREAD}`;
    const key = `${x.toPrecision(6)} ${y.toPrecision(6)} ${series}`;
    const place = places.get(key);
    if (place === undefined) places.set(key, { names: [name], series, x, y });
    else place.names.push(name);
  }
  const points = [...places.values()];
  const tiers = asOf >= lastDay(october2023.dates.effective);
  const says = tiers
    ? 'The areas are the tiers of 3A090 as of October 2023, a.1 and a.2 before b.'
    : 'Before 17 November 2023 the entry went by interconnect and TPP: there are no tiers of density to draw.';
  return {
    kind: 'scatter',
    id,
    title,
    x: {
      label: 'total processing performance (TPP)',
      unit: 'amount',
      log: true,
      domain: reach(
        points.map(({ x }) => x),
        1600,
      ),
    },
    y: {
      label: 'performance density, TPP/mm²',
      unit: 'amount',
      log: true,
      domain: reach(
        points.map(({ y }) => y),
        1.6,
      ),
    },
    series: SERIES,
    points: points.map(({ names, series, x, y }) => ({
      title: shared(names),
      series,
      x: { value: x, low: x, high: x },
      y: { value: y, low: y, high: y },
    })),
    areas: tiers ? areasOf(PARAGRAPHS) : [],
    note: [
      `As of ${asOf}, chips that came later among them. Unverified: a figure behind the place is estimated, recalled or a single account’s. ${says} ${DISCLAIMER}`,
      ...(note === undefined ? [] : [note]),
    ].join(' '),
  };
}

const lastDay = (effective: Day | readonly [Day, Day]): Day =>
  typeof effective === 'string' ? effective : effective[1];

/** `NVIDIA A100 80 GB, A800 80 GB`: the maker once. */
function shared(names: readonly string[]): string {
  const [first = '', ...rest] = names;
  const maker = `${first.split(' ')[0] ?? ''} `;
  return [first, ...rest.map((name) => (name.startsWith(maker) ? name.slice(maker.length) : name))].join(', ');
}

/** All values and the least edge, with room on both sides. */
function reach(values: readonly number[], edge: number): readonly [number, number] {
  return [Math.min(edge, ...values) / 1.5, Math.max(edge, ...values) * 1.5];
}

/** The paragraphs as areas, those of tier b below those of tier a. */
function areasOf(paragraphs: readonly Paragraph[]): ScatterArea[] {
  const most = paragraphs.find(({ limits }) => limits.length === 1)?.limits[0]?.edge;
  return paragraphs
    .map(
      (paragraph): ScatterArea => ({
        title: paragraph.id,
        tone: paragraph.id.startsWith('3A090.a') ? 'strong' : 'weak',
        // What tier a has is no longer b's.
        x: {
          ...(most === undefined || paragraph.id.startsWith('3A090.a') ? {} : { high: most }),
          ...ends(paragraph.limits, 'TPP'),
        },
        y: ends(paragraph.limits, 'performance density'),
      }),
    )
    .toSorted((a, b) => Number(a.tone === 'strong') - Number(b.tone === 'strong'));
}

function ends(limits: readonly Limit[], of: Limit['quantity']): { low?: number; high?: number } {
  const low = limits.find(({ quantity, is }) => quantity === of && is !== '<')?.edge;
  const high = limits.find(({ quantity, is }) => quantity === of && is === '<')?.edge;
  return { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) };
}
