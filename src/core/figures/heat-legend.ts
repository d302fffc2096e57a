import type { HeatFigure } from '../figure.ts';
import { cross, markShapes, POINT_STEPS, SHARE_STEPS } from './heat-cell.ts';
import { legend } from './legend.ts';
import { folded } from './lettering.ts';
import { rect, type Shape, text } from './scene.ts';

const RAMP = 20;

/** What colours and marks mean; only of what the figure holds. */
export function heatLegend(figure: HeatFigure, width: number, top: number): { shapes: Shape[]; height: number } {
  const steps = figure.unit === 'share' ? SHARE_STEPS : POINT_STEPS;
  const ends = figure.unit === 'share' ? ['0%', '100%'] : ['−50 or less', '+50 or more'];
  const label = folded(figure.label, width, 12, 4);
  const ramp = top + label.length * 15 + 2;
  const right = RAMP * steps.length;
  const colours = [
    ...label.map((one, index) => text('small', 0, top + 11 + index * 15, one)),
    ...steps.map((step, index) => rect(`fill-${step}`, index * RAMP, ramp, RAMP, 12)),
    text('small', 0, ramp + 26, ends[0] ?? ''),
    text('small', right, ramp + 26, ends[1] ?? '', 'end'),
  ];
  const signs = legend(signsOf(figure), width, ramp + 38);
  return { shapes: [...colours, ...signs.shapes], height: ramp + 38 + signs.height - top };
}

function signsOf({ groups, marks }: HeatFigure) {
  const cells = groups.flatMap(({ rows }) => rows.flatMap((row) => row.cells));
  const sample = (step: string, cell: object) => (x: number, y: number) => [
    rect(`fill-${step}`, x, y, 18, 14),
    ...markShapes({ marks }, { n: 1, ...cell }, step, x, y, 18, 14),
  ];
  return [
    ...(['ring', 'hatch', 'dot'] as const).flatMap((mark) => {
      const meaning = marks[mark];
      if (meaning === undefined || !cells.some((cell) => cell[mark] === true)) return [];
      return [{ text: meaning, sign: sample('s1', { [mark]: true }) }];
    }),
    ...(cells.some(({ missing = 0 }) => missing > 0)
      ? [{ text: 'the part that was asked and not judged', sign: sample('s1', { missing: 1 }) }]
      : []),
    ...(cells.some(({ value }) => value === undefined)
      ? [
          {
            text: 'nothing could be judged',
            sign: (x: number, y: number) => [rect('cell-none', x, y, 18, 14), cross(x, y, 18, 14)],
          },
        ]
      : []),
  ];
}
