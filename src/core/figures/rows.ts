import type { FigureAxis, FigureMark } from '../figure-parts.ts';
import { AXIS, across, type Scale } from './axis.ts';
import { type LegendItem, legend } from './legend.ts';
import { fitted } from './lettering.ts';
import { marked } from './marks.ts';
import { type Scene, type Shape, text } from './scene.ts';

interface Grouped<R> {
  readonly axis: Omit<FigureAxis, 'log'>;
  readonly marks: readonly FigureMark[];
  readonly groups: readonly { readonly title: string; readonly rows: readonly R[] }[];
}

interface Place {
  readonly width: number;
  readonly left: number;
  readonly right: number;
  /** Height of a row. */
  readonly row: number;
  readonly ticks: number;
}

const HEADING = 28;
/** Bold letters of 13 take the room of larger ones. */
const STRONG = 14.5;

/** Rows under the titles of their groups, over one axis, with marks through all of them. @param drawn a row, at its top */
export function drawRows<R>(
  { axis, marks, groups }: Grouped<R>,
  { width, left, right, row: height, ticks }: Place,
  x: Scale,
  signs: readonly LegendItem[],
  drawn: (row: R, top: number) => readonly Shape[],
): Scene {
  const above = legend(signs, width, 0);
  const names = marked(marks, x, width);
  const top = above.height + names.height + 4;
  let y = top;
  const shapes: Shape[] = [];
  for (const { title, rows } of groups) {
    if (title !== '') {
      shapes.push(text('strong', 0, y + 18, fitted(title, width, STRONG)));
      y += HEADING;
    }
    for (const row of rows) {
      shapes.push(...drawn(row, y));
      y += height;
    }
  }
  const { ground, front } = names.shapes(above.height, y);
  const { unit, label } = axis;
  const lines = across({ scale: x, unit, label, left, right, width, top, bottom: y, wanted: ticks });
  return { width, height: y + AXIS, shapes: [...above.shapes, ...lines, ...ground, ...shapes, ...front] };
}
