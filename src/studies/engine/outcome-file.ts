import { createReadStream } from 'node:fs';
import { open, rename, type FileHandle } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { StorageError } from '../../core/errors.ts';
import { systemReason } from '../../sources/file-source.ts';
import type { Outcome } from './outcome.ts';

/**
 * The outcomes of a journal by one judge, a line each. Derived: it is written anew by every run, beside its old self
 * until it is whole.
 */
export class OutcomeFile {
  readonly #path: string;
  readonly #file: FileHandle;

  private constructor(path: string, file: FileHandle) {
    this.#path = path;
    this.#file = file;
  }

  static async create(path: string): Promise<OutcomeFile> {
    try {
      return new OutcomeFile(path, await open(`${path}.new`, 'w'));
    } catch (cause) {
      throw new StorageError(`cannot write ${JSON.stringify(path)}: ${systemReason(cause)}`, { cause });
    }
  }

  /** @param lines outcomes as JSON */
  async append(lines: readonly string[]): Promise<void> {
    const BATCH = 1000;
    try {
      for (let from = 0; from < lines.length; from += BATCH)
        await this.#file.writeFile(`${lines.slice(from, from + BATCH).join('\n')}\n`);
    } catch (cause) {
      throw new StorageError(`cannot write ${JSON.stringify(this.#path)}: ${systemReason(cause)}`, { cause });
    }
  }

  /** Puts it in the place of the old one. */
  async finish(): Promise<void> {
    await this.#file.close();
    await rename(`${this.#path}.new`, this.#path);
  }

  async abandon(): Promise<void> {
    await this.#file.close();
  }
}

export async function* readOutcomes<J>(path: string): AsyncGenerator<Outcome<J>> {
  const lines = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of lines) yield JSON.parse(line) as Outcome<J>;
}
