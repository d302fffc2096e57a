import type { DumbbellFigure } from '../figure.ts';
import { printable } from '../printable.ts';
import { AXIS, across, around, reachOf, scale, type Scale } from './axis.ts';
import { format, told } from './format.ts';
import { legend, seriesLegend, symbol } from './legend.ts';
import { fitted, folded } from './lettering.ts';
import { type Layout, line, path, rect, type Scene, type Shape, text } from './scene.ts';

/** `first`: of the lines of a row, from its top; what is written stands beside them, or above. */
const PLACES = {
  wide: { width: 760, left: 220, right: 590, first: 12, names: 196, remark: 158, indent: 12, ticks: 5 },
  narrow: { width: 320, left: 10, right: 310, first: 30, names: 316, remark: 316, indent: 0, ticks: 3 },
} as const;
const HEADING = 28;
/** Between the lines of a row, one for each series: their intervals would hide one another. */
const STEP = 11;
const LINE = 15;

/** A row's points on lines of their own, close together, and joined. */
export function drawDumbbell(figure: DumbbellFigure, layout: Layout): Scene {
  const place = PLACES[layout];
  const points = figure.groups.flatMap(({ rows }) => rows.flatMap((row) => row.points));
  const ends = points.flatMap(({ low, high }) => [low, high]);
  const { unit, label, baseline, log = false } = figure;
  const reach = log
    ? reachOf(figure, [...ends, ...(baseline === undefined ? [] : [baseline])])
    : (figure.domain ?? around(ends, baseline ?? points[0]?.value ?? 0));
  const x = scale(reach, place.left, place.right, log);
  const ring = { text: figure.ring ?? '', sign: (at: number, y: number) => [rect('ringed', at, y + 1, 18, 12, 4)] };
  const rings = figure.ring !== undefined && figure.groups.some(({ rows }) => rows.some((row) => row.ring === true));
  const above = legend([...seriesLegend(figure.series), ...(rings ? [ring] : [])], place.width, 0);
  const shapes: Shape[] = [...above.shapes];
  const top = above.height + 6;
  let y = top;
  for (const { title, rows } of figure.groups) {
    if (title !== '') {
      shapes.push(text('strong', 0, y + 18, fitted(title, place.width, 13)));
      y += HEADING;
    }
    for (const row of rows) {
      const drawn = drawRow(figure, row, place, x, y);
      shapes.push(...drawn.shapes);
      y += drawn.height;
    }
  }
  const { left, right, width, ticks } = place;
  const axis = { scale: x, unit, label, left, right, width, top, bottom: y, wanted: ticks };
  const lines = across({ ...axis, ...(baseline === undefined ? {} : { baseline }) });
  return { width, height: y + AXIS, shapes: [...lines, ...shapes] };
}

type Row = DumbbellFigure['groups'][number]['rows'][number];

function drawRow(
  { series, unit, ring }: DumbbellFigure,
  row: Row,
  place: (typeof PLACES)[Layout],
  x: Scale,
  y: number,
): { shapes: Shape[]; height: number } {
  const narrow = place.indent === 0;
  const names = folded(row.title, place.names, 13, narrow ? 1 : 2);
  const remark = row.remark === undefined ? [] : folded(row.remark, place.remark, 12, narrow ? 2 : 3);
  const points = row.points.toSorted((a, b) => a.series - b.series);
  const lines = Math.max(0, points.length - 1) * STEP;
  const first = y + place.first + (narrow ? remark.length * LINE : 0);
  const height = Math.max(
    place.first * (narrow ? 1 : 2) + lines + (narrow ? remark.length * LINE + 14 : 2),
    narrow ? 0 : Math.max(names.length, remark.length) * LINE + 10,
  );
  const middle = y + height / 2 + 4;
  const at = points.map((point, index) => [x.at(point.value), first + index * STEP] as const);
  const say = format(unit);
  const each = points.map((point) => `${series[point.series] ?? ''} ${told(say, point)}`);
  const stack = (all: readonly string[], look: string, from: number, down: number, end: boolean) =>
    all.map((one, index) => text(look, from, down + index * LINE, one, end ? 'end' : undefined));
  return {
    height,
    shapes: [
      ...(narrow
        ? [...stack(names, 'name', 0, y + 14, false), ...stack(remark, 'small', 0, y + 14 + LINE, false)]
        : [
            ...stack(names, 'name', place.indent, middle - ((names.length - 1) * LINE) / 2, false),
            ...stack(
              remark,
              row.ring === true ? 'name-small' : 'small',
              place.width,
              middle - ((remark.length - 1) * LINE) / 2,
              true,
            ),
          ]),
      {
        shape: 'group',
        look: 'dumbbell',
        title: printable(`${row.title}: ${each.join('; ')}${row.remark === undefined ? '' : `; ${row.remark}`}`, 600),
        shapes: [
          ...(at.length > 1 ? [path('joint', at)] : []),
          ...points.map((point, index) =>
            line(
              `reach-${point.series % 5}`,
              x.at(point.low),
              first + index * STEP,
              x.at(point.high),
              first + index * STEP,
            ),
          ),
          ...points.map((point, index) => symbol(point.series, x.at(point.value), first + index * STEP)),
          ...(row.ring === true && ring !== undefined && at.length > 0 ? [encircled(at)] : []),
        ],
      },
    ],
  };
}

/** Around all points of a row. */
function encircled(at: readonly (readonly [number, number])[]): Shape {
  const xs = at.map(([x]) => x);
  const ys = at.map(([, y]) => y);
  const [left, top] = [Math.min(...xs) - 9, Math.min(...ys) - 8];
  return rect('ringed', left, top, Math.max(...xs) + 9 - left, Math.max(...ys) + 8 - top, 7);
}
