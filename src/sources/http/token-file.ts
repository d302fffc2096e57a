import { readFile } from 'node:fs/promises';
import { UsageError } from '../../core/errors.ts';

/** The token in a file that the user named. @throws UsageError where it cannot be read or is empty */
export async function tokenInFile(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch(() => '');
  if (text.trim() === '') throw new UsageError(`there is no token in the file ${JSON.stringify(path)}`);
  return text.trim();
}
