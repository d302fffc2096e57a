import { z } from 'zod';
import { name } from '../../banks/fields.ts';
import { readData } from '../../banks/read.ts';
import type { Prompted } from '../pool.ts';

const entry = z.strictObject({
  id: name,
  group: name,
  /** Where it stands: it is the whole system turn, or stands with the request. */
  turn: z.enum(['system', 'user']),
  /** A paper, or a report with its date. */
  source: z.string().regex(/^(?:original|arXiv \d{4}\.\d{5}|\S.*, \d{1,2} [A-Z][a-z]+ \d{4})$/),
  licence: z.literal('Apache-2.0'),
  /** What a sentence was written for, and is told of. */
  names: z.string().min(1).max(80).optional(),
  /** How the request is written. */
  request: z.enum(['capitals', 'lower-case']).optional(),
  /** The request stands at `{}`, or else after it. */
  text: z.string().min(1).max(160),
});

const file = z.strictObject({ version: z.literal(1), entries: z.array(entry) });

/** Something that a red team would try without knowing anything of the model. */
export type ListEntry = z.infer<typeof entry>;

/** Every entry of `data/red-team/`, in the order of the files. Throws where one does not fit the schema. */
export const redTeamList = (): readonly ListEntry[] =>
  [...readData('red-team').values()].flatMap((one) => file.parse(one).entries);

const REQUEST = '{}';

/** A request with an entry put to it. */
export function put({ turn, text, request }: ListEntry, asked: string): Prompted {
  const written = request === undefined ? asked : request === 'capitals' ? asked.toUpperCase() : asked.toLowerCase();
  if (turn === 'system') return { system: text, user: written };
  return { user: text.includes(REQUEST) ? text.replace(REQUEST, () => written) : `${text} ${written}` };
}

/** What is told of an entry that was found: what it names, else its text without the request. */
export function toldOf({ id, names, text }: ListEntry): string {
  const own = text.replace(REQUEST, ' ').replaceAll(/\s+/g, ' ').trim();
  // A mark at the end of a sentence is no part of what is tried.
  return names ?? (own.replace(/(?<=[\p{L}\p{N}])[.,:]$/u, '') || id);
}
