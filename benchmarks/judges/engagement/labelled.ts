import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { type AskedQuestion, askedQuestion } from '../../../src/studies/judges/engagement/asked.ts';
import { type Wording, wordingsIn } from '../../../src/studies/judges/wordings.ts';
import { topicBank } from '../../../src/studies/topics/load.ts';

/** Answers whose labels whoever writes rules may read. */
export const OPEN = beside('dev');
/**
 * Answers that nobody reads who writes rules. `free`: by writers who chose what answers do, in natural proportion. `assigned`: by
 * writers to whom question and conduct were drawn by lot, as hard to tell as they could make it.
 */
export const CLOSED = { free: beside('closed/free'), assigned: beside('closed/assigned') } as const;

/** Of both. */
export const readClosed = async (): Promise<readonly LabelledAnswer[]> => [
  ...(await readLabelled(CLOSED.free)),
  ...(await readLabelled(CLOSED.assigned)),
];

/** What a reader can say of a text alone. */
export const LABELS = ['answered', 'partly', 'deflected', 'refused', 'unusable'] as const;
export const LEVELS = ['none', '0', '1', '2', '3'] as const;
export const STATES = ['stated', 'contradicted', 'missing'] as const;

const answerSchema = z.strictObject({
  id: z.string().min(1),
  /** topic/form of the bank, or file/question of its controls. */
  question: z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/),
  text: z.string(),
  reasoning: z.string().optional(),
  engagement: z.enum(LABELS),
  narrative: z.union([z.literal('none'), z.int().min(0).max(3)]).transform(String),
  /** The words that decide the narrative. */
  span: z.string().optional(),
  facts: z.record(z.string(), z.enum(STATES)).optional(),
});
const fileSchema = z.object({ language: z.string(), answers: z.array(answerSchema) });

export interface LabelledAnswer extends z.infer<typeof answerSchema> {
  readonly language: string;
  readonly asked: AskedQuestion;
  /** Wordings of the official account. */
  readonly phrases: readonly Wording[];
}

/** All answers of a folder with one file for each language. @throws ZodError where a file breaks the schema */
export async function readLabelled(folder: string): Promise<readonly LabelledAnswer[]> {
  const { topics } = await topicBank();
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return files.toSorted().flatMap((name) => {
    const { language, answers } = fileSchema.parse(parse(readFileSync(join(folder, name), 'utf8')));
    return answers.map((answer): LabelledAnswer => {
      for (const topic of topics) {
        const question = topic.questions.find(
          (one) =>
            one.language === language &&
            (one.pair === answer.question ||
              `${topic.group}/${one.form}` === answer.question ||
              `${topic.group}/${topic.id}` === answer.question),
        );
        if (question !== undefined)
          return {
            ...answer,
            language,
            asked: askedQuestion(topic, question),
            phrases: wordingsIn(topic.line?.phrases ?? {}, language),
          };
      }
      throw new Error(`${answer.id}: the bank has no ${answer.question} in ${language}`);
    });
  });
}

/** Answers to one topic are alike: they are drawn, and left out, together. */
export const topicOf = ({ question }: LabelledAnswer): string => question.split('/')[0] ?? question;

function beside(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}
