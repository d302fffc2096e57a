import { printable } from '../printable.ts';
import type { CurvePoint, CurvesFigure } from '../plots.ts';
import { AXIS, across, reachOf, scale, type Scale, upward } from './axis.ts';
import { Boxes, named } from './boxes.ts';
import { format } from './format.ts';
import { legend, symbol } from './legend.ts';
import { fitted } from './lettering.ts';
import { marked } from './marks.ts';
import { type Layout, line, path, type Scene, type Shape } from './scene.ts';

const PLACES = {
  wide: { width: 760, left: 72, right: 744, height: 320, across: 7, up: 5, room: 230, rings: 3 },
  narrow: { width: 320, left: 62, right: 312, height: 230, across: 3, up: 4, room: 110, rings: 1 },
} as const;

/** Height of the name of the upward axis: marks have theirs below it. */
const NAME = 20;

/** Lines with their bands in one plane; points that have names are marked. */
export function drawCurves(figure: CurvesFigure, layout: Layout): Scene {
  const place = PLACES[layout];
  const { left, right, width } = place;
  const points = figure.series.flatMap((one) => one.points);
  const reach = [...points.map((one) => one.x), ...figure.marks.flatMap(({ low, high }) => [low, high])];
  const x = scale(reachOf(figure.x, reach), left, right, figure.x.log);
  const above = legend(signs(figure), width, 0);
  const names = marked(figure.marks, x, width);
  const top = above.height + NAME + names.height + 6;
  const bottom = top + place.height;
  const ends = points.flatMap(({ y, low = y, high = y }) => [low, high]);
  const y = scale(reachOf(figure.y, ends), bottom, top, figure.y.log);
  const boxes = new Boxes();
  for (const series of figure.series) occupy(series.points, x, y, series.steps === true, boxes);
  const { ground, front } = names.shapes(above.height + NAME, bottom);
  const { unit, label } = figure.x;
  const bounds = [left + 2, width, top - 4, bottom] as const;
  return {
    width,
    height: bottom + AXIS,
    shapes: [
      ...above.shapes,
      ...across({ scale: x, unit, label, left, right, width, top, bottom, wanted: place.across }),
      ...upward(y, figure.y, { left, right, top: above.height + 24, wanted: place.up }),
      ...ground,
      ...figure.series.map((series, index) => drawSeries(figure, series, index, x, y)),
      ...front,
      ...points.flatMap((point, index) =>
        point.title === undefined || points.findIndex((one) => isSame(one, point)) < index
          ? []
          : named(fitted(point.title, place.room, 12), x.at(point.x), y.at(point.y), bounds, boxes, place.rings),
      ),
    ],
  };
}

/** Lines that meet in a point name it once. */
const isSame = (a: CurvePoint, b: CurvePoint): boolean => a.title === b.title && a.x === b.x && a.y === b.y;

const signs = ({ series }: CurvesFigure) =>
  series.length < 2
    ? []
    : series.map(({ title, points }, index) => ({
        text: title,
        sign: (x: number, y: number): Shape[] => [
          line(`curve-${index % 5}`, x, y + 7, x + 18, y + 7),
          ...(points.some((point) => point.title !== undefined) ? [symbol(index, x + 9, y + 7)] : []),
        ],
      }));

type Series = CurvesFigure['series'][number];

/** Where a line turns: a step goes to the next point's x first. */
function corners(points: readonly CurvePoint[], steps: boolean, of: (point: CurvePoint) => number) {
  return points.flatMap((point, index): (readonly [number, number])[] => {
    const before = points[index - 1];
    return steps && before !== undefined
      ? [
          [point.x, of(before)],
          [point.x, of(point)],
        ]
      : [[point.x, of(point)]];
  });
}

/** Names of points stand clear of lines. */
function occupy(points: readonly CurvePoint[], x: Scale, y: Scale, steps: boolean, boxes: Boxes): void {
  const turns = corners(points, steps, (point) => point.y).map(([a, b]) => [x.at(a), y.at(b)] as const);
  for (const point of points) if (point.title !== undefined) boxes.take(x.at(point.x) - 6, y.at(point.y) - 6, 12, 12);
  for (const [index, [a, b]] of turns.entries()) {
    const [c, d] = turns[index + 1] ?? [a, b];
    const parts = Math.min(200, Math.ceil(Math.hypot(c - a, d - b) / 6));
    for (let part = 0; part <= parts; part++) {
      const share = parts === 0 ? 0 : part / parts;
      boxes.take(a + (c - a) * share - 2, b + (d - b) * share - 2, 4, 4);
    }
  }
}

function drawSeries(
  figure: CurvesFigure,
  { title, points, steps = false }: Series,
  index: number,
  x: Scale,
  y: Scale,
): Shape {
  const put = (all: readonly (readonly [number, number])[]) => all.map(([a, b]) => [x.at(a), y.at(b)] as const);
  const banded = points.some(({ low, high }) => low !== undefined && high !== undefined);
  const band = [
    ...put(corners(points, steps, ({ y: value, high = value }) => high)),
    ...put(corners(points, steps, ({ y: value, low = value }) => low)).toReversed(),
  ];
  const [say, tell] = [format(figure.x.unit), format(figure.y.unit)];
  return {
    shape: 'group',
    look: 'line',
    title: printable(title, 200),
    shapes: [
      ...(banded ? [path(`band-${index % 5}`, band, true)] : []),
      ...(points.length > 1 ? [path(`curve-${index % 5}`, put(corners(points, steps, (point) => point.y)))] : []),
      ...points
        .filter((point) => point.title !== undefined)
        .map(
          (point): Shape => ({
            shape: 'group',
            look: 'point',
            title: printable(`${point.title ?? ''}: ${tell(point.y)} at ${say(point.x)}`, 300),
            shapes: [symbol(index, x.at(point.x), y.at(point.y))],
          }),
        ),
    ],
  };
}
