import { printable } from '../printable.ts';
import type { HistogramFigure, HistogramPanel } from '../plots.ts';
import { AXIS, across, reachOf, scale, type Scale } from './axis.ts';
import { format } from './format.ts';
import { legend } from './legend.ts';
import { fitted, folded } from './lettering.ts';
import { marked } from './marks.ts';
import { circle, type Layout, line, rect, type Scene, type Shape, text } from './scene.ts';

const PLACES = {
  wide: { width: 760, left: 12, right: 748, height: 110, ticks: 8 },
  narrow: { width: 320, left: 8, right: 312, height: 84, ticks: 4 },
} as const;
const LINE = 15;

/** Panels one below the other on one axis, the highest bar of each as high as the others', with the interval and the median below. */
export function drawHistogram(figure: HistogramFigure, layout: Layout): Scene {
  const place = PLACES[layout];
  const { left, right, width } = place;
  const { axis, marks } = figure;
  const ends = [
    ...figure.panels.flatMap(({ edges, low, high }) => [edges[0] ?? low, edges.at(-1) ?? high, low, high]),
    ...marks.flatMap(({ low, high }) => [low, high]),
  ];
  const x = scale(reachOf(axis, ends), left, right, axis.log);
  const above = legend(signs(figure), width, 0);
  const names = marked(marks, x, width);
  let y = above.height + names.height + 6;
  const panels: Shape[] = [];
  const words: Shape[] = [];
  for (const panel of figure.panels) {
    const drawn = drawPanel(figure, panel, place, x, y);
    panels.push(...drawn.shapes);
    words.push(...drawn.words);
    y += drawn.height;
  }
  const { ground, front } = names.shapes(above.height, y);
  const { unit, label } = axis;
  const top = above.height + names.height;
  return {
    width,
    height: y + AXIS,
    shapes: [
      ...above.shapes,
      ...across({ scale: x, unit, label, left, right, width, top, bottom: y, wanted: place.ticks }),
      ...ground,
      ...panels,
      ...front,
      ...words,
    ],
  };
}

const percent = (share: number): string => `${Math.round(share * 1000) / 10}`;

const central = (level: number): string => `${percent((1 - level) / 2)} to ${percent((1 + level) / 2)} %`;

function signs({ level }: HistogramFigure) {
  return [
    {
      text: `${central(level)} of the draws, and their median`,
      sign: (x: number, y: number): Shape[] => [
        rect('shown', x, y, 18, 9),
        line('interval-line', x, y + 12, x + 18, y + 12),
        circle('interval-dot', x + 9, y + 12, 3.5),
      ],
    },
    { text: 'draws beyond', sign: (x: number, y: number): Shape[] => [rect('beyond', x, y, 18, 14)] },
  ];
}

function drawPanel(
  { axis, level }: HistogramFigure,
  panel: HistogramPanel,
  place: (typeof PLACES)[Layout],
  x: Scale,
  top: number,
): { shapes: Shape[]; words: Shape[]; height: number } {
  const { left, right, width } = place;
  const say = format(axis.unit);
  const numbers = `median ${say(panel.median)}, ${central(level)}: ${say(panel.low)} to ${say(panel.high)}`;
  const words = folded(`${numbers}${panel.remark === undefined ? '' : `; ${panel.remark}`}`, width - 2 * left, 12, 3);
  const ground = top + 26 + words.length * LINE + place.height;
  const most = panel.counts.reduce((all, one) => Math.max(all, one), 1);
  return {
    height: ground + 22 - top,
    shapes: [
      {
        shape: 'group',
        look: 'bins',
        title: printable(`${panel.title}: ${words.join(' ')}`, 400),
        shapes: panel.counts.flatMap((count, index) => {
          const [from, to] = [panel.edges[index] ?? 0, panel.edges[index + 1] ?? 0];
          return cutAt(from, to, panel).map(({ low, high, within }) => {
            const [start, end] = [x.at(low), x.at(high)];
            const tall = (count / most) * place.height;
            // A hair of paper parts a bar from its neighbour.
            const gap = high === to && end - start > 2 ? 0.6 : 0;
            return rect(within ? 'shown' : 'beyond', start, ground - tall, end - start - gap, tall);
          });
        }),
      },
      line('ground', left, ground, right, ground),
      line('interval-line', x.at(panel.low), ground + 8, x.at(panel.high), ground + 8),
      circle('interval-dot', x.at(panel.median), ground + 8, 4.5),
    ],
    // Drawn last: they keep clear of the lines that cross them.
    words: [
      text('panel-head', left, top + 16, fitted(panel.title, width - 2 * left, 13)),
      ...words.map((one, index) => text('label', left, top + 32 + index * LINE, one)),
    ],
  };
}

/** The parts of a bar within the interval and beyond it. */
function cutAt(from: number, to: number, { low, high }: HistogramPanel) {
  const ends = [from, ...[low, high].filter((end) => end > from && end < to), to];
  return ends.slice(0, -1).map((start, index) => {
    const end = ends[index + 1] ?? to;
    return { low: start, high: end, within: start >= low && end <= high };
  });
}
