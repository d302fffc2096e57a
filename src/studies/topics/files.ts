import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { UsageError } from '../../core/errors.ts';
import { refusal } from './refusal.ts';

/** Of one file, and of all files of a folder: more is no bank that anybody wrote (CWE-770). */
const LONGEST = 64 * 1024 * 1024;
const MOST_FILES = 5000;
const DEEPEST = 4;

/** The text of a file. @throws UsageError where it cannot be read, is none, or is too long */
export function textOf(path: string, name = basename(path)): string {
  try {
    const status = statSync(path);
    // A pipe or a device may never end.
    if (!status.isFile()) throw new UsageError('it is not a file');
    if (status.size > LONGEST) throw new UsageError('it is too long for a bank');
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (cause) {
    const reason = cause instanceof TypeError ? new UsageError('it is not UTF-8') : cause;
    throw refusal(name, reason);
  }
}

export interface BankFile {
  /** Below the folder, with `/`. */
  readonly name: string;
  readonly text: string;
}

/** The files of a folder and of those in it with one of these endings, in the order of their names. */
export function filesOf(folder: string, endings: readonly string[]): BankFile[] {
  const found: BankFile[] = [];
  let length = 0;
  const walk = (path: string, depth: number): void => {
    const entries = readdirSync(path, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const at = join(path, entry.name);
      // A link may lead back up.
      if (entry.isDirectory() && depth < DEEPEST && !entry.name.startsWith('.')) walk(at, depth + 1);
      if (!entry.isFile() || !endings.some((ending) => entry.name.endsWith(ending))) continue;
      const name = relative(folder, at).split(sep).join('/');
      const text = textOf(at, name);
      length += text.length;
      if (found.push({ name, text }) > MOST_FILES || length > LONGEST)
        throw new UsageError('it is too long for a bank');
    }
  };
  try {
    walk(folder, 0);
  } catch (cause) {
    throw refusal(basename(folder), cause);
  }
  return found;
}
