import { closeSync } from 'node:fs';
import { openJournalFile, type Place, readPlace, readRows } from './journal-file.ts';
import type { Reply } from './trial.ts';

interface Kept extends Place {
  readonly file: number;
  readonly path: string;
}

/**
 * Answers of other journals, by the key of everything that they hang on. They stay on disk, in files that are open until
 * it is closed.
 */
export class Reuse {
  readonly #files: number[] = [];
  readonly #kept = new Map<string, Kept>();

  /** @throws UsageError, StorageError where one cannot be read */
  static of(paths: readonly string[]): Reuse {
    const reuse = new Reuse();
    try {
      for (const path of paths) reuse.#add(path);
    } catch (error) {
      reuse.close();
      throw error;
    }
    return reuse;
  }

  get empty(): boolean {
    return this.#kept.size === 0;
  }

  /** @throws StorageError where its journal changed since */
  find(answer: string): Reply | undefined {
    const kept = this.#kept.get(answer);
    const row = kept === undefined ? undefined : readPlace(kept.file, kept.path, kept);
    return row !== undefined && 'reply' in row ? row.reply : undefined;
  }

  close(): void {
    for (const file of this.#files.splice(0)) closeSync(file);
  }

  #add(path: string): void {
    const file = openJournalFile(path);
    this.#files.push(file);
    readRows(file, path, (row, place) => {
      if ('reply' in row) this.#kept.set(row.answer, { ...place, file, path });
    });
  }
}
