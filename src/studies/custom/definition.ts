import { z } from 'zod';
import { LANGUAGES, type CodeLanguage } from '../judges/rules/code.ts';

/** What a study file says. Strict: a word that is not known is a mistake of its writer, never ignored. */

const id = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u, 'an id has letters, digits, ".", "_" and "-"');
const label = id;
const phrases = z.array(z.string().min(1)).min(1);

export const itemSchema = z.strictObject({
  id,
  text: z.string(),
  answers: z.array(z.string()).optional(),
  /** Items of one cluster are not independent: intervals are drawn over clusters. */
  cluster: z.string().optional(),
});
export type Item = z.infer<typeof itemSchema>;

const conditionSchema = z.strictObject({
  id,
  system: z.string().optional(),
  /** `{{text}}` stands for the item's text; it is the whole of it where nothing is said. */
  user: z.string().optional(),
  prefill: z.string().optional(),
  /** In place of system and user: continued as it stands, without the chat template. */
  raw: z.string().optional(),
});
export type Condition = z.infer<typeof conditionSchema>;

const languages = Object.keys(LANGUAGES) as [CodeLanguage, ...CodeLanguage[]];
const ruleSchema = z.strictObject({
  label,
  any: phrases.optional(),
  all: phrases.optional(),
  none: phrases.optional(),
  equals: phrases.optional(),
  regex: z.string().optional(),
  answers: z.boolean().optional(),
  empty: z.boolean().optional(),
  finish: z.array(z.enum(['stop', 'length', 'filter', 'tool', 'cut', 'other'])).optional(),
  filtered: z.boolean().optional(),
  in: z.enum(['answer', 'reasoning']).optional(),
  code: z
    .strictObject({ language: z.enum(languages), parses: z.boolean().optional(), query: z.string().optional() })
    .refine(({ parses, query }) => parses !== undefined || query !== undefined, 'say parses or query')
    .optional(),
});

/** How often the judge gave each label to answers that a person had labelled: by the right label, then by the judge's. */
const measuredSchema = z.record(label, z.record(label, z.int().nonnegative()));

const judgeSchema = z.union([
  z.strictObject({ rules: z.array(ruleSchema).min(1), otherwise: label, measured: measuredSchema.optional() }),
  z.strictObject({
    model: z.strictObject({
      task: z.string().min(1),
      labels: z.array(z.strictObject({ label, means: z.string() })).min(2),
      swap: z.boolean().default(false),
      'max-tokens': z.int().positive().default(400),
    }),
    measured: measuredSchema.optional(),
  }),
]);

export const studySchema = z
  .strictObject({
    study: id,
    title: z.string().min(1),
    version: z.union([z.string(), z.number()]).transform(String).default('1'),
    /** Here, or in a file beside this one. */
    items: z.union([z.array(itemSchema).min(1), z.string().min(1)]),
    conditions: z
      .array(conditionSchema)
      .min(1)
      .default([{ id: 'plain' }]),
    repeats: z.int().positive().max(1000).default(1),
    sampling: z
      .strictObject({
        temperature: z.number().min(0).max(5).default(0),
        'top-p': z.number().min(0).max(1).optional(),
        'top-k': z.int().positive().optional(),
        'max-tokens': z.int().positive().default(256),
        stop: z.array(z.string().min(1)).max(16).optional(),
      })
      .default({ temperature: 0, 'max-tokens': 256 }),
    judge: judgeSchema,
    /** Labels whose rates are the result; all where nothing is said. */
    measure: z.array(label).min(1).optional(),
    /** Pairs of conditions: how much more often under the first than under the second. */
    contrasts: z.array(z.tuple([id, id])).default([]),
    /** Of all intervals. */
    level: z.number().gt(0.5).lt(1).default(0.95),
  })
  .superRefine((study, context) => {
    const conditions = study.conditions.map((condition) => condition.id);
    const twice = repeated(conditions);
    if (twice !== undefined) context.addIssue({ code: 'custom', message: `two conditions are called ${twice}` });
    for (const name of study.contrasts.flat()) {
      if (!conditions.includes(name)) context.addIssue({ code: 'custom', message: `there is no condition ${name}` });
    }
    const labels = labelsOf(study.judge);
    for (const name of study.measure ?? []) {
      if (!labels.includes(name)) context.addIssue({ code: 'custom', message: `the judge gives no label ${name}` });
    }
    if (study.repeats > 1 && study.sampling.temperature === 0)
      context.addIssue({ code: 'custom', message: 'repeats at temperature 0 are one answer counted several times' });
    for (const { id: name, raw, user, system, prefill } of study.conditions) {
      const unknown = [raw, user, system].flatMap((text) => text?.match(/\{\{\s*\w+\s*\}\}/g) ?? []);
      const odd = unknown.find((placeholder) => placeholder !== '{{text}}');
      if (odd !== undefined)
        context.addIssue({ code: 'custom', message: `condition ${name}: ${odd} stands for nothing; {{text}} does` });
      if (raw !== undefined && (user ?? system ?? prefill) !== undefined)
        context.addIssue({
          code: 'custom',
          message: `condition ${name}: raw stands in place of system, user and prefill`,
        });
    }
  });

export type Definition = z.infer<typeof studySchema>;
export type JudgeDefinition = Definition['judge'];

export function labelsOf(judge: JudgeDefinition): readonly string[] {
  const named = 'rules' in judge ? [...judge.rules, { label: judge.otherwise }] : judge.model.labels;
  return [...new Set(named.map((one) => one.label))];
}

export function repeated(ids: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return ids.find((one) => seen.size === seen.add(one).size);
}
