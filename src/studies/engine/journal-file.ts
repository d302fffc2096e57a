import { closeSync, fstatSync, ftruncateSync, fsyncSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { StorageError, UsageError } from '../../core/errors.ts';
import { systemReason } from '../../sources/file-source.ts';
import { JOURNAL, parseRow, type Row } from './journal-row.ts';

const CHUNK = 1 << 20;
/** A longer line is no row of ours: the longest answers have some hundred thousand characters (CWE-770). */
const LONGEST_LINE = 1 << 26;
const NEWLINE = 10;

/** Another process is at work on a journal. */
export class JournalHeld extends UsageError {
  constructor(path: string) {
    super(`another process is at work on the journal ${JSON.stringify(path)}`);
  }
}

/** Where a row lies in its file. */
export interface Place {
  readonly at: number;
  readonly length: number;
}

/**
 * A journal on disk, open for one process. A row that is appended is in the hands of the operating system: a kill of
 * this process does not lose it.
 */
export class JournalFile {
  readonly #path: string;
  readonly #file: number;
  #size: number;

  /**
   * @throws UsageError where it cannot be opened; JournalHeld where another process has it
   * @throws StorageError where its content is none
   */
  constructor(path: string, onRow: (row: Row, place: Place) => void) {
    this.#path = path;
    lock(path);
    try {
      this.#file = openSync(path, 'a+');
    } catch (cause) {
      unlock(path);
      throw new UsageError(`cannot write the journal ${JSON.stringify(path)}: ${systemReason(cause)}`);
    }
    try {
      this.#size = readRows(this.#file, path, onRow);
      // A line that a kill cut off goes: its trial was in flight, and is asked again.
      if (this.#size < fstatSync(this.#file).size) ftruncateSync(this.#file, this.#size);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** @throws StorageError where the disk does not take it; the file then ends with the row before */
  append(row: Row): Place {
    const bytes = Buffer.from(`${JSON.stringify(row)}\n`);
    const at = this.#size;
    try {
      for (let done = 0; done < bytes.length; ) done += writeSync(this.#file, bytes, done, bytes.length - done);
    } catch (cause) {
      ftruncateSync(this.#file, at);
      throw new StorageError(`cannot write the journal ${JSON.stringify(this.#path)}: ${systemReason(cause)}`, {
        cause,
      });
    }
    this.#size += bytes.length;
    return { at, length: bytes.length - 1 };
  }

  read(place: Place): Row {
    return readPlace(this.#file, this.#path, place);
  }

  /** Asks the disk to keep what was appended. */
  sync(): void {
    fsyncSync(this.#file);
  }

  close(): void {
    closeSync(this.#file);
    unlock(this.#path);
  }
}

/** Every row of a journal that nobody writes to. @throws UsageError, StorageError as for {@link JournalFile} */
export function readJournal(path: string, onRow: (row: Row, place: Place) => void): void {
  const file = openJournalFile(path);
  try {
    readRows(file, path, onRow);
  } finally {
    closeSync(file);
  }
}

/** @throws UsageError where it cannot be opened, or is a folder */
export function openJournalFile(path: string): number {
  const refuse = (reason: string): UsageError =>
    new UsageError(`cannot read the journal ${JSON.stringify(path)}: ${reason}`);
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (cause) {
    throw refuse(systemReason(cause));
  }
  if (!fstatSync(file).isDirectory()) return file;
  closeSync(file);
  throw refuse('it is a folder');
}

/** One row, of a journal that was read before. @throws StorageError where it is no row any more */
export function readPlace(file: number, path: string, { at, length }: Place): Row {
  const bytes = Buffer.alloc(length);
  readSync(file, bytes, 0, length, at);
  const row = parseRow(bytes.toString('utf8'));
  if (row === undefined) throw new StorageError(`the journal ${JSON.stringify(path)} changed while it was read`);
  return row;
}

/** Gives the length of what holds whole rows. A last line without its end is left out. */
export function readRows(file: number, path: string, onRow: (row: Row, place: Place) => void): number {
  const chunk = Buffer.alloc(CHUNK);
  let held: Buffer[] = [];
  let heldBytes = 0;
  let lineAt = 0;
  for (let at = 0; ; ) {
    const count = readSync(file, chunk, 0, CHUNK, at);
    if (count === 0) {
      if (lineAt === 0) checkBeginning(Buffer.concat(held), path);
      return lineAt;
    }
    const read = chunk.subarray(0, count);
    let from = 0;
    for (let end = read.indexOf(NEWLINE); end !== -1; end = read.indexOf(NEWLINE, from)) {
      const bytes = Buffer.concat([...held, read.subarray(from, end)]);
      const row = parseRow(bytes.toString('utf8'));
      if (row === undefined) throw new StorageError(`${JSON.stringify(path)} is no journal of Assay: byte ${lineAt}`);
      if (lineAt === 0 && !('journal' in row))
        throw new StorageError(`${JSON.stringify(path)} does not begin as a journal of Assay`);
      onRow(row, { at: lineAt, length: bytes.length });
      lineAt += bytes.length + 1;
      held = [];
      heldBytes = 0;
      from = end + 1;
    }
    held.push(Buffer.from(read.subarray(from)));
    heldBytes += count - from;
    if (heldBytes > LONGEST_LINE) throw new StorageError(`${JSON.stringify(path)} has a line that is too long`);
    at += count;
  }
}

/** A first line that a kill cut off is begun anew; a file of somebody else's, without a line's end, is not. */
function checkBeginning(bytes: Buffer, path: string): void {
  const begun = bytes.toString('utf8', 0, BEGINNING.length);
  if (!BEGINNING.startsWith(begun))
    throw new StorageError(`${JSON.stringify(path)} does not begin as a journal of Assay`);
}

const BEGINNING = `{"journal":"${JOURNAL}"`;

const lockOf = (path: string): string => `${path}.lock`;

function lock(path: string): void {
  for (let attempt = 0; ; attempt++) {
    try {
      const file = openSync(lockOf(path), 'wx');
      writeSync(file, String(process.pid));
      closeSync(file);
      return;
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST')
        throw new UsageError(`cannot write beside the journal ${JSON.stringify(path)}: ${systemReason(cause)}`);
      if (attempt > 0 || isHeld(path)) throw new JournalHeld(path);
      // Whoever wrote it was killed.
      unlock(path);
    }
  }
}

/** Whether another process is at work on a journal. */
export function isHeld(path: string): boolean {
  const buffer = Buffer.alloc(16);
  let pid: number;
  try {
    const file = openSync(lockOf(path), 'r');
    pid = Number(buffer.toString('utf8', 0, readSync(file, buffer, 0, buffer.length, 0)));
    closeSync(file);
  } catch {
    return false;
  }
  if (!Number.isSafeInteger(pid) || pid < 1 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function unlock(path: string): void {
  try {
    unlinkSync(lockOf(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
