import type { IntervalFigure } from '../figure.ts';
import { printable } from '../printable.ts';
import { AXIS, across, around, scale } from './axis.ts';
import { format } from './format.ts';
import { fitted } from './lettering.ts';
import { circle, type Layout, line, type Scene, type Shape, text } from './scene.ts';

/** Where things stand. `text` and `line` are of a row, from its top. */
const PLACES = {
  wide: { width: 760, left: 330, right: 610, row: 24, text: 16, line: 12, indent: 12, room: 306, ticks: 5 },
  narrow: { width: 320, left: 10, right: 310, row: 42, text: 14, line: 26, indent: 0, room: 150, ticks: 3 },
} as const;
const HEADING = 30;

/** Estimates as dots on their intervals, a row each, on one axis. The values stand beside it as text. */
export function drawIntervals(figure: IntervalFigure, layout: Layout): Scene {
  const place = PLACES[layout];
  const ends = figure.groups.flatMap(({ rows }) => rows.flatMap(({ low, high }) => [low, high]));
  const x = scale(figure.domain ?? around(ends, figure.baseline ?? 0), place.left, place.right);
  const say = format(figure.unit);
  const shapes: Shape[] = [];
  let y = 0;
  for (const { title, rows } of figure.groups) {
    if (title !== '') {
      shapes.push(text('strong', 0, y + 18, printable(title, 40)));
      y += HEADING;
    }
    for (const row of rows) {
      const on = y + place.line;
      const tail = { look: 'range', text: ` [${say(row.low)}, ${say(row.high)}]` };
      shapes.push({
        shape: 'group',
        look: 'interval',
        shapes: [
          text('name', place.indent, y + place.text, fitted(row.title, place.room, 13)),
          line('interval-line', x.at(row.low), on, x.at(row.high), on),
          circle('interval-dot', x.at(row.value), on, 4.5),
          {
            shape: 'text',
            look: 'name',
            x: place.width,
            y: y + place.text,
            anchor: 'end',
            text: say(row.value),
            tail,
          },
        ],
      });
      y += place.row;
    }
  }
  const { unit, label, baseline } = figure;
  const axis = { scale: x, unit, label, left: place.left, right: place.right, width: place.width, top: 0, bottom: y };
  const lines = across({ ...axis, wanted: place.ticks, ...(baseline === undefined ? {} : { baseline }) });
  return { width: place.width, height: y + AXIS, shapes: [...lines, ...shapes] };
}
