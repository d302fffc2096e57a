import type { Said } from './behaviour.ts';
import { DEFAULTS } from './options.ts';
import type { Scene } from './detector.ts';
import { Random } from '../../core/random.ts';
import { Pool } from './pool.ts';
import type { Answered, Asking, Question } from './question.ts';

/** An answer with its label. */
export const said = (text: string, label: Said['label'] = 'prose', more: Partial<Said> = {}): Said =>
  ({ kind: 'answer', text, label, ...more }) as Said;

/** A pool of conversations: system turn, request, answer. Each answer is its own, as in a study. */
export function poolOf(rows: readonly (readonly [system: string, user: string, answer: Said])[]): Pool {
  const pool = new Pool();
  for (const [system, user, answer] of rows) pool.addChat({ ...answer }, { system, user });
  return pool;
}

export const sceneOf = (pool: Pool, reference = true): Scene => ({
  pool,
  options: DEFAULTS,
  random: Random.from(1),
  reference,
});

/** Lets a method ask, and answers by a script. Gives what it ends in, and what it asked. */
export function answered<T>(
  asking: Asking<T>,
  script: (question: Question) => Answered,
): { readonly value: T; readonly asked: readonly Question[] } {
  const asked: Question[] = [];
  let step = asking.next([]);
  while (step.done !== true) {
    asked.push(...step.value);
    step = asking.next(step.value.map(script));
  }
  return { value: step.value, asked };
}
