import { folded, wide } from './lettering.ts';
import { circle, path, type Shape, text } from './scene.ts';

export interface LegendItem {
  readonly text: string;
  /** The sign, in a box 18 wide and 14 high at this place. */
  readonly sign: (x: number, y: number) => readonly Shape[];
}

const SIGN = 24;
const LINE = 20;

/** Signs with their meanings, in as many lines as they take. */
export function legend(items: readonly LegendItem[], width: number, top: number): { shapes: Shape[]; height: number } {
  const shapes: Shape[] = [];
  let x = 0;
  let y = top;
  for (const item of items) {
    const lines = folded(item.text, width - SIGN, 12, 3);
    const taken = SIGN + Math.max(...lines.map((one) => wide(one, 12)));
    if (x > 0 && x + taken > width) {
      x = 0;
      y += LINE;
    }
    shapes.push(...item.sign(x, y), ...lines.map((one, index) => text('small', x + SIGN, y + 11 + 15 * index, one)));
    if (lines.length > 1) {
      x = 0;
      y += LINE + 15 * (lines.length - 1);
    } else x += taken + 16;
  }
  return { shapes, height: items.length === 0 ? 0 : y - top + (x === 0 ? 0 : LINE) };
}

/** The point of a series: each has a shape of its own beside its colour. */
export function symbol(series: number, x: number, y: number): Shape {
  const look = `series-${series % 5}`;
  const at = (...offsets: readonly (readonly [number, number])[]): Shape =>
    path(
      look,
      offsets.map(([dx, dy]) => [x + dx, y + dy] as const),
      true,
    );
  switch (series % 5) {
    case 0:
      return circle(look, x, y, 4.5);
    case 1:
      return at([-4, -4], [4, -4], [4, 4], [-4, 4]);
    case 2:
      return at([0, -5.8], [5.8, 0], [0, 5.8], [-5.8, 0]);
    case 3:
      return at([0, -5.4], [5.2, 4], [-5.2, 4]);
    default:
      return at([0, 5.4], [5.2, -4], [-5.2, -4]);
  }
}

export const seriesLegend = (series: readonly string[]): LegendItem[] =>
  series.map((name, index) => ({ text: name, sign: (x, y) => [symbol(index, x + 9, y + 7)] }));
