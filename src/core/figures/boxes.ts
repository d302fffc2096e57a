import { wide } from './lettering.ts';
import { line, type Shape, text } from './scene.ts';

/** What is taken of the plane. */
export class Boxes {
  private readonly taken: (readonly [x: number, y: number, width: number, height: number])[] = [];

  take(x: number, y: number, width: number, height: number): void {
    this.taken.push([x, y, width, height]);
  }

  isFree(x: number, y: number, width: number, height: number): boolean {
    return !this.taken.some(([a, b, c, d]) => x < a + c && a < x + width && y < b + d && b < y + height);
  }
}

/** Away from the point, in its eight directions, and how far: those beyond the first ring are joined to it by a line. */
const RINGS = [0, 14, 28] as const;

/**
 * The name of a point beside it or near it, where nothing else is written; none where there is no such place.
 * @param rings of RINGS, from the first on
 */
export function named(
  title: string,
  x: number,
  y: number,
  [left, right, top, bottom]: readonly [number, number, number, number],
  boxes: Boxes,
  rings: number,
): Shape[] {
  const long = wide(title, 12);
  for (const ring of RINGS.slice(0, rings)) {
    const tries = [
      [x + 9 + ring, y + 13 + ring],
      [x + 9 + ring, y - 6 - ring],
      [x - 9 - ring - long, y + 13 + ring],
      [x - 9 - ring - long, y - 6 - ring],
      [x - long / 2, y - 12 - ring],
      [x - long / 2, y + 20 + ring],
    ] as const;
    const free = tries.find(
      ([at, base]) =>
        at >= left &&
        at + long <= right &&
        base - 11 >= top &&
        base + 3 <= bottom &&
        boxes.isFree(at, base - 11, long, 14),
    );
    if (free === undefined) continue;
    const [at, base] = free;
    boxes.take(at, base - 11, long, 14);
    const near = Math.min(at + long, Math.max(at, x));
    return [
      ...(ring === 0 ? [] : [line('crossed', x, y, near, base < y ? base + 2 : base - 10)]),
      text('label', at, base, title),
    ];
  }
  return [];
}
