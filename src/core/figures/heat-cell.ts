import type { HeatCell, HeatFigure } from '../figure.ts';
import { circle, hatch, path, rect, type Shape } from './scene.ts';

/** Steps of a share, 0 to 10. Of a difference there are five each way: `c5` … `c1`, `0`, `w1` … `w5`. */
export function stepOf(value: number, unit: HeatFigure['unit']): string {
  if (unit === 'share') return `s${Math.round(Math.min(1, Math.max(0, value)) * 10)}`;
  const step = Math.min(5, Math.ceil(Math.abs(value) * 10 - 0.5));
  return step <= 0 ? 's0' : `${value < 0 ? 'c' : 'w'}${step}`;
}

/** The least and the most that a step of a difference stands for, in points: for its legend. */
export const POINT_STEPS = ['c5', 'c4', 'c3', 'c2', 'c1', 's0', 'w1', 'w2', 'w3', 'w4', 'w5'] as const;
export const SHARE_STEPS = Array.from({ length: 11 }, (_, step) => `s${step}`);

/** Hatching under, ring around, dot in the corner, and at the foot the part that was asked and not judged. */
export function markShapes(
  { marks }: Pick<HeatFigure, 'marks'>,
  { n, missing = 0, ...cell }: HeatCell,
  step: string,
  x: number,
  y: number,
  width: number,
  height: number,
): Shape[] {
  return [
    ...(cell.hatch === true && marks.hatch !== undefined ? [hatch(`lines-${step}`, x, y, width, height, 7)] : []),
    ...(cell.ring === true && marks.ring !== undefined
      ? [rect(`ring-${step}`, x + 1.5, y + 1.5, width - 3, height - 3, 3)]
      : []),
    ...(missing > 0 ? [rect(`missed-${step}`, x, y + height - 3.5, (width * missing) / (n + missing), 3.5)] : []),
    ...(cell.dot === true && marks.dot !== undefined ? [circle(`dot-${step}`, x + width - 5.5, y + 5.5, 2.4)] : []),
  ];
}

/** Crossed out. */
export function cross(x: number, y: number, width: number, height: number): Shape {
  const [inX, inY] = [Math.min(6, width / 4), Math.min(6, height / 4)];
  const one = path('crossed', [
    [x + inX, y + inY],
    [x + width - inX, y + height - inY],
  ]);
  const two = path('crossed', [
    [x + inX, y + height - inY],
    [x + width - inX, y + inY],
  ]);
  return { shape: 'group', look: 'cross', shapes: [one, two] };
}
