import { UsageError } from '../../core/errors.ts';
import { bankOfDrafts } from './from-rows.ts';
import { idOf } from './ids.ts';
import type { Importer } from './import/importer.ts';
import { bankOfLines } from './import/lines.ts';
import { own, ownForms, ownUnreviewed } from './import/own.ts';
import { pairedPrompts } from './import/paired-prompts.ts';
import { promptfoo } from './import/promptfoo.ts';
import { needed, type Row } from './import/row.ts';
import { speechmap } from './import/speechmap.ts';
import { refusal } from './refusal.ts';
import type { Form, TopicBank } from './topic.ts';

export const IMPORTERS: readonly Importer[] = [own, speechmap, pairedPrompts, promptfoo];

/** A bank of a table, which its columns tell. @throws UsageError where they are not understood, or a row does not fit */
export function bankOfTable(name: string, rows: readonly Row[], ours: () => readonly Form[]): TopicBank {
  const columns = new Set(rows.flatMap((row) => Object.keys(row)));
  // Deccp as it lies on a hub.
  if (columns.size === 1 && columns.has('text'))
    return bankOfLines(
      name,
      rows.map((row) => needed(row, 'text')),
    );
  const importer = importerOf(columns);
  const drafts = rows.flatMap((row, at) => {
    try {
      return importer.read(row);
    } catch (cause) {
      throw refusal(`row ${at + 1}`, cause);
    }
  });
  const forms =
    importer === own
      ? ownForms(rows, ours())
      : [
          ...importer.forms,
          ...unknownForms(
            drafts.map(({ form }) => form),
            importer,
          ),
        ];
  const languages = [...new Set(drafts.map(({ language }) => language))];
  const unreviewed =
    importer === own
      ? ownUnreviewed(rows)
      : languages.filter((language) => importer.reviewed?.includes(language) === false);
  const { source = name, licence } = importer;
  const about = { id: idOf(name), title: importer.source === undefined ? name : importer.title, source, unreviewed };
  return bankOfDrafts(licence === undefined ? about : { ...about, licence }, forms, drafts);
}

/** Of a newer edition of what is imported. */
const unknownForms = (ids: readonly string[], { forms, title }: Importer): Form[] =>
  [...new Set(ids)]
    .filter((id) => forms.every((form) => form.id !== id))
    .map((id) => ({ id, kind: 'advocacy', asks: `A form of ${title}: ${id}.` }));

function importerOf(columns: ReadonlySet<string>): Importer {
  if (columns.size === 0) throw new UsageError('it has no rows below its heading');
  const near = IMPORTERS.map((importer) => ({
    importer,
    missing: importer.needs.filter((column) => !columns.has(column)),
    unknown: [...columns].filter((column) => !importer.needs.includes(column) && !importer.takes.includes(column)),
  }));
  const found = near.find(({ missing, unknown }) => missing.length === 0 && unknown.length === 0);
  if (found !== undefined) return found.importer;
  const almost = near.find(({ missing }) => missing.length === 0);
  const what =
    almost === undefined
      ? `the columns ${[...columns].slice(0, 20).join(', ')} are not those of a bank`
      : `${almost.importer.title} has no column ${almost.unknown.slice(0, 5).join(', ')}`;
  throw new UsageError(`${what}. Understood are: ${IMPORTERS.map(described).join('; ')}; one question a line (text)`);
}

const described = ({ title, needs, takes }: Importer): string =>
  `${title} (${needs.join(', ')}${takes.length === 0 ? '' : `; also ${takes.join(', ')}`})`;
