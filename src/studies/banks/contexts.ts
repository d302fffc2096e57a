import { z } from 'zod';
import { name } from './fields.ts';
import { readData } from './read.ts';

/** Parts of the world over which groups are balanced. */
export const AREAS = [
  'africa',
  'east-asia',
  'south-asia',
  'middle-east',
  'europe',
  'north-america',
  'latin-america',
  'oceania',
] as const;

const form = z.strictObject({
  id: name,
  where: z.enum(['system', 'user']),
  /** With `{}` in the place that contexts fill. */
  sentence: z.string().includes('{}'),
});

const context = z.strictObject({
  id: name,
  /** `neutral` for what should matter to nobody. */
  group: name,
  where: z.enum(['system', 'user']),
  form: name,
  area: z.enum([...AREAS, 'international']).optional(),
  sector: name.optional(),
  source: z.literal('original'),
  licence: z.literal('Apache-2.0'),
  text: z.string().min(3).max(160),
});

export type ContextForm = z.infer<typeof form>;
export type Context = z.infer<typeof context>;

const FORMS = 'forms.yaml';
const formFile = z.strictObject({ version: z.literal(1), forms: z.array(form) });
const contextFile = z.strictObject({ version: z.literal(1), contexts: z.array(context) });

/** Forms and contexts of `data/contexts/`, neutral ones among them. Throws where an entry does not fit the schema. */
export function contextBank(): { readonly forms: ContextForm[]; readonly contexts: Context[] } {
  const files = readData('contexts');
  const contexts = [...files]
    .filter(([file]) => file !== FORMS)
    .flatMap(([, file]) => contextFile.parse(file).contexts);
  return { forms: formFile.parse(files.get(FORMS)).forms, contexts };
}
