import { printable } from '../printable.ts';
import type { BarsFigure, BarsRow } from '../plots.ts';
import { around, scale, type Scale } from './axis.ts';
import { format } from './format.ts';
import { begun, fitted, folded, wide } from './lettering.ts';
import { drawRows } from './rows.ts';
import { hatch, type Layout, line, rect, type Scene, type Shape, text } from './scene.ts';

/** `first`: of a bar, from the top of its row; `value`: at the end of the row. */
const PLACES = {
  wide: { width: 760, left: 200, right: 520, names: 176, indent: 12, first: 5, row: 27, value: 234, ticks: 5 },
  narrow: { width: 320, left: 4, right: 316, names: 108, indent: 0, first: 20, row: 42, value: 206, ticks: 3 },
} as const;
const BAR = 16;

/** Bars from 0 on, their values at the end of their rows. */
export function drawBars(figure: BarsFigure, layout: Layout): Scene {
  const place = PLACES[layout];
  const { axis } = figure;
  const rows = figure.groups.flatMap((group) => group.rows);
  const ends = [
    ...rows.flatMap(({ value, low = value, high = value }) => [low, high]),
    ...figure.marks.flatMap(({ low, high }) => [low, high]),
  ];
  const x = scale(axis.domain ?? fromZero(ends), place.left, place.right);
  const hatched = figure.hatch !== undefined && rows.some((row) => row.hatch === true);
  const sign = { text: figure.hatch ?? '', sign: (at: number, y: number) => bar(at, y, 18, 14, true) };
  return drawRows(figure, place, x, hatched ? [sign] : [], (row, top) => drawRow(figure, row, place, x, top));
}

function fromZero(values: readonly number[]): readonly [number, number] {
  const [low, high] = around(values, 0);
  return [low < 0 && values.every((one) => one >= 0) ? 0 : low, high];
}

const bar = (x: number, y: number, width: number, height: number, hatched: boolean): Shape[] => [
  rect('bar-0', x, y, width, height),
  ...(hatched ? [hatch('stripes', x, y, width, height, 6)] : []),
];

function drawRow(
  { axis, hatch: meaning }: BarsFigure,
  row: BarsRow,
  place: (typeof PLACES)[Layout],
  x: Scale,
  top: number,
): Shape[] {
  const say = format(axis.unit);
  const narrow = place.indent === 0;
  const [start, end] = [x.at(Math.min(0, row.value)), x.at(Math.max(0, row.value))];
  const on = top + place.first;
  const { low, high } = row;
  const whole = low === undefined || high === undefined ? '' : ` [${say(low)}, ${say(high)}]`;
  const value = `${say(row.value)}${whole}`;
  const words = row.remark === undefined ? value : `${value}, ${row.remark}`;
  // On a narrow drawing the name has what its value leaves.
  const room = Math.max(place.names, place.width - wide(words, 12) - 12);
  const names = narrow ? [fitted(row.title, room, 13)] : folded(row.title, place.names, 13, 2);
  const base = narrow ? top + 14 : top + 17 - (names.length - 1) * 6.5;
  return [
    ...names.map((one, index) => text('name', place.indent, base + index * 13, one)),
    {
      shape: 'group',
      look: 'bar',
      title: printable(`${row.title}: ${words}`, 300),
      shapes: [
        ...bar(start, on, Math.max(0.8, end - start), BAR, meaning !== undefined && row.hatch === true),
        ...(low === undefined || high === undefined
          ? []
          : [
              line('extent', x.at(low), on + BAR / 2, x.at(high), on + BAR / 2),
              line('extent', x.at(low), on + 4, x.at(low), on + BAR - 4),
              line('extent', x.at(high), on + 4, x.at(high), on + BAR - 4),
            ]),
      ],
    },
    text('name-small', place.width, narrow ? top + 14 : top + 17, begun(words, place.value, 12), 'end'),
  ];
}
