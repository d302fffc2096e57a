import { createHash, type Hash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, statfs, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Anomaly } from '../../core/coverage.ts';
import { InputError } from '../../core/errors.ts';
import { printable } from '../../core/printable.ts';
import { bytes as inUnits } from '../../core/quantities.ts';
import { openFile, systemReason } from '../file-source.ts';
import type { Digests, RemoteFile } from '../subject.ts';
import { type Answer, CutShort } from './answer.ts';
import { contentVersion } from './content-version.ts';
import { parseContentRange } from './content-range.ts';
import type { RemoteAccess, Target } from './remote-access.ts';
import { reserveDisk } from './disk.ts';

interface Progress {
  got: number;
  version: string | undefined;
  /** It went on where it broke, and nothing tells that the rest is of the same version. */
  joined: boolean;
  readonly sha256: Hash;
  readonly gitBlob: Hash;
}

/**
 * Fetches a file whole to a private copy and hashes it on the way, so that what is examined is what was hashed. A
 * broken transfer goes on where it broke, where the server has ranges. The copy is removed when the file is closed.
 * @throws InputError `unreadable`, `changed`, `limit` (download.disk), `budget`
 */
export async function download(
  access: RemoteAccess,
  target: Target,
  signal: AbortSignal | undefined,
): Promise<RemoteFile> {
  const release = await reserveDisk(access, target.size, signal);
  const path = join(access.spoolFolder, `${randomUUID()}.part`);
  const remove = async (): Promise<void> => {
    release();
    await unlink(path).catch(() => {});
  };
  try {
    const { digests, joined } = await fetchTo(path, access, target, signal);
    const file = openFile(path, target.id);
    // Gone from the folder at once, where the system allows it: a kill leaves nothing behind.
    await unlink(path).catch(() => {});
    return {
      ...file,
      bytesRead: target.size,
      digests,
      doubt: () => Promise.resolve(joined ? JOINED : undefined),
      close: () => {
        file.close();
        void remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

const JOINED: Anomaly = {
  code: 'source.unversioned',
  message:
    'the transfer broke off and went on, and the server says of no part which version of the file it is of (ETag, Last-Modified): a change in between cannot be ruled out',
  stops: false,
};

async function fetchTo(
  path: string,
  access: RemoteAccess,
  target: Target,
  signal: AbortSignal | undefined,
): Promise<{ digests: Digests; joined: boolean }> {
  await checkSpace(access.spoolFolder, target.size);
  const file = await open(path, 'wx', 0o600);
  try {
    const progress: Progress = {
      got: 0,
      version: undefined,
      joined: false,
      sha256: createHash('sha256'),
      gitBlob: createHash('sha1').update(`blob ${target.size}\0`),
    };
    for (let breaks = 0; progress.got < target.size; breaks++) {
      if (breaks > MOST_BREAKS) throw new InputError('unreadable', `the transfer broke off ${breaks} times`);
      const before = progress.got;
      const headers: Record<string, string> = before > 0 ? { range: `bytes=${before}-` } : {};
      const question = { headers, expect: target.size - before, signal };
      try {
        await access.client.get(target.url, question, (answer) => receive(answer, file, progress, access, target));
      } catch (error) {
        // A break that brought something is a new start; one that brought nothing was tried again already.
        if (!(error instanceof BrokenOff)) throw error;
      }
    }
    const digests = { sha256: progress.sha256.digest('hex'), gitBlob: progress.gitBlob.digest('hex') };
    return { digests, joined: progress.joined };
  } catch (error) {
    if (error instanceof Error && 'syscall' in error && 'path' in error)
      throw new InputError('unreadable', `the copy could not be written: ${systemReason(error)}`, { cause: error });
    throw error;
  } finally {
    await file.close();
  }
}

/** New starts of one transfer. */
const MOST_BREAKS = 100;

class BrokenOff extends Error {}

async function receive(
  answer: Answer,
  file: FileHandle,
  progress: Progress,
  access: RemoteAccess,
  target: Target,
): Promise<void> {
  target.inspect?.(answer);
  let skip = startOf(answer, progress, target);
  const version = contentVersion(answer);
  if (progress.version !== undefined && version !== progress.version)
    throw new InputError(
      'changed',
      'the file changed while it was fetched: its entity tag or date is another than before',
    );
  progress.version = version;
  const before = progress.got;
  if (before > 0 && version === undefined) progress.joined = true;
  try {
    for await (const chunk of answer.body) {
      access.budget.spend(chunk.length);
      const bytes = chunk.subarray(Math.min(skip, chunk.length));
      skip -= chunk.length - bytes.length;
      if (progress.got + bytes.length > target.size)
        throw new InputError('changed', `the server sends more than the ${target.size} bytes that it had announced`);
      await file.write(bytes, 0, bytes.length, progress.got);
      progress.sha256.update(bytes);
      progress.gitBlob.update(bytes);
      progress.got += bytes.length;
    }
    if (progress.got < target.size) throw new CutShort(progress.got, target.size);
  } catch (cause) {
    throw progress.got > before && !(cause instanceof InputError) ? new BrokenOff('broken off', { cause }) : cause;
  }
}

/** Bytes of the body that we have already. */
function startOf(answer: Answer, { got }: Progress, target: Target): number {
  if (answer.status !== 200 && answer.status !== 206)
    throw new InputError('unreadable', `the server answers ${answer.status}`);
  const encoding = answer.header('content-encoding');
  if (encoding !== undefined && encoding !== 'identity')
    throw new InputError('unsupported', `the server sends the file compressed (${printable(encoding, 40)})`);
  if (answer.status === 200) return got;
  const range = parseContentRange(answer.header('content-range'));
  if (range?.first !== got || (range.size !== undefined && range.size !== target.size))
    throw new InputError('unreadable', 'the server sends other bytes than were asked for');
  return 0;
}

async function checkSpace(folder: string, size: number): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < size)
    throw new InputError('unreadable', `it needs ${inUnits(size)} of disk, and ${inUnits(bavail * bsize)} are free`);
}
