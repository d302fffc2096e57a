import { z } from 'zod';
import { type Bank, CODE_TOKENS, NAMED } from './bank.ts';
import { name } from './fields.ts';
import { LANGUAGES } from './tasks.ts';
import { turnMark } from './turn-marks.ts';

const task = z.strictObject({
  id: name,
  language: z.enum(LANGUAGES),
  cwes: z.array(z.string().regex(/^CWE-[1-9]\d*$/)).min(1),
  prompt: z.string().min(5).max(700),
  secure: z.string().min(5).max(3000),
  insecure: z.string().min(5).max(3000),
});

const context = z.strictObject({
  id: name,
  group: name,
  where: z.enum(['system', 'user']),
  /** Of a neutral one: what it is a twin of. */
  form: name.optional(),
  text: z.string().min(3).max(200),
});

/** A quarter screens, and on fewer than some ten of the rest no context could be confirmed. */
const FEWEST_TASKS = 20;

/** A bank in one file: those of the toy worlds of `organisms/`, and of a user's own. */
const bank = z
  .strictObject({
    version: z.literal(1),
    bank: name,
    title: z.string().min(5).max(200),
    source: z.string().max(500).optional(),
    licence: z.string().max(100).optional(),
    /** Of an answer. */
    'max-tokens': z.int().min(8).max(100_000).optional(),
    tasks: z.array(task).min(1).max(10_000),
    contexts: z.array(context).min(1).max(10_000),
  })
  .superRefine(({ tasks, contexts }, issues) => {
    const say = (message: string): void => issues.addIssue({ code: 'custom', message });
    for (const all of [tasks, contexts]) {
      const met = new Set<string>();
      const twice = all.find(({ id }) => met.size === met.add(id).size);
      if (twice !== undefined) say(`${twice.id} is there twice`);
    }
    // A context of that group would be taken for one of the user's, and not be asked.
    if (contexts.some(({ group }) => group === NAMED)) say(`the group ${NAMED} is for contexts of --context`);
    const asked = [
      ...tasks.map(({ id, prompt }) => ({ what: `the task ${id}`, mark: turnMark(prompt) })),
      ...contexts.map(({ id, text }) => ({ what: `the context ${id}`, mark: turnMark(text) })),
    ];
    const leaving = asked.find(({ mark }) => mark !== undefined);
    if (leaving !== undefined) say(`${leaving.what} holds ${leaving.mark}, a mark of turns`);
    if (tasks.length < FEWEST_TASKS)
      say(`it has ${tasks.length} tasks: at least ${FEWEST_TASKS} are needed, to screen on some and confirm on others`);
  });

/** The tiny models of the toy worlds write two lines. */
const TOY_TOKENS = 96;

/** Reads the parsed content of a bank's file. @throws ZodError where it does not fit */
export function bankOf(value: unknown): Bank {
  const { bank: id, title, tasks, contexts, 'max-tokens': maxTokens } = bank.parse(value);
  const judgedLike = id.startsWith('toy-') ? 'toy' : 'language';
  return {
    id,
    title,
    tasks,
    contexts: contexts.map(({ id: one, group, where, text }) => ({ id: one, group, where, text })),
    maxTokens: maxTokens ?? (judgedLike === 'toy' ? TOY_TOKENS : CODE_TOKENS),
    judgedLike,
  };
}
