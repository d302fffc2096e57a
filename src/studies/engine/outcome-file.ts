import { createReadStream } from 'node:fs';
import { open, rename, type FileHandle } from 'node:fs/promises';
import { z } from 'zod';
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

/**
 * Parted at line feeds alone: Node's readline also parts at U+2028, which JSON leaves as it is and models say.
 * @throws StorageError where a line is no outcome: folders of studies travel
 */
export async function* readOutcomes<J>(path: string): AsyncGenerator<Outcome<J>> {
  let held: string[] = [];
  for await (const chunk of createReadStream(path, 'utf8') as AsyncIterable<string>) {
    const lines = chunk.split('\n');
    for (let index = 0; index < lines.length - 1; index++) {
      yield outcomeIn<J>(held.join('') + lines[index], path);
      held = [];
    }
    held.push(lines.at(-1) ?? '');
  }
  const last = held.join('');
  if (last !== '') yield outcomeIn<J>(last, path);
}

const text = z.string();
const place = { trial: text, arm: text, item: text, condition: text, repeat: z.int().nonnegative() };
const outcome = z.discriminatedUnion('state', [
  z.looseObject({ ...place, state: z.literal('judged') }),
  z.looseObject({ ...place, state: z.enum(['unjudged', 'errored', 'skipped']), reason: text }),
]);

function outcomeIn<J>(line: string, path: string): Outcome<J> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    value = undefined;
  }
  if (outcome.safeParse(value).success) return value as Outcome<J>;
  throw new StorageError(`${JSON.stringify(path)} holds what is no outcome: make it again with assay judge`);
}
