import { writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UsageError } from '../core/errors.ts';
import { systemReason } from '../sources/file-source.ts';
import { makeFolder } from '../sources/make-folder.ts';

/** Writes a file and the folders that lead to it. @throws UsageError where that cannot be */
export async function writeResult(path: string, text: string): Promise<void> {
  try {
    await makeFolder(dirname(path));
    await writeFile(path, text);
  } catch (cause) {
    throw new UsageError(`cannot write ${JSON.stringify(path)}: ${systemReason(cause)}`);
  }
}

/**
 * Waits until a slow reader has taken all of it; a reader that has gone (`| head`) is no error.
 * @throws UsageError where it cannot be written, as on a full disk
 */
export async function toStdout(text: string): Promise<void> {
  await new Promise<void>((done, fail) => {
    const end = (error?: NodeJS.ErrnoException | null): void => {
      if (error == null || error.code === 'EPIPE') done();
      else fail(new UsageError(`cannot write to standard output: ${systemReason(error)}`));
    };
    // The stream tells a fault twice, to the callback and as an event, which ends the process where nobody listens.
    process.stdout.once('error', end);
    process.stdout.write(text, end);
  });
}

/** https://no-color.org and the FORCE_COLOR convention. */
export function wantsColor(toTerminal: boolean): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '0') return true;
  return toTerminal && TERM !== 'dumb';
}
