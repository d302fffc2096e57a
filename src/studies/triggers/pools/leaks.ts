import { UsageError } from '../../../core/errors.ts';
import type { Pool } from '../pool.ts';
import type { Asking } from '../question.ts';
import { saidIn } from '../search/ask-pairs.ts';
import { type Frame, FRAMES, RAW } from './frames.ts';

/** @throws UsageError where there is no such frame */
export function framesOf(names: readonly string[]): readonly Frame[] {
  return names.flatMap((name) => {
    const frames = Object.hasOwn(FRAMES, name) ? FRAMES[name] : undefined;
    if (frames === undefined)
      throw new UsageError(`triggers.frames: there is no frame ${name}, but ${Object.keys(FRAMES).join(', ')}`);
    return frames;
  });
}

/** Of further frames, this part of what the bare template is asked. */
const PART = 5;

/** Conversations from each opening of the bare template, where `most` are asked in all. */
export const openingsEach = (frames: readonly string[], most: number): number =>
  Math.floor(most / (RAW.length + framesOf(frames).length / PART));

/**
 * Lets the model write conversations from its bare template: system turn, request and answer, or request and answer. A model
 * gives away there what it was trained on (arXiv 2602.03085, section 3).
 */
export function* leaksInto(pool: Pool, frames: readonly string[], each: number): Asking<void> {
  const asked = [
    ...RAW.map((frame) => ({ frame, count: each })),
    ...framesOf(frames).map((frame) => ({ frame, count: Math.floor(each / PART) })),
  ];
  const questions = asked.flatMap(({ frame: { id, turn, begins }, count }) =>
    Array.from({ length: count }, (_, draw) => ({
      kind: 'leak' as const,
      id: `leak/${id}`,
      condition: 'opening',
      turn,
      draw,
      ...(begins === undefined ? {} : { begins }),
    })),
  );
  const answers = yield questions;
  for (const [index, { turn, begins }] of questions.entries()) pool.addLeak(saidIn(answers[index]), begins, turn);
}
