import { printable } from '../printable.ts';
import type { TornadoFigure } from '../plots.ts';
import { AXIS, across, reachOf, scale, type Scale } from './axis.ts';
import { format } from './format.ts';
import { legend } from './legend.ts';
import { fitted, folded } from './lettering.ts';
import { marked } from './marks.ts';
import { type Layout, line, rect, type Scene, type Shape, text } from './scene.ts';

/** `room`: beside the longest bar, for the value of the input. `first`: of the bars of a row, from its top. */
const PLACES = {
  wide: { width: 760, left: 190, right: 750, names: 178, room: 150, first: 6, ticks: 5 },
  narrow: { width: 320, left: 4, right: 316, names: 316, room: 96, first: 22, ticks: 3 },
} as const;
const BAR = 11;
const STEP = 14;

/** Two bars for each input, from the middle to what the result becomes at either end, with the input's value beside them. */
export function drawTornado(figure: TornadoFigure, layout: Layout): Scene {
  const place = PLACES[layout];
  const { axis, centre } = figure;
  const { left, right, width } = place;
  const results = figure.rows.flatMap(({ from, to }) => [from.result, to.result]);
  const marks = [
    { title: `all in the middle: ${format(axis.unit)(centre)}`, low: centre, high: centre, plain: true as const },
  ];
  const claimed = figure.marks;
  const values = [...results, ...claimed.flatMap(({ low, high }) => [low, high]), centre];
  const inner = scale(reachOf(axis, values), left + place.room, right - place.room, axis.log);
  const x = widened(inner, left, right, place.room);
  const above = legend(
    figure.ends.map((end, index) => ({
      text: end,
      sign: (at: number, y: number) => [rect(`bar-${index}`, at, y + 2, 18, BAR)],
    })),
    width,
    0,
  );
  const names = marked([...marks, ...claimed], x, width);
  const top = above.height + names.height + 4;
  let y = top;
  const rows: Shape[] = [];
  const words: Shape[] = [];
  for (const row of figure.rows) {
    const drawn = drawRow(figure, row, place, x, y);
    rows.push(...drawn.shapes);
    words.push(...drawn.words);
    y += place.first + 2 * STEP + 6;
  }
  const { ground, front } = names.shapes(above.height, y);
  const { unit, label } = axis;
  const lines = across({ scale: x, unit, label, left, right, width, top, bottom: y, wanted: place.ticks });
  return { width, height: y + AXIS, shapes: [...above.shapes, ...lines, ...ground, ...rows, ...front, ...words] };
}

/** The same scale over its margins too, so that the axis does not end where bars do. */
function widened({ low, high, log }: Scale, left: number, right: number, room: number): Scale {
  const share = room / (right - left - 2 * room);
  if (log) {
    const factor = (high / low) ** share;
    return scale([low / factor, high * factor], left, right, true);
  }
  const more = (high - low) * share;
  return scale([low - more, high + more], left, right);
}

function drawRow(
  { axis, centre }: TornadoFigure,
  { title, from, to }: TornadoFigure['rows'][number],
  place: (typeof PLACES)[Layout],
  x: Scale,
  top: number,
): { shapes: Shape[]; words: Shape[] } {
  const say = format(axis.unit);
  const narrow = place.first > STEP;
  const lines = narrow ? [fitted(title, place.names, 13)] : folded(title, place.names, 13, 2);
  const first = narrow ? top + 14 : top + 6 + STEP + 4 - (lines.length - 1) * 7.5;
  const middle = x.at(centre);
  const shapes: Shape[] = lines.map((one, index) => text('name', 0, first + index * 15, one));
  const words: Shape[] = [];
  const bars: Shape[] = [];
  for (const [index, { input, result }] of [from, to].entries()) {
    const [end, y] = [x.at(result), top + place.first + index * STEP];
    const leftward = end < middle;
    const said = narrow ? input : `${input}: ${say(result)}`;
    bars.push(rect(`bar-${index}`, Math.min(end, middle), y, Math.max(0.8, Math.abs(end - middle)), BAR));
    const at = leftward ? end - 5 : end + 5;
    words.push(text('label', at, y + 9.5, fitted(said, place.room - 8, 12), leftward ? 'end' : undefined));
  }
  const told = `${say(from.result)} at ${from.input}, ${say(to.result)} at ${to.input}; ${say(centre)} in the middle`;
  const foot = top + place.first + 2 * STEP + 3;
  shapes.push(
    { shape: 'group', look: 'swing', title: printable(`${title}: ${told}`, 400), shapes: bars },
    line('tick-line', 0, foot, place.width, foot),
  );
  // Words last: they keep clear of the lines that cross them.
  return { shapes, words };
}
