import type { TimelineFigure } from '../figure.ts';
import { printable } from '../printable.ts';
import { AXIS, scale, type Scale } from './axis.ts';
import { ticks } from './ticks.ts';
import { legend } from './legend.ts';
import { apart } from './apart.ts';
import { fitted } from './lettering.ts';
import { type Layout, line, path, rect, type Scene, type Shape, text } from './scene.ts';

const PLACES = {
  wide: { width: 760, left: 62, right: 740, height: 110, across: 6, up: 3 },
  narrow: { width: 320, left: 48, right: 312, height: 90, across: 3, up: 2 },
} as const;
const HEADING = 26;
const LINE = 16;
/** Steps that are drawn: more lie closer together than a point. */
const MOST_STEPS = 1000;

/** What could be seen, lane by lane, on one axis of time and one scale. */
export function drawTimeline(figure: TimelineFigure, layout: Layout): Scene {
  const place = PLACES[layout];
  const { left, right, width } = place;
  const times = figure.lanes.flatMap(({ steps, marks }) => [...steps, ...marks].map(({ at }) => at));
  const last = times.reduce((most, one) => Math.max(most, one), 1) * 1.04;
  const most = figure.lanes.reduce(
    (all, { steps }) => steps.reduce((high, one) => Math.max(high, one.characters), all),
    1,
  );
  const x = scale([0, last], left, right);
  const above = legend(signs(figure), width, 0);
  const shapes: Shape[] = [...above.shapes, text('small', 0, above.height + 18, `↑ ${printable(figure.label, 80)}`)];
  let y = above.height + 26;
  for (const lane of figure.lanes) {
    const drawn = drawLane(lane, place, x, most, y);
    shapes.push(...drawn.shapes);
    y += drawn.height;
  }
  const unit = last >= 10_000 ? 1000 : 1;
  const foot = ticks(0, last / unit, place.across).flatMap((tick) => [
    text('small', x.at(tick * unit), y + 12, tick.toLocaleString('en-US'), 'middle'),
  ]);
  const label = text(
    'small',
    (left + right) / 2,
    y + 32,
    `${unit === 1 ? 'milliseconds' : 'seconds'} from the request`,
    'middle',
  );
  return { width, height: y + AXIS, shapes: [...shapes, ...foot, label] };
}

function signs({ lanes }: TimelineFigure) {
  const reasons = lanes.some(({ steps }) => steps.some(({ reasoning = 0 }) => reasoning > 0));
  const tones = new Set(lanes.flatMap(({ marks }) => marks.map(({ tone }) => tone)));
  return [
    { text: 'answer', sign: (x: number, y: number) => [rect('shown', x, y, 18, 14)] },
    ...(reasons ? [{ text: 'reasoning', sign: (x: number, y: number) => [rect('reasoned', x, y, 18, 14)] }] : []),
    ...(tones.has('event')
      ? [{ text: 'event', sign: (x: number, y: number) => [line('mark-event', x + 9, y, x + 9, y + 14)] }]
      : []),
    ...(tones.has('loss')
      ? [
          {
            text: 'taken away, or ended from outside',
            sign: (x: number, y: number) => [line('mark-loss', x + 9, y, x + 9, y + 14)],
          },
        ]
      : []),
  ];
}

type Lane = TimelineFigure['lanes'][number];

function drawLane(
  { title, steps: all, marks }: Lane,
  place: (typeof PLACES)[Layout],
  x: Scale,
  most: number,
  top: number,
) {
  const { left, right, width, height, up } = place;
  const labels = lettered(marks, x, width);
  const from = top + HEADING + labels.lines * LINE + 4;
  const to = from + height;
  const y = scale([0, most], to, from);
  const steps = thinned(all);
  const outline = (of: (step: Lane['steps'][number]) => number): (readonly [number, number])[] => {
    const points: (readonly [number, number])[] = [[x.at(0), y.at(0)]];
    let before = 0;
    for (const step of steps) {
      points.push([x.at(step.at), y.at(before)], [x.at(step.at), y.at(of(step))]);
      before = of(step);
    }
    return [...points, [x.at(x.high), y.at(before)], [x.at(x.high), y.at(0)]];
  };
  const seen = outline(({ characters }) => characters);
  const shapes: Shape[] = [
    text('strong', 0, top + 18, fitted(title, width, 13)),
    ...ticks(0, most, up).map(
      (tick): Shape => ({
        shape: 'group',
        look: 'tick',
        shapes: [
          line('tick-line', left, y.at(tick), right, y.at(tick)),
          text('small', left - 6, y.at(tick) + 4, tick.toLocaleString('en-US'), 'end'),
        ],
      }),
    ),
    path('shown', seen, true),
    ...(steps.some(({ reasoning = 0 }) => reasoning > 0)
      ? [
          path(
            'reasoned',
            outline(({ reasoning = 0 }) => reasoning),
            true,
          ),
        ]
      : []),
    path('seen-line', seen.slice(0, -1)),
    ...labels.all.map(({ mark, base }) => line(`mark-${mark.tone}`, x.at(mark.at), top + base + 3, x.at(mark.at), to)),
    ...labels.all.map(({ mark, base, x: at, end, words }) =>
      text(`said-${mark.tone}`, at, top + base, words, end ? 'end' : undefined),
    ),
  ];
  return { shapes, height: to - top + 16 };
}

/** Words of marks; those of the right half end at their mark. */
function lettered(marks: Lane['marks'], x: Scale, width: number) {
  const few = marks.slice(0, 12);
  // The bold face is wider by a tenth.
  const asked = few.map((mark) => ({
    at: x.at(mark.at),
    title: mark.title,
    size: mark.tone === 'loss' ? 13.2 : 12,
  }));
  const { placed, lines } = apart(asked, width);
  const all = few.flatMap((mark, index) => {
    const one = placed[index];
    return one === undefined ? [] : [{ ...one, mark, base: HEADING + 12 + one.row * LINE }];
  });
  return { all, lines };
}

/** Every so many steps, and each that loses something with the one before it. */
function thinned(steps: Lane['steps']): Lane['steps'] {
  const every = Math.ceil(steps.length / MOST_STEPS);
  if (every <= 1) return steps;
  return steps.filter((step, index) => {
    const falls = (one: typeof step | undefined, before: typeof step | undefined) =>
      one !== undefined && before !== undefined && one.characters < before.characters;
    return (
      index % every === 0 ||
      index === steps.length - 1 ||
      falls(step, steps[index - 1]) ||
      falls(steps[index + 1], step)
    );
  });
}
