import type { ScatterArea, ScatterFigure } from '../figure.ts';
import { printable } from '../printable.ts';
import { AXIS, across, reachOf, scale, type Scale, upward } from './axis.ts';
import { Boxes, named } from './boxes.ts';
import { format, told } from './format.ts';
import { legend, seriesLegend, symbol } from './legend.ts';
import { fitted, wide } from './lettering.ts';
import { type Layout, line, rect, type Scene, type Shape, text } from './scene.ts';

const PLACES = {
  wide: { width: 760, left: 62, right: 740, height: 420, ticks: 5, room: 230, rings: 3 },
  narrow: { width: 320, left: 44, right: 312, height: 300, ticks: 3, room: 110, rings: 1 },
} as const;

/** Points with their intervals in both directions. Names stand where no other is; all are in the table. */
export function drawScatter(figure: ScatterFigure, layout: Layout): Scene {
  const place = PLACES[layout];
  const { left, right, width } = place;
  const above = figure.series.length > 1 ? legend(seriesLegend(figure.series), width, 0) : { shapes: [], height: 0 };
  const top = above.height + 24;
  const bottom = top + place.height;
  const x = scaleOf(figure, 'x', left, right);
  const y = scaleOf(figure, 'y', bottom, top);
  const { unit, label } = figure.x;
  const boxes = new Boxes();
  const places = besideOneAnother(figure, x, y);
  for (const [at, down] of places) boxes.take(at - 6, down - 6, 12, 12);
  const corners = cornersOf(figure, left, right, top, bottom, boxes);
  const areas = (figure.areas ?? []).map((area) => areaOf(area, x, y, boxes));
  const bounds = [left, width, top, bottom] as const;
  return {
    width,
    height: bottom + AXIS,
    shapes: [
      ...above.shapes,
      ...areas.map(({ ground }) => ground),
      ...across({ scale: x, unit, label, left, right, width, top, bottom, wanted: place.ticks }),
      ...upward(y, figure.y, { left, right, top, wanted: place.ticks }),
      ...(figure.diagonal === true ? [diagonal(x, y)] : []),
      ...areas.flatMap(({ words }) => words),
      ...corners,
      ...figure.points.map((point, index) => pointOf(figure, point, x, y, places[index] ?? [0, 0])),
      ...figure.points.flatMap(({ title }, index) => {
        const [at, down] = places[index] ?? [0, 0];
        return named(fitted(title, place.room, 12), at, down, bounds, boxes, place.rings);
      }),
    ],
  };
}

/** Where points are drawn: those at one place side by side, so that none hides another. */
function besideOneAnother({ points }: ScatterFigure, x: Scale, y: Scale): (readonly [number, number])[] {
  const seen = new Map<string, number>();
  return points.map((point) => {
    const [at, down] = [x.at(point.x.value), y.at(point.y.value)];
    const key = `${at.toFixed(0)} ${down.toFixed(0)}`;
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return [at + 10 * before, down] as const;
  });
}

function scaleOf({ points, ...axes }: ScatterFigure, side: 'x' | 'y', from: number, to: number): Scale {
  const ends = points.flatMap((point) => [point[side].low, point[side].high]);
  return scale(reachOf(axes[side], ends), from, to, axes[side].log);
}

/** An area as far as the axes reach, its name where it has room for it and no point is. */
function areaOf({ title, tone, ...area }: ScatterArea, x: Scale, y: Scale, boxes: Boxes) {
  const [left, right] = [x.at(area.x.low ?? x.low), x.at(area.x.high ?? x.high)];
  const [top, bottom] = [y.at(area.y.high ?? y.high), y.at(area.y.low ?? y.low)];
  const ground: Shape = {
    shape: 'group',
    look: 'zone',
    title: printable(title, 200),
    shapes: [
      rect(`zone-${tone === 'strong' ? 's3' : 's1'}`, left, top, right - left, bottom - top),
      rect('zone-edge', left, top, right - left, bottom - top),
    ],
  };
  const words = fitted(title, Math.max(0, right - left - 12), 12);
  const long = wide(words, 12);
  const places = [bottom - 6, top + 15].flatMap((base) => [
    [left + 6, base] as const,
    [right - 6 - long, base] as const,
  ]);
  const free = places.find(([at, base]) => boxes.isFree(at, base - 11, long, 14));
  if (free === undefined || bottom - top < 18 || right - left < 40) return { ground, words: [] };
  boxes.take(free[0], free[1] - 11, long, 14);
  return { ground, words: [text('corner', free[0], free[1], words)] };
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
  [at, down]: readonly [number, number],
): Shape {
  const both = (['x', 'y'] as const).map((side) => {
    const [{ label, unit }, estimate] = [axes[side], side === 'x' ? a : b];
    return `${label} ${told(format(unit), estimate)}`;
  });
  return {
    shape: 'group',
    look: 'point',
    title: printable(`${title}${series.length > 1 ? ` (${series[of] ?? ''})` : ''}: ${both.join('; ')}`, 400),
    shapes: [
      line(`whisker-${of % 5}`, x.at(a.low), y.at(b.value), x.at(a.high), y.at(b.value)),
      line(`whisker-${of % 5}`, x.at(a.value), y.at(b.low), x.at(a.value), y.at(b.high)),
      symbol(of, at, down),
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
