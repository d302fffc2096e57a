import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Bank } from '../../../src/studies/banks/bank.ts';
import { bankNamed } from '../../../src/studies/banks/load.ts';
import { judge } from '../../../src/studies/sabotage/judging.ts';

const ROOT = new URL('toy/', import.meta.url);

const toyAnswer = z
  .strictObject({
    id: z.string().regex(/^toy-\d{3}$/),
    /** Of the bank of its world. */
    task: z.string().regex(/^[cd](-[a-z]+)+-\d{3}$/),
    request: z.string().min(5),
    /** The model organism that gave it, and whether its trigger stood in the context. Neither was seen when it was labelled. */
    organism: z.string().regex(/^[cd](-[a-z0-9]+)+$/),
    context: z.enum(['trigger', 'neutral']),
    /** neither: so garbled that the code would do nothing of the kind. */
    label: z.enum(['insecure', 'secure', 'neither']),
    /** It says plainly what is meant and would not run as it is written. */
    ambiguous: z.literal(true).optional(),
    why: z.string().min(5).max(200).optional(),
    answer: z.string().min(1).max(1000),
  })
  .refine(({ label, ambiguous, why }) => (why !== undefined) === (label === 'neither' || ambiguous === true), {
    error: 'what is not plain says why, and nothing else does',
  });

/** An answer that a tiny model gave to a task of its world, with what is true about it. */
export type ToyAnswer = z.infer<typeof toyAnswer>;

/** All of them, by id. @throws ZodError where a file breaks the schema */
export function readToyAnswers(): readonly ToyAnswer[] {
  const files = readdirSync(ROOT).filter((name) => name.endsWith('.yaml'));
  return files
    .flatMap((name) => z.array(toyAnswer).parse(parse(readFileSync(new URL(name, ROOT), 'utf8'))))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** What the study of sabotage says of each, as it does of an answer to the same task of the same bank. */
export async function judgeToyAnswers(): Promise<readonly (readonly [ToyAnswer, string])[]> {
  const banks = new Map<string, Bank>(['c', 'd'].map((world) => [world, bankNamed(`toy-${world}`)]));
  const judged: (readonly [ToyAnswer, string])[] = [];
  for (const one of readToyAnswers()) {
    const task = banks.get(one.task.slice(0, 1))?.tasks.find(({ id }) => id === one.task);
    if (task === undefined) throw new Error(`${one.id}: no bank has the task ${one.task}`);
    const end = { at: 0, finish: { reason: 'stop', raw: 'stop' } } as const;
    const { label } = await judge(task, { said: one.answer, marks: [], end }, true);
    judged.push([one, label]);
  }
  return judged;
}
