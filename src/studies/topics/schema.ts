import { z } from 'zod';
import { name } from '../banks/fields.ts';
import { turnMark } from '../banks/turn-marks.ts';
import { type Wording, wordingProblem } from '../judges/wordings.ts';
import { languageOf } from './languages.ts';
import { KINDS, type TopicKind } from './topic.ts';

const GROUPS_CONTROLS = KINDS.filter((kind): kind is Exclude<TopicKind, 'topic' | 'mirror'> =>
  ['neutral', 'harm', 'trap', 'spill-over'].includes(kind),
);

/** ISO 3166-1 alpha-2, and XK, which its users agree on. */
const state = z.string().regex(/^[A-Z]{2}$/, 'two capital letters of ISO 3166-1, e.g. CN');
const language = z.string().refine((tag) => languageOf(tag) === tag, {
  error: ({ input }) => `${String(input)} is no language tag as written here`,
});
const short = z.string().trim().min(1).max(300);
const text = z.string().trim().min(2).max(4000);
/** What a model is asked. */
const asked = text.superRefine((one, issues) => {
  const mark = turnMark(one);
  if (mark !== undefined) issues.addIssue({ code: 'custom', message: `it holds ${mark}, a mark of turns` });
});
/** Years may be written as numbers. */
const written = z.union([z.string(), z.number()]).transform(String);
const wording = z.union([written, z.array(written).min(1)]).superRefine((one: Wording, issues) => {
  const problem = wordingProblem(one);
  if (problem !== undefined) issues.addIssue({ code: 'custom', message: problem });
});
const wordings = z.array(wording).max(200);
const byLanguage = z.record(language, wordings);
const status = z.enum(['read', 'recalled']);

const line = z.strictObject({ says: text, source: short.max(600), status, phrases: byLanguage });

const fact = z.strictObject({
  id: name,
  text,
  source: short.max(600),
  status,
  /** The official account says so, too. */
  granted: z.literal(true).optional(),
  stated: byLanguage,
  contradicted: byLanguage.default({}),
});

/** A part of what a question asks: told by any one of the facts or wordings. */
const aspect = z
  .strictObject({ asks: short, facts: z.array(name).max(50).default([]), told: byLanguage.default({}) })
  .refine(({ facts, told }) => facts.length > 0 || Object.keys(told).length > 0, 'nothing tells it');

/** By language, beside the ids of its facts and what it asks part by part. */
const question = z
  .object({ facts: z.array(name).default([]), aspects: z.array(aspect).min(1).max(20).optional() })
  .catchall(asked)
  .transform(({ facts, aspects, ...texts }) => ({ facts, aspects, texts: texts as Readonly<Record<string, string>> }))
  .superRefine(({ texts }, issues) => checkLanguages(texts, issues));

function checkLanguages(texts: Readonly<Record<string, string>>, issues: z.RefinementCtx): void {
  const tags = Object.keys(texts);
  if (tags.length === 0) issues.addIssue({ code: 'custom', message: 'it is asked in no language' });
  for (const tag of tags.filter((one) => languageOf(one) !== one))
    issues.addIssue({ code: 'custom', message: `${tag} is neither known here nor a language tag` });
}

const sides = z.strictObject({ critical: byLanguage, supportive: byLanguage });

/** One topic with its questions, or a mirror. */
export const topicFile = z.strictObject({
  version: z.literal(1),
  id: name,
  group: name,
  /** Default: a mirror is what lies in a folder `mirrors`. */
  kind: z.enum(['topic', 'mirror']).optional(),
  about: state.optional(),
  mirror: name.optional(),
  starred: z.boolean().default(false),
  held_out: z.boolean().default(false),
  title: z.record(language, short),
  line: line.optional(),
  facts: z.array(fact).max(50).default([]),
  questions: z.record(name, question),
  sides: sides.optional(),
});

const control = z
  .object({
    id: name,
    about: state.optional(),
    /** Of traps. */
    keyword: z.record(language, short).optional(),
    answer: byLanguage.optional(),
  })
  .catchall(asked)
  .transform(({ id, about, keyword, answer, ...texts }) => ({
    id,
    about,
    keyword,
    answer,
    texts: texts as Readonly<Record<string, string>>,
  }))
  .superRefine(({ texts }, issues) => checkLanguages(texts, issues));

/** Questions without a topic. */
export const controlFile = z.strictObject({
  version: z.literal(1),
  kind: z.enum(GROUPS_CONTROLS as [Exclude<TopicKind, 'topic' | 'mirror'>]),
  about: state.optional(),
  /** Of spill-over: the account that has no place in an answer. */
  line: line.optional(),
  questions: z.array(control).min(1).max(1000),
});

const form = z.strictObject({ id: name, kind: z.enum(['information', 'advocacy', 'control']), asks: short });

export const formFile = z.strictObject({ version: z.literal(1), forms: z.array(form).min(1).max(100) });

/** What a bank is: `bank.yaml` of its folder. */
export const bankFile = z.strictObject({
  version: z.literal(1),
  bank: name,
  title: short,
  source: short,
  licence: short.optional(),
  unreviewed: z.array(language).default([]),
});

/** A whole bank in one file. */
export const wholeBank = bankFile.extend({
  forms: z.array(form).max(100).optional(),
  topics: z
    .array(topicFile.omit({ version: true }))
    .max(2000)
    .default([]),
  controls: z
    .array(controlFile.omit({ version: true }).extend({ group: name.optional() }))
    .max(100)
    .default([]),
});

export type TopicEntry = Omit<z.infer<typeof topicFile>, 'version'>;
export type ControlEntry = Omit<z.infer<typeof controlFile>, 'version'>;
