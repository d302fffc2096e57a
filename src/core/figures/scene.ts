/**
 * A drawing as shapes, in units of itself. A page draws it with its own style sheet, a file with colours of its own: what a
 * shape looks like is a name. Texts are safe to print, and still need escaping where markup is written.
 */
export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

/** `wide`: names beside values, as on paper. `narrow`: for the width of a hand. */
export type Layout = 'wide' | 'narrow';

export type Shape =
  | (Rect & { readonly shape: 'rect' })
  | (Line & { readonly shape: 'line' })
  | (Circle & { readonly shape: 'circle' })
  | { readonly shape: 'path'; readonly look: string; readonly d: string }
  | (Label & { readonly shape: 'text' })
  | {
      readonly shape: 'group';
      readonly look: string /** Said where one points at it. */;
      readonly title?: string;
      readonly shapes: readonly Shape[];
    };

interface Rect {
  readonly look: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly rx?: number;
}

interface Line {
  readonly look: string;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

interface Circle {
  readonly look: string;
  readonly cx: number;
  readonly cy: number;
  readonly r: number;
}

interface Label {
  readonly look: string;
  readonly x: number;
  readonly y: number;
  readonly anchor?: 'middle' | 'end';
  readonly text: string;
  /** Set behind it, in another look. */
  readonly tail?: { readonly look: string; readonly text: string };
  /** Written upwards. */
  readonly upright?: boolean;
}

/** Tenths of a unit are finer than anybody sees. */
const tenth = (value: number): number => Math.round(value * 10) / 10;

export function rect(look: string, x: number, y: number, width: number, height: number, rx?: number): Shape {
  const size = { x: tenth(x), y: tenth(y), width: tenth(Math.max(0, width)), height: tenth(Math.max(0, height)) };
  return { shape: 'rect', look, ...size, ...(rx === undefined ? {} : { rx }) };
}

export function line(look: string, x1: number, y1: number, x2: number, y2: number): Shape {
  return { shape: 'line', look, x1: tenth(x1), y1: tenth(y1), x2: tenth(x2), y2: tenth(y2) };
}

export function circle(look: string, cx: number, cy: number, r: number): Shape {
  return { shape: 'circle', look, cx: tenth(cx), cy: tenth(cy), r };
}

export function text(look: string, x: number, y: number, content: string, anchor?: 'middle' | 'end'): Shape {
  return { shape: 'text', look, x: tenth(x), y: tenth(y), text: content, ...(anchor === undefined ? {} : { anchor }) };
}

/** Points as a line, from each to the next. */
export function path(look: string, points: readonly (readonly [x: number, y: number])[], closed = false): Shape {
  const d = points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${tenth(x)} ${tenth(y)}`).join('');
  return { shape: 'path', look, d: closed ? `${d}Z` : d };
}

/** Slanted lines across a rectangle: `up` rises to the right. */
export function hatch(
  look: string,
  x: number,
  y: number,
  width: number,
  height: number,
  gap: number,
  up = true,
): Shape {
  let d = '';
  for (let at = gap / 2; at < width + height; at += gap) {
    // The line on which the distance from left and top adds up to `at`, cut at the rectangle.
    const [fromX, fromY] = at <= height ? [0, at] : [at - height, height];
    const [toX, toY] = at <= width ? [at, 0] : [width, at - width];
    const put = (dx: number, dy: number): string => `${tenth(x + dx)} ${tenth(y + (up ? dy : height - dy))}`;
    d += `M${put(fromX, fromY)}L${put(toX, toY)}`;
  }
  return { shape: 'path', look, d };
}
