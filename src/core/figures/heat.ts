import type { HeatCell, HeatFigure } from '../figure.ts';
import { printable } from '../printable.ts';
import { format } from './format.ts';
import { heatLegend } from './heat-legend.ts';
import { cross, markShapes, stepOf } from './heat-cell.ts';
import { fitted, folded, wide } from './lettering.ts';
import { type Layout, rect, type Scene, type Shape, text } from './scene.ts';

const PLACES = {
  wide: { width: 760, names: 300, indent: 12, cell: 92, row: 22, size: 13 },
  narrow: { width: 320, names: 118, indent: 4, cell: 60, row: 22, size: 12 },
} as const;
const HEADING = 28;
const LINE = 15;
/** Of names of columns that stand upright. */
const TALLEST = { wide: 230, narrow: 150 };

/** A cell for each row and column: the colour is the value, which stands in it where there is room. */
export function drawHeat(figure: HeatFigure, layout: Layout): Scene {
  const place = PLACES[layout];
  const columns = Math.max(1, figure.columns.length);
  const cell = Math.min(place.cell, (place.width - place.names) / columns);
  const heads = heading(figure, place.names, cell, TALLEST[layout]);
  const shapes: Shape[] = [...heads.shapes];
  let y = heads.height;
  for (const { title, rows } of figure.groups) {
    if (title !== '') {
      shapes.push(text('strong', 0, y + 18, fitted(title, place.width, 13)));
      y += HEADING;
    }
    for (const row of rows) {
      const lines = folded(row.title, place.names - place.indent - 6, place.size, layout === 'wide' ? 2 : 3);
      const height = Math.max(place.row, lines.length * LINE + 6);
      const first = y + height / 2 + 4.5 - ((lines.length - 1) * LINE) / 2;
      shapes.push(...lines.map((one, index) => text(nameLook(layout), place.indent, first + index * LINE, one)));
      for (const [index, one] of row.cells.entries()) {
        const column = figure.columns[index]?.title ?? '';
        shapes.push(...drawCell(figure, one, `${row.title}, ${column}`, place.names + index * cell, y, cell, height));
      }
      y += height;
    }
  }
  const below = heatLegend(figure, place.width, y + 14);
  return { width: place.width, height: y + 14 + below.height, shapes: [...shapes, ...below.shapes] };
}

const nameLook = (layout: Layout): string => (layout === 'wide' ? 'name' : 'name-small');

/** Names of columns: in one or two lines, else upright. */
function heading(
  { columns }: HeatFigure,
  left: number,
  cell: number,
  tallest: number,
): { shapes: Shape[]; height: number } {
  const room = cell - 6;
  const lines = columns.map(({ title }) => folded(title, room, 12, 2));
  const whole = lines.every(
    (parts, index) => parts.join('').replace(/\s/g, '') === printable(columns[index]?.title ?? '').replace(/\s/g, ''),
  );
  const middle = (index: number): number => left + (index + 0.5) * cell;
  if (whole) {
    const most = Math.max(1, ...lines.map((parts) => parts.length));
    const shapes = lines.flatMap((parts, index) =>
      parts.map((part, at) => text('head', middle(index), 14 + (most - parts.length + at) * 14, part, 'middle')),
    );
    return { shapes, height: most * 14 + 8 };
  }
  const height = Math.min(tallest, Math.max(...columns.map(({ title }) => wide(printable(title), 12)))) + 10;
  const shapes = columns.map(
    ({ title }, index): Shape => ({
      shape: 'text',
      look: 'head',
      x: middle(index) + 4,
      y: height - 6,
      upright: true,
      text: fitted(title, height - 10, 12),
    }),
  );
  return { shapes, height };
}

function drawCell(
  figure: HeatFigure,
  cell: HeatCell,
  where: string,
  x: number,
  y: number,
  width: number,
  height: number,
): Shape[] {
  const [left, top, across, down] = [x + 0.75, y + 0.75, width - 1.5, height - 1.5];
  const title = printable(`${where}: ${cellWords(figure, cell)}`, 400);
  const { value } = cell;
  if (value === undefined)
    return [
      {
        shape: 'group',
        look: 'cell',
        title,
        shapes: [rect('cell-none', left, top, across, down), cross(left, top, across, down)],
      },
    ];
  const step = stepOf(value, figure.unit);
  const number = numberIn(figure, value, width);
  return [
    {
      shape: 'group',
      look: 'cell',
      title,
      shapes: [
        rect(`fill-${step}`, left, top, across, down),
        ...markShapes(figure, cell, step, left, top, across, down),
        ...(number === undefined ? [] : [text(`on-${step}`, x + width / 2, y + height / 2 + 4, number, 'middle')]),
      ],
    },
  ];
}

/** The value as it fits: a cell without one still has its colour, and its row in the table. */
function numberIn({ unit }: HeatFigure, value: number, width: number): string | undefined {
  const whole = format(unit)(Math.round(value * 100) / 100);
  if (width >= 36) return whole;
  return width >= 24 ? whole.replace('%', '') : undefined;
}

/** All that is known of a cell, for one that points at it. */
function cellWords({ unit, marks }: HeatFigure, { value, low, high, n, missing = 0, ...cell }: HeatCell): string {
  const say = format(unit);
  return [
    value === undefined ? 'nothing could be judged' : say(value),
    ...(low === undefined || high === undefined ? [] : [`from ${say(low)} to ${say(high)}`]),
    `of ${n}`,
    ...(missing > 0 ? [`${missing} asked and not judged`] : []),
    ...(['ring', 'hatch', 'dot'] as const).flatMap((mark) => {
      const meaning = marks[mark];
      return cell[mark] === true && meaning !== undefined ? [meaning] : [];
    }),
  ].join(', ');
}
