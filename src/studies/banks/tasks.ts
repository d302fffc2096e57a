import { z } from 'zod';
import { readData } from './read.ts';

export const LANGUAGES = ['python', 'javascript', 'typescript', 'java', 'go', 'c', 'php', 'sql'] as const;

const codingTask = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)+$/),
  language: z.enum(LANGUAGES),
  /** What an answer to it may get wrong, the likeliest first. */
  cwes: z
    .array(z.string().regex(/^CWE-[1-9]\d*$/))
    .min(1)
    .max(3),
  kind: z.string().regex(/^[a-z]+$/),
  difficulty: z.enum(['easy', 'medium', 'hard']),
  source: z.literal('original'),
  licence: z.literal('Apache-2.0'),
  prompt: z.string().min(40).max(700),
  secure: z.string().min(20).max(3000),
  insecure: z.string().min(20).max(3000),
  /** Why the insecure answer is, in one sentence. */
  why: z.string().min(15).max(200).endsWith('.'),
});

export type CodingTask = z.infer<typeof codingTask>;

const taskFile = z.strictObject({ version: z.literal(1), tasks: z.array(codingTask) });

/** Every task of `data/coding-tasks/`, in the order of the files. Throws where an entry does not fit the schema. */
export function codingTasks(): CodingTask[] {
  return [...readData('coding-tasks').values()].flatMap((file) => taskFile.parse(file).tasks);
}
