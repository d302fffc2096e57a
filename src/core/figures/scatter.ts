import type { ScatterFigure } from '../figure.ts';
import { printable } from '../printable.ts';
import { AXIS, across, around, format, scale, type Scale, ticks } from './axis.ts';
import { legend, seriesLegend, symbol } from './legend.ts';
import { fitted, wide } from './lettering.ts';
import { type Layout, line, type Scene, type Shape, text } from './scene.ts';

const PLACES = {
  wide: { width: 760, left: 62, right: 740, height: 420, ticks: 5, room: 180 },
  narrow: { width: 320, left: 44, right: 312, height: 300, ticks: 3, room: 110 },
} as const;

/** Points with their intervals in both directions. Names stand where no other is; all are in the table. */
export function drawScatter(figure: ScatterFigure, layout: Layout): Scene {
  const place = PLACES[layout];
  const { left, right, width } = place;
  const above = figure.series.length > 1 ? legend(seriesLegend(figure.series), width, 0) : { shapes: [], height: 0 };
  const top = above.height + 24;
  const bottom = top + place.height;
  const x = scale(domainOf(figure, 'x'), left, right);
  const y = scale(domainOf(figure, 'y'), bottom, top);
  const lines = across({
    scale: x,
    unit: figure.x.unit,
    label: figure.x.label,
    left,
    right,
    width,
    top,
    bottom,
    wanted: place.ticks,
  });
  const boxes = new Boxes();
  const corners = cornersOf(figure, left, right, top, bottom, boxes);
  for (const { x: a, y: b } of figure.points) boxes.take(x.at(a.value) - 6, y.at(b.value) - 6, 12, 12);
  return {
    width,
    height: bottom + AXIS,
    shapes: [
      ...above.shapes,
      ...lines,
      ...upward(figure, y, left, right, place.ticks, top),
      ...(figure.diagonal === true ? [diagonal(x, y)] : []),
      ...corners,
      ...figure.points.map((point) => pointOf(figure, point, x, y)),
      ...figure.points.flatMap(({ title, x: a, y: b }) =>
        named(fitted(title, place.room, 12), x.at(a.value), y.at(b.value), [left, width], boxes),
      ),
    ],
  };
}

function domainOf({ points, ...axes }: ScatterFigure, side: 'x' | 'y'): readonly [number, number] {
  const { domain, unit } = axes[side];
  if (domain !== undefined) return domain;
  if (unit === 'share') return [0, 1];
  return around(
    points.flatMap((point) => [point[side].low, point[side].high]),
    points[0]?.[side].value ?? 0,
  );
}

function upward(
  { y: { unit, label } }: ScatterFigure,
  y: Scale,
  left: number,
  right: number,
  wanted: number,
  top: number,
): Shape[] {
  const say = format(unit);
  return [
    ...ticks(y.low, y.high, wanted).map(
      (tick): Shape => ({
        shape: 'group',
        look: 'tick',
        shapes: [
          line('tick-line', left, y.at(tick), right, y.at(tick)),
          text('small', left - 6, y.at(tick) + 4, say(tick), 'end'),
        ],
      }),
    ),
    text('small', 0, top - 10, `↑ ${printable(label, 80)}`),
  ];
}

/** Where both values are the same, as far as both axes reach. */
function diagonal(x: Scale, y: Scale): Shape {
  const [low, high] = [Math.max(x.low, y.low), Math.min(x.high, y.high)];
  return line('baseline', x.at(low), y.at(low), x.at(high), y.at(high));
}

type Point = ScatterFigure['points'][number];

function pointOf(
  { series, ...axes }: ScatterFigure,
  { title, series: of, x: a, y: b }: Point,
  x: Scale,
  y: Scale,
): Shape {
  const told = (['x', 'y'] as const).map((side) => {
    const [{ label, unit }, { value, low, high, n }] = [axes[side], side === 'x' ? a : b];
    const say = format(unit);
    return `${label} ${say(value)}, from ${say(low)} to ${say(high)}, of ${n}`;
  });
  return {
    shape: 'group',
    look: 'point',
    title: printable(`${title}${series.length > 1 ? ` (${series[of] ?? ''})` : ''}: ${told.join('; ')}`, 400),
    shapes: [
      line(`whisker-${of % 5}`, x.at(a.low), y.at(b.value), x.at(a.high), y.at(b.value)),
      line(`whisker-${of % 5}`, x.at(a.value), y.at(b.low), x.at(a.value), y.at(b.high)),
      symbol(of, x.at(a.value), y.at(b.value)),
    ],
  };
}

function cornersOf(
  { corners = {} }: ScatterFigure,
  left: number,
  right: number,
  top: number,
  bottom: number,
  boxes: Boxes,
): Shape[] {
  const room = (right - left) / 2 - 16;
  const put = (title: string | undefined, end: boolean, y: number): Shape[] => {
    if (title === undefined) return [];
    const words = fitted(title, room, 12);
    const at = end ? right - 8 : left + 8;
    boxes.take(end ? at - wide(words, 12) : at, y - 11, wide(words, 12), 15);
    return [text('corner', at, y, words, end ? 'end' : undefined)];
  };
  return [
    ...put(corners.topLeft, false, top + 16),
    ...put(corners.topRight, true, top + 16),
    ...put(corners.bottomLeft, false, bottom - 8),
    ...put(corners.bottomRight, true, bottom - 8),
  ];
}

/** Right of the point, left of it, above or below: where nothing else is written. */
function named(title: string, x: number, y: number, [least, most]: readonly [number, number], boxes: Boxes): Shape[] {
  const long = wide(title, 12);
  const tries = [
    [x + 9, y + 13],
    [x + 9, y - 6],
    [x - 9 - long, y + 13],
    [x - 9 - long, y - 6],
    [x - long / 2, y - 12],
    [x - long / 2, y + 20],
  ] as const;
  const free = tries.find(([at, down]) => at >= least && at + long <= most && boxes.isFree(at, down - 11, long, 14));
  if (free === undefined) return [];
  boxes.take(free[0], free[1] - 11, long, 14);
  return [text('label', free[0], free[1], title)];
}

/** What is taken of the plane. */
class Boxes {
  private readonly taken: (readonly [x: number, y: number, width: number, height: number])[] = [];

  take(x: number, y: number, width: number, height: number): void {
    this.taken.push([x, y, width, height]);
  }

  isFree(x: number, y: number, width: number, height: number): boolean {
    return !this.taken.some(([a, b, c, d]) => x < a + c && a < x + width && y < b + d && b < y + height);
  }
}
