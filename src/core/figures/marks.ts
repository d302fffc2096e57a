import type { FigureMark } from '../figure-parts.ts';
import { apart } from './apart.ts';
import type { Scale } from './axis.ts';
import { line, rect, type Shape, text } from './scene.ts';

const LINE = 16;
/** Of a mark and its neighbours no more would be read. */
const MOST = 6;

/** A mark that nobody claims looks like it. */
export type Drawn = FigureMark & { readonly plain?: true };

/** Marks as lines and bands over a drawing, with their names above it: how much room these take, and the shapes for it. */
export function marked(
  marks: readonly Drawn[],
  x: Scale,
  width: number,
): { readonly height: number; shapes(top: number, bottom: number): { ground: Shape[]; front: Shape[] } } {
  const few = marks.slice(0, MOST);
  const middle = ({ low, high }: FigureMark): number => (x.at(low) + x.at(high)) / 2;
  const { placed, lines } = apart(
    few.map((mark) => ({ at: middle(mark), title: mark.title, size: 13.2 })),
    width,
  );
  const height = lines * LINE;
  return {
    height: height === 0 ? 0 : height + 6,
    shapes: (top, bottom) => ({
      ground: few
        .filter(({ low, high }) => low < high)
        .map(({ low, high }) => {
          const [from, to] = [x.at(low), x.at(high)];
          return rect('claimed-band', from, top + height, Math.max(1, to - from), bottom - top - height);
        }),
      // Words last: they keep clear of the lines behind them.
      front: [
        ...few.flatMap((mark, index): Shape[] => {
          const from = top + 15 + (placed[index]?.row ?? 0) * LINE;
          const { low, high } = mark;
          const look = mark.plain === true ? 'mark-event' : 'claimed-line';
          if (low === high) return [line(look, x.at(low), from, x.at(low), bottom)];
          return [low, high].map((end) => line(look, x.at(end), top + height, x.at(end), bottom));
        }),
        ...placed.map(({ words, x: at, end, row }, index) =>
          text(
            few[index]?.plain === true ? 'said-event' : 'said-claimed',
            at,
            top + 12 + row * LINE,
            words,
            end ? 'end' : undefined,
          ),
        ),
      ],
    }),
  };
}
