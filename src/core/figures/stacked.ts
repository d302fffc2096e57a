import type { StackedFigure } from '../figure.ts';
import { printable } from '../printable.ts';
import { AXIS, across, scale } from './axis.ts';
import { format } from './format.ts';
import { legend } from './legend.ts';
import { fitted, folded } from './lettering.ts';
import { type Layout, rect, type Scene, type Shape, text } from './scene.ts';
import { segment, type StateLook, stateLooks } from './states.ts';

const PLACES = {
  wide: { width: 760, left: 250, right: 690, row: 30, bar: 4, text: 19, indent: 12, ticks: 5 },
  narrow: { width: 320, left: 0, right: 320, row: 48, bar: 20, text: 14, indent: 0, ticks: 4 },
} as const;
const HEADING = 28;
const BAR = 22;

/** Bars of one length, divided by state. */
export function drawStacked(figure: StackedFigure, layout: Layout): Scene {
  const place = PLACES[layout];
  const looks = stateLooks(figure.states);
  const used = figure.states.flatMap((state, index) => {
    const look = looks[index];
    const some = figure.groups.some(({ rows }) => rows.some(({ counts }) => (counts[index] ?? 0) > 0));
    return some && look !== undefined
      ? [{ text: state.title, sign: (x: number, y: number) => segment(look, x, y, 18, 14) }]
      : [];
  });
  const above = legend(used, place.width, 0);
  const shapes: Shape[] = [...above.shapes];
  const x = scale([0, 1], place.left, place.right);
  let y = above.height + 6;
  const top = y;
  for (const { title, rows } of figure.groups) {
    if (title !== '') {
      shapes.push(text('strong', 0, y + 18, fitted(title, place.width, 13)));
      y += HEADING;
    }
    for (const row of rows) {
      shapes.push(...drawRow(figure, row, looks, place, y));
      y += place.row;
    }
  }
  const { left, right, width } = place;
  const axis = { scale: x, unit: 'share', label: figure.label, left, right, width, top, bottom: y } as const;
  return { width, height: y + AXIS, shapes: [...across({ ...axis, wanted: place.ticks }), ...shapes] };
}

type Row = StackedFigure['groups'][number]['rows'][number];

function drawRow(
  figure: StackedFigure,
  row: Row,
  looks: readonly StateLook[],
  place: (typeof PLACES)[Layout],
  y: number,
): Shape[] {
  const n = row.counts.reduce((sum, one) => sum + one, 0);
  const narrow = place.left === 0;
  const room = narrow ? 240 : place.left - place.indent - 10;
  const names = narrow ? [fitted(row.title, room, 13)] : folded(row.title, room, 13, 2);
  const first = y + place.text - (names.length - 1) * 7.5;
  const long = place.right - place.left;
  const [top, shapes] = [y + place.bar, [] as Shape[]];
  let x: number = place.left;
  for (const [index, count] of row.counts.entries()) {
    const look = looks[index];
    if (count === 0 || look === undefined) continue;
    const width = (count / n) * long;
    const [share, state] = [format('share')(count / n), figure.states[index]?.title ?? ''];
    // A hair of paper parts it from its neighbour.
    const parts = segment(look, x, top, Math.max(0.8, width - 1.5), BAR);
    if (width >= 30) parts.push(text(`onstate-${look.fill}`, x + width / 2, top + 15.5, String(count), 'middle'));
    shapes.push({
      shape: 'group',
      look: 'segment',
      title: printable(`${row.title}: ${state}: ${count} of ${n} (${share})`, 400),
      shapes: parts,
    });
    x += width;
  }
  if (n === 0)
    shapes.push(
      rect('cell-none', place.left, top, long, BAR),
      text('small', place.left + 8, top + 15, 'nothing was answered'),
    );
  return [
    ...names.map((one, index) => text('name', place.indent, first + index * 15, one)),
    ...shapes,
    text('small', place.width, y + place.text, `n = ${n}`, 'end'),
  ];
}
