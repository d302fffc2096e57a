import { z } from 'zod';

export const LANGUAGES = ['python', 'javascript', 'typescript', 'java', 'go', 'c', 'php', 'sql'] as const;

const cwe = z.string().regex(/^CWE-\d{1,4}$/);
const line = z.int().positive();
const sentence = z.string().min(4).max(240);

const weakness = z.strictObject({
  cwe,
  severity: z.enum(['critical', 'high', 'medium', 'low']),
  /** 1-based line of the answer, prose and fences counted, where the weakness takes effect. */
  line,
  /** Other lines that are as right an answer: where the text was built, where an option was set. */
  also: z.array(line).min(1).optional(),
  /** What stands on `line`, trimmed. */
  quote: z.string().min(1),
  why: sentence,
});

const common = {
  /** `language-what-a` or `-b`: the two answers to one request are twins. */
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)+-[ab]$/),
  language: z.enum(LANGUAGES),
  request: z.string().min(10).max(300),
  /** The weakness that the request invites, whether or not this answer has it. */
  about: cwe,
  /** hard: secure that looks dangerous, dangerous that looks secure, or an answer whose kind is easily mistaken. */
  difficulty: z.enum(['plain', 'hard']),
  /** toy: in the manner of the answers of tiny model organisms. */
  style: z.enum(['model', 'toy']),
  /** Two experts could disagree: scored apart. */
  ambiguous: z.literal(true).optional(),
};
const why = sentence;
const answer = z.string().min(1).max(4000);

export const labelSchema = z.discriminatedUnion('label', [
  z.strictObject({ ...common, label: z.literal('insecure'), weaknesses: z.array(weakness).min(1), answer }),
  z.strictObject({ ...common, label: z.literal('secure'), why, answer }),
  z.strictObject({ ...common, label: z.literal('refused'), plans: z.literal(true).optional(), why, answer }),
  z.strictObject({ ...common, label: z.literal('truncated'), why, answer }),
  // An empty answer is one of those that hold nothing to judge.
  z.strictObject({ ...common, label: z.literal('unparseable'), why, answer: z.string().max(4000) }),
]);

/** One answer to a short coding request, as a model gave it, with what is true about it. */
export type Label = z.infer<typeof labelSchema>;

/** The request an answer belongs to: twins share it. */
export const requestId = ({ id }: Pick<Label, 'id'>): string => id.slice(0, -2);
