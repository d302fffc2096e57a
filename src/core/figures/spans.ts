import { printable } from '../printable.ts';
import type { SpansFigure, SpansRow } from '../plots.ts';
import { reachOf, scale, type Scale } from './axis.ts';
import { format } from './format.ts';
import { symbol } from './legend.ts';
import { begun } from './lettering.ts';
import { drawRows } from './rows.ts';
import { type Layout, type Scene, type Shape, text } from './scene.ts';
import { segment, type StateLook, stateLooks } from './states.ts';

/** `first`: of a span, from the top of its row; names and remarks stand beside it, or above. */
const PLACES = {
  wide: { width: 760, left: 392, right: 744, names: 370, indent: 12, first: 6, row: 34, ticks: 5 },
  narrow: { width: 320, left: 4, right: 316, names: 316, indent: 0, first: 36, row: 58, ticks: 3 },
} as const;
const SPAN = 16;

/** Rows of spans over one axis; a span without an end reaches to where the axis ends. */
export function drawSpans(figure: SpansFigure, layout: Layout): Scene {
  const place = PLACES[layout];
  const { axis } = figure;
  const rows = figure.groups.flatMap((group) => group.rows);
  const values = [
    ...rows.flatMap(({ spans, at }) => [
      ...spans.flatMap(({ from, to = from }) => [from, to]),
      ...(at === undefined ? [] : [at]),
    ]),
    ...figure.marks.flatMap(({ low, high }) => [low, high]),
  ];
  const x = scale(reachOf(axis, values), place.left, place.right);
  const looks = stateLooks(figure.states);
  return drawRows(figure, place, x, signs(figure, looks), (row, top) => drawRow(figure, row, looks, place, x, top));
}

function signs({ states, groups }: SpansFigure, looks: readonly StateLook[]) {
  const rows = groups.flatMap((group) => group.rows);
  const used = new Set(rows.flatMap(({ spans }) => spans.map(({ state }) => state)));
  return [
    ...states.flatMap(({ title }, index) => {
      const look = looks[index];
      return look === undefined || !used.has(index)
        ? []
        : [{ text: title, sign: (x: number, y: number) => segment(look, x, y, 18, 14) }];
    }),
    ...(used.size > 0 && rows.some(({ at }) => at !== undefined)
      ? [{ text: 'on one day', sign: (x: number, y: number) => [symbol(2, x + 9, y + 7)] }]
      : []),
  ];
}

function drawRow(
  { axis, states }: SpansFigure,
  row: SpansRow,
  looks: readonly StateLook[],
  place: (typeof PLACES)[Layout],
  x: Scale,
  top: number,
): Shape[] {
  const say = format(axis.unit);
  const narrow = place.indent === 0;
  const names = [begun(row.title, place.names, 13)];
  const remark = row.remark === undefined ? [] : [begun(row.remark, place.names, 12)];
  const both = [...names.map((one) => ['name', one] as const), ...remark.map((one) => ['small', one] as const)];
  const base = narrow ? top + 14 : top + 18 - (both.length - 1) * 6;
  const on = top + place.first;
  const told = row.spans.map(
    ({ from, to, state }) =>
      `${states[state]?.title ?? ''} from ${say(from)}${to === undefined ? ' on' : ` to ${say(to)}`}`,
  );
  const happened = row.at === undefined ? [] : [say(row.at)];
  return [
    ...both.map(([look, one], index) => text(look, place.indent, base + index * 15, one)),
    {
      shape: 'group',
      look: 'span',
      title: printable(`${row.title}: ${[...told, ...happened, ...remark].join('; ')}`, 500),
      shapes: [
        ...row.spans.flatMap(({ from, to, state }) => {
          const look = looks[state];
          const [start, end] = [x.at(from), x.at(to ?? x.high)];
          return look === undefined ? [] : segment(look, start, on, Math.max(1.5, end - start - 1), SPAN);
        }),
        ...(row.at === undefined ? [] : [symbol(2, x.at(row.at), on + SPAN / 2)]),
      ],
    },
  ];
}
