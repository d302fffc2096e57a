import { z } from 'zod';
import { UsageError } from '../../core/errors.ts';
import { valueOfYaml } from '../../core/yaml.ts';

/** Milliseconds before a step, or before each of its pieces. */
const after = z.number().min(0).max(3_600_000).optional();

const said = { after, pieces: z.int().min(1).max(100_000).optional() };

const step = z.union([
  z.strictObject({ say: z.string(), ...said, logprob: z.number().max(0).optional() }),
  z.strictObject({ think: z.string(), ...said, place: z.enum(['reasoning', 'reasoning_content']).optional() }),
  z.strictObject({
    /** Before anything was said it stands in place of an answer. */
    filter: z.strictObject({
      service: z.string(),
      phase: z.enum(['input', 'output', 'unknown']),
      code: z.string(),
      message: z.string().optional(),
    }),
    after,
  }),
  z.strictObject({ replace: z.string(), after }),
  z.strictObject({
    end: z.enum(['stop', 'length', 'filter', 'tool', 'cut', 'other']),
    raw: z.string().optional(),
    after,
  }),
  z.strictObject({
    /**
     * `busy`: too many requests. `garbage`: what is no answer. `cut`: the connection breaks. `half-character`: it breaks
     * inside a character. `hang`: nothing more comes, and no end.
     */
    fault: z.enum(['busy', 'down', 'garbage', 'cut', 'half-character', 'hang', 'invalid', 'refused']),
    /** Seconds that a busy server asks to wait. */
    retryAfter: z.number().min(0).optional(),
    after,
  }),
]);

const line = z.strictObject({
  when: z
    .strictObject({
      /** In the last turn of the user, or in a text to continue. */
      says: z.string().optional(),
      /** In any turn of the system. */
      system: z.string().optional(),
      prefill: z.string().optional(),
    })
    .optional(),
  /** Of requests that fit, this many are answered so; the next go on to later lines. */
  times: z.int().min(1).optional(),
  /** The share of requests that fit which are answered so, drawn from prompt and seed. */
  chance: z.number().min(0).max(1).optional(),
  steps: z.array(step).min(1),
});

const script = z.strictObject({
  model: z.string().min(1),
  /** The first that fits answers. */
  lines: z.array(line).min(1),
});

export type Script = z.infer<typeof script>;
export type Step = z.infer<typeof step>;
export type Line = z.infer<typeof line>;

/** @param text YAML or JSON. @throws UsageError */
export function scriptOf(text: string): Script {
  let read: unknown;
  try {
    read = valueOfYaml(text);
  } catch (error) {
    throw new UsageError('the script is no YAML', { cause: error });
  }
  const result = script.safeParse(read);
  if (!result.success) throw new UsageError(`the script does not hold: ${z.prettifyError(result.error)}`);
  return result.data;
}
