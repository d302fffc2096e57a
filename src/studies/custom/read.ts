import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, extname, join, sep } from 'node:path';
import { z } from 'zod';
import { UsageError } from '../../core/errors.ts';
import { printable } from '../../core/printable.ts';
import { valueOfYaml } from '../../core/yaml.ts';
import { systemReason } from '../../sources/file-source.ts';
import { type Definition, type Item, itemSchema, repeated, studySchema } from './definition.ts';

/** A study file, with its items. */
export interface StudyFile {
  readonly definition: Definition;
  readonly items: readonly Item[];
}

/** Longer files are no study that a person wrote (CWE-770). */
const LONGEST = 64 * 1024 * 1024;

/** @throws UsageError with the place of the first mistake */
export async function readStudyFile(path: string): Promise<StudyFile> {
  const definition = checked(studySchema, parsed(path, await read(path)), path);
  const items = typeof definition.items === 'string' ? await readItems(path, definition.items) : definition.items;
  const asks = 'rules' in definition.judge && definition.judge.rules.some(({ answers }) => answers === true);
  if (asks && items.every(({ answers = [] }) => answers.length === 0))
    throw new UsageError(`${path}: a rule asks for right answers, and no item has answers`);
  const twice = repeated(items.map(({ id }) => id));
  if (twice !== undefined) throw new UsageError(`${path}: two items are called ${twice}`);
  return { definition, items };
}

/** Items lie beside the study file or below it: a study that somebody sends must not read elsewhere. */
async function readItems(study: string, name: string): Promise<readonly Item[]> {
  const path = join(dirname(study), name);
  const folder = await realpath(dirname(study));
  const real = await realpath(path).catch((cause: unknown) => {
    throw new UsageError(`cannot read the items ${JSON.stringify(name)}: ${systemReason(cause)}`);
  });
  if (!real.startsWith(folder + sep))
    throw new UsageError(`the items ${JSON.stringify(name)} lie outside of the study's folder`);
  const text = await read(real);
  switch (extname(name).toLowerCase()) {
    case '.csv':
      return checked(itemsSchema, await csvRows(name, text), name);
    case '.jsonl':
      return atLeastOne(name, [...jsonLines(name, text)]);
    default:
      return checked(itemsSchema, parsed(name, text), name);
  }
}

function atLeastOne(name: string, items: readonly Item[]): readonly Item[] {
  if (items.length === 0) throw new UsageError(`${name} holds no items`);
  return items;
}

const itemsSchema = z.array(itemSchema).min(1);

/** Each checked before the next is read: of very many, what they are made from is not held as well. */
function* jsonLines(name: string, text: string): Generator<Item> {
  let number = 1;
  for (let from = 0; from < text.length; number++) {
    const end = text.indexOf('\n', from);
    const line = text.slice(from, end === -1 ? text.length : end);
    from += line.length + 1;
    if (line.trim() !== '') yield checked(itemSchema, parsed(name, line), `${name}, line ${number}`);
  }
}

/** Columns `id`, `text`, `cluster`, and `answers`, parted by `|`. */
async function csvRows(name: string, text: string): Promise<unknown> {
  const { parse: parseCsv } = await import('csv-parse/sync');
  try {
    const rows = parseCsv(text, { columns: true, bom: true, skip_empty_lines: true, trim: true }) as Record<
      string,
      string
    >[];
    return rows.map(({ answers, cluster, ...row }) => ({
      ...row,
      ...(answers === undefined || answers === '' ? {} : { answers: answers.split('|').map((one) => one.trim()) }),
      ...(cluster === undefined || cluster === '' ? {} : { cluster }),
    }));
  } catch (cause) {
    throw new UsageError(`${name} is not CSV: ${cause instanceof Error ? cause.message : ''}`);
  }
}

async function read(path: string): Promise<string> {
  try {
    const found = await stat(path);
    // A pipe would be waited for, and has no length to be bounded by.
    if (!found.isFile() && !found.isDirectory()) throw new UsageError(`${path} is no file`);
    if (found.size > LONGEST) throw new UsageError(`${path} is too long`);
    return await readFile(path, 'utf8');
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    throw new UsageError(`cannot read the study ${JSON.stringify(path)}: ${systemReason(cause)}`);
  }
}

/** JSON is YAML too, and is read a hundred times faster as what it is. */
function parsed(name: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return parsedYaml(name, text);
  }
}

function parsedYaml(name: string, text: string): unknown {
  try {
    return valueOfYaml(text);
  } catch (cause) {
    throw new UsageError(`${name} is not YAML: ${cause instanceof Error ? cause.message : ''}`);
  }
}

function checked<T extends z.ZodType>(schema: T, value: unknown, name: string): z.infer<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = telling(result.error.issues);
  const place = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`;
  throw new UsageError(`${name}${printable(place)}: ${printable(issue?.message ?? 'is wrong', 600)}`);
}

type Issue = z.core.$ZodIssue;

/**
 * The mistake that its writer made. A misspelt word also leaves what it should have been missing: the word is the
 * mistake. Where there are several forms, the one that was meant holds longest: of it, not that none of them holds.
 */
function telling(issues: readonly Issue[]): Issue | undefined {
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  if (issue?.code !== 'invalid_union') return issue;
  const within = issue.errors.flatMap((errors) => telling(errors) ?? []);
  const meant = within.toSorted((a, b) => b.path.length - a.path.length)[0];
  return meant === undefined ? issue : { ...meant, path: [...issue.path, ...meant.path] };
}
