import { closeSync, constants, fstatSync, openSync, read, readSync } from 'node:fs';
import { promisify } from 'node:util';
import { InputError } from '../core/errors.ts';
import type { ByteSource } from './byte-source.ts';

export interface OpenFile extends ByteSource {
  /** True where size or times differ from those at opening. */
  changed(): boolean;
  close(): void;
}

export interface LocalFile extends OpenFile {
  readonly descriptor: number;
  readonly readInto: NonNullable<ByteSource['readInto']>;
}

/** Files up to this size are read once and kept while they are open: most subjects are many small files. */
const SMALL = 65_536;

/**
 * Opens a regular file without following a link and without waiting for a FIFO's writer.
 * The short calls are synchronous: for small files a trip to the thread pool costs more than the call.
 * @throws InputError `unreadable` (permissions, not a regular file, gone)
 */
export function openFile(path: string, id: string): LocalFile {
  const descriptor = attempt(() => openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK));
  const first = fstatSync(descriptor);
  if (!first.isFile()) {
    closeSync(descriptor);
    throw new InputError('unreadable', 'not a regular file');
  }
  const { size } = first;
  return {
    ...descriptorSource(descriptor, size, id),
    descriptor,
    changed: () => {
      const now = fstatSync(descriptor);
      return now.size !== size || now.mtimeMs !== first.mtimeMs || now.ctimeMs !== first.ctimeMs;
    },
    close: () => closeSync(descriptor),
  };
}

/** What is open under a descriptor, which belongs to the process: a thread reads what another has opened. */
export function descriptorSource(
  descriptor: number,
  size: number,
  id: string,
): ByteSource & Pick<LocalFile, 'readInto'> {
  let small: Uint8Array | undefined;
  const whole = (): Uint8Array => {
    if (small === undefined) readInto(descriptor, (small = new Uint8Array(size)), 0);
    return small;
  };
  return {
    id,
    size,
    cost: 'disk',
    read: async (at, length) => {
      if (size <= SMALL) return whole().subarray(Math.min(at, size), Math.min(at + length, size));
      const buffer = new Uint8Array(Math.max(0, Math.min(length, size - at)));
      for (let got = 0; got < buffer.length; ) {
        const bytes = await readSome(descriptor, buffer, got, buffer.length - got, at + got);
        if (bytes === 0) throw shrank(at + got);
        got += bytes;
      }
      return buffer;
    },
    readInto: (target, at) => readInto(descriptor, target.subarray(0, Math.max(0, size - at)), at),
  };
}

/** Fills the target. @throws InputError `unreadable`, or `changed` where the file ends before */
function readInto(descriptor: number, target: Uint8Array, at: number): number {
  for (let got = 0; got < target.length; ) {
    const bytes = attempt(() => readSync(descriptor, target, got, target.length - got, at + got));
    if (bytes === 0) throw shrank(at + got);
    got += bytes;
  }
  return target.length;
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
