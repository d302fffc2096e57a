import { closeSync, constants, fstatSync, openSync, read, readSync } from 'node:fs';
import { promisify } from 'node:util';
import { InputError } from '../core/errors.ts';
import type { ByteSource } from './byte-source.ts';

export interface OpenFile extends ByteSource {
  /** True where size or times differ from those at opening. */
  changed(): boolean;
  close(): void;
}

/** Files up to this size are read once and kept while they are open: most subjects are many small files. */
const SMALL = 65_536;

/**
 * Opens a regular file without following a link and without waiting for a FIFO's writer.
 * The short calls are synchronous: for small files a trip to the thread pool costs more than the call.
 * @throws InputError `unreadable` (permissions, not a regular file, gone)
 */
export function openFile(path: string, id: string): OpenFile {
  const descriptor = attempt(() => openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK));
  const first = fstatSync(descriptor);
  if (!first.isFile()) {
    closeSync(descriptor);
    throw new InputError('unreadable', 'not a regular file');
  }
  const { size } = first;
  let small: Uint8Array | undefined;
  const whole = (): Uint8Array => (small ??= readWhole(descriptor, size));
  const readInto = async (target: Uint8Array, at: number): Promise<number> => {
    const wanted = Math.max(0, Math.min(target.length, size - at));
    for (let got = 0; got < wanted; ) {
      const bytes = await readSome(descriptor, target, got, wanted - got, at + got);
      if (bytes === 0) throw shrank(at + got);
      got += bytes;
    }
    return wanted;
  };
  return {
    id,
    size,
    cost: 'disk',
    read: async (at, length) => {
      if (size <= SMALL) return whole().subarray(Math.min(at, size), Math.min(at + length, size));
      const buffer = new Uint8Array(Math.max(0, Math.min(length, size - at)));
      await readInto(buffer, at);
      return buffer;
    },
    readInto,
    changed: () => {
      const now = fstatSync(descriptor);
      return now.size !== size || now.mtimeMs !== first.mtimeMs || now.ctimeMs !== first.ctimeMs;
    },
    close: () => closeSync(descriptor),
  };
}

function readWhole(descriptor: number, size: number): Uint8Array {
  const buffer = new Uint8Array(size);
  for (let got = 0; got < size; ) {
    const bytes = attempt(() => readSync(descriptor, buffer, got, size - got, got));
    if (bytes === 0) throw shrank(got);
    got += bytes;
  }
  return buffer;
}

const readAsync = promisify(read);

async function readSome(
  descriptor: number,
  buffer: Uint8Array,
  offset: number,
  length: number,
  position: number,
): Promise<number> {
  try {
    return (await readAsync(descriptor, buffer, offset, length, position)).bytesRead;
  } catch (cause) {
    throw new InputError('unreadable', systemReason(cause), { offset: position, cause });
  }
}

function attempt<T>(call: () => T): T {
  try {
    return call();
  } catch (cause) {
    throw new InputError('unreadable', systemReason(cause), { cause });
  }
}

const shrank = (offset: number): InputError =>
  new InputError('changed', 'the file shrank while it was read', { offset });

/** The operating system's word for a failure, without the path that its message carries. */
export function systemReason(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  const known: Readonly<Record<string, string>> = {
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    ENOENT: 'there is no such file or folder',
    ELOOP: 'it is a symbolic link',
    EISDIR: 'it is a folder',
    ENXIO: 'it is a device or a socket',
    EIO: 'the disk reports an error',
    ENOSPC: 'there is no space left',
    EDQUOT: 'there is no space left',
    EFBIG: 'the file may not grow further',
    EROFS: 'the disk is read-only',
    ENOTDIR: 'what should be a folder is a file',
    ENAMETOOLONG: 'the name is too long',
  };
  return known[code] ?? (code === '' ? 'the system gives no reason' : `the system says ${code}`);
}
