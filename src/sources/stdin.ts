import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { UsageError } from '../core/errors.ts';
import type { Limits } from '../core/limits.ts';

export interface Spooled {
  readonly path: string;
  /** Removes the copy. */
  remove(): Promise<void>;
}

/**
 * Copies a stream to a private temporary file: archives are read from their end, so a pipe cannot be read as it is.
 * @throws UsageError past `stdin.bytes`, and where nothing comes: what should have written into the pipe has failed
 */
export async function spool(input: Readable, name: string, limits: Limits, signal?: AbortSignal): Promise<Spooled> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-'));
  const path = join(folder, name);
  const most = limits['stdin.bytes'];
  let count = 0;
  const bounded = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      count += chunk.length;
      if (count > most) done(new UsageError(`standard input is longer than ${most} bytes (--limit stdin.bytes=N)`));
      else done(null, chunk);
    },
  });
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    await pipeline(input, bounded, createWriteStream(path, { mode: 0o600 }), { signal });
    if (count === 0) throw new UsageError('standard input is empty');
    return { path, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
