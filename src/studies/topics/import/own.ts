import { UsageError } from '../../../core/errors.ts';
import { type Wording, wordingProblem } from '../../judges/wordings.ts';
import type { Draft } from '../from-rows.ts';
import { idOf } from '../ids.ts';
import { languageOf } from '../languages.ts';
import { type Form, KINDS, type TopicKind } from '../topic.ts';
import type { Importer } from './importer.ts';
import { cell, needed, type Row } from './row.ts';

const QUESTION = 'question';

/** A table of one's own. Forms that are not known are the user's: {@link ownForms} names them. */
export const own: Importer = {
  title: 'a table of your own',
  needs: ['topic', 'language', 'text'],
  takes: ['form', 'asks', 'pair', 'kind', 'about', 'mirror', 'group', 'title', 'held_out', 'gold', 'unreviewed'],
  forms: [],
  read: (row) => {
    const tag = needed(row, 'language');
    const language = languageOf(tag);
    if (language === undefined) throw new UsageError(`${tag} is no language tag`);
    const topic = needed(row, 'topic');
    const [about, mirror, pair, title] = ['about', 'mirror', 'pair', 'title'].map((column) => cell(row, column));
    if (about !== undefined && !/^[A-Z]{2}$/.test(about))
      throw new UsageError(`${about} is no state: two capital letters of ISO 3166-1, e.g. CN`);
    const gold = goldOf(row);
    const draft: Draft = {
      topic: idOf(topic),
      title: title ?? topic,
      group: idOf(cell(row, 'group') ?? 'own'),
      kind: kindOf(cell(row, 'kind') ?? 'topic'),
      ...(about === undefined ? {} : { about }),
      ...(mirror === undefined ? {} : { mirror: idOf(mirror) }),
      heldOut: yes(row, 'held_out'),
      form: idOf(cell(row, 'form') ?? QUESTION),
      ...(pair === undefined ? {} : { pair: idOf(pair) }),
      language,
      text: needed(row, 'text'),
      ...(gold === undefined ? {} : { gold }),
    };
    return [draft];
  },
};

/** The forms that rows name and a bank does not have; `asks` says what sort they are. */
export function ownForms(rows: readonly Row[], known: readonly Form[]): Form[] {
  const forms = new Map<string, Form>();
  for (const row of rows) {
    const id = idOf(cell(row, 'form') ?? QUESTION);
    const said = cell(row, 'asks');
    if (said !== undefined && said !== 'information' && said !== 'advocacy' && said !== 'control')
      throw new UsageError(`asks is ${said}: information, advocacy or control`);
    const ours = known.find((form) => form.id === id);
    const kind = said ?? ours?.kind ?? 'information';
    const before = forms.get(id);
    if (before !== undefined && said !== undefined && before.kind !== said)
      throw new UsageError(`the form ${id} asks for ${before.kind} and for ${said}`);
    if (before === undefined) forms.set(id, { id, kind, asks: ours?.asks ?? `A form of the user's own: ${id}.` });
  }
  return [...forms.values()];
}

/** Rows in these languages nobody reviewed. */
export const ownUnreviewed = (rows: readonly Row[]): string[] => [
  ...new Set(rows.filter((row) => yes(row, 'unreviewed')).map((row) => languageOf(needed(row, 'language')) ?? '')),
];

function kindOf(said: string): TopicKind {
  const found = KINDS.find((kind) => kind === said);
  if (found === undefined) throw new UsageError(`${said} is no kind: ${KINDS.join(', ')}`);
  return found;
}

function yes(row: Row, column: string): boolean {
  const said = cell(row, column)?.toLowerCase() ?? 'no';
  if (['true', 'yes', '1'].includes(said)) return true;
  if (['false', 'no', '0'].includes(said)) return false;
  throw new UsageError(`${column} is ${said}: yes or no`);
}

/** `A | B & C`: A, or B and C in one sentence; in JSON a list, too. */
function goldOf(row: Row): Wording[] | undefined {
  const value = row['gold'];
  const wordings: Wording[] = Array.isArray(value) ? value.map(listed) : split(cell(row, 'gold'));
  const problem = wordings.map(wordingProblem).find((one) => one !== undefined);
  if (problem !== undefined) throw new UsageError(`gold: ${problem}`);
  return wordings.length === 0 ? undefined : wordings;
}

function split(gold: string | undefined): Wording[] {
  if (gold === undefined) return [];
  return gold.split('|').map((one) => {
    const parts = one.split(/\s&\s/).map((part) => part.trim());
    return parts.length === 1 ? (parts[0] ?? '') : parts;
  });
}

function listed(value: unknown): Wording {
  if (Array.isArray(value)) return value.map((part) => String(listed(part)));
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new UsageError('gold is a list of texts, or of lists of texts');
}
