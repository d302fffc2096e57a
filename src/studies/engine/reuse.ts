import { readJournal } from './journal-file.ts';
import type { Reply } from './trial.ts';

/** Answers of other journals, by the key of everything that they hang on. */
export class Reuse {
  readonly #replies = new Map<string, Reply>();

  /** @throws UsageError, StorageError where one cannot be read */
  static of(paths: readonly string[]): Reuse {
    const reuse = new Reuse();
    for (const path of paths) {
      readJournal(path, (row) => {
        if ('reply' in row) reuse.#replies.set(row.answer, row.reply);
      });
    }
    return reuse;
  }

  get empty(): boolean {
    return this.#replies.size === 0;
  }

  find(answer: string): Reply | undefined {
    return this.#replies.get(answer);
  }
}
