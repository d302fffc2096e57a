import type { StackTone } from '../figure.ts';
import { hatch, rect, type Shape } from './scene.ts';

export interface StateLook {
  readonly fill: string;
  readonly shade: number;
}

/** States of one tone: plain, slanted one way, the other way, both ways. */
export function stateLooks(states: readonly { readonly tone: StackTone }[]): readonly StateLook[] {
  const seen = new Map<string, number>();
  return states.map(({ tone }) => {
    const shade = Math.min(3, seen.get(tone) ?? 0);
    seen.set(tone, shade + 1);
    return { fill: `${tone}-${shade}`, shade };
  });
}

/** A part of a bar. */
export function segment({ fill, shade }: StateLook, x: number, y: number, width: number, height: number): Shape[] {
  return [
    rect(`state-${fill}`, x, y, width, height),
    ...(shade === 1 || shade === 3 ? [hatch(`texture-${fill}`, x, y, width, height, 7)] : []),
    ...(shade >= 2 ? [hatch(`texture-${fill}`, x, y, width, height, 7, false)] : []),
  ];
}
