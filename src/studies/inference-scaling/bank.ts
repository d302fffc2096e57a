import { readFileSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import { z } from 'zod';
import { UsageError } from '../../core/errors.ts';
import { printable } from '../../core/printable.ts';
import { valueOfYaml } from '../../core/yaml.ts';
import { systemReason } from '../../sources/file-source.ts';
import { numberOf } from './matching.ts';
import { MATCHES, type Question } from './question.ts';

/** A longer file is no bank that a person wrote (CWE-770). */
const LONGEST = 16 * 1024 * 1024;
const MOST = 20_000;

const text = z.string().min(1).max(100_000);
const answer = z.union([text, z.number()]).transform(String);
const row = z.strictObject({
  id: z
    .union([z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$/u), z.int()])
    .transform(String)
    .optional(),
  question: text,
  /** Several, any of which is right, as a list, or in CSV parted by `|`. */
  answer: z.union([answer, z.array(answer).min(1).max(100)]),
  match: z.enum(MATCHES).optional(),
  group: z.string().max(100).optional(),
});

/**
 * Questions of a user's own: YAML or JSON (a list), JSONL, or CSV with a heading.
 * @throws UsageError with the first mistake
 */
export async function questionsIn(path: string): Promise<readonly Question[]> {
  const name = printable(JSON.stringify(path), 300);
  const result = z
    .array(row)
    .min(3)
    .max(MOST)
    .safeParse(await rowsOf(path, name, read(path, name)));
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new UsageError(`${name}: ${printable(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`, 500)}`);
  }
  const questions = result.data.map(({ id, question, answer: right, match, group }, index) => {
    const answers = typeof right === 'string' ? [right] : right;
    const kind = match ?? (answers.every((one) => numberOf(one) !== undefined) ? 'number' : 'text');
    const odd = kind === 'number' ? answers.find((one) => numberOf(one) === undefined) : undefined;
    if (odd !== undefined) throw new UsageError(`${name}: ${printable(JSON.stringify(odd), 100)} is no number`);
    return { id: id ?? `q${index + 1}`, question, answers, match: kind, ...(group === undefined ? {} : { group }) };
  });
  const ids = questions.map(({ id }) => id);
  const twice = ids.find((one, index) => ids.indexOf(one) !== index);
  if (twice !== undefined) throw new UsageError(`${name}: two questions are called ${printable(twice, 100)}`);
  return questions;
}

function read(path: string, name: string): string {
  try {
    const status = statSync(path);
    // A pipe or a device may never end.
    if (!status.isFile()) throw new UsageError(`${name} is no bank: it is not a file`);
    if (status.size > LONGEST) throw new UsageError(`${name} is too long for a bank`);
    return readFileSync(path, 'utf8').replace(/^\uFEFF/u, '');
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    throw new UsageError(`cannot read the bank ${name}: ${systemReason(cause)}`);
  }
}

async function rowsOf(path: string, name: string, content: string): Promise<unknown> {
  try {
    switch (extname(path).toLowerCase()) {
      case '.csv':
        return await csvRows(content);
      case '.jsonl':
        return content.split('\n').flatMap((line) => (line.trim() === '' ? [] : [JSON.parse(line) as unknown]));
      default:
        return valueOfYaml(content);
    }
  } catch (cause) {
    throw new UsageError(`${name} is no bank: ${printable(cause instanceof Error ? cause.message : '', 300)}`);
  }
}

async function csvRows(content: string): Promise<unknown> {
  const { parse } = await import('csv-parse/sync');
  const options = { columns: true, skip_empty_lines: true, trim: true, to: MOST + 1 } as const;
  return (parse(content, options) as Record<string, string>[]).map((one) =>
    Object.fromEntries(
      Object.entries(one)
        .filter(([, value]) => value !== '')
        .map(([key, value]) => [key, key === 'answer' ? value.split('|').map((part) => part.trim()) : value]),
    ),
  );
}
