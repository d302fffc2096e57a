import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { InputError } from '../core/errors.ts';
import type { ByteSource } from './byte-source.ts';

export interface OpenFile extends ByteSource {
  /** True where size or times differ from those at opening. */
  changed(): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * Opens a regular file without following a link and without waiting for a FIFO's writer.
 * @throws InputError `unreadable` (permissions, not a regular file, gone)
 */
export async function openFile(path: string, id: string): Promise<OpenFile> {
  const handle = await openHandle(path);
  const first = await handle.stat();
  if (!first.isFile()) {
    await handle.close();
    throw new InputError('unreadable', 'not a regular file');
  }
  return {
    id,
    size: first.size,
    cost: 'disk',
    read: async (at, length) => {
      const wanted = Math.max(0, Math.min(length, first.size - at));
      const buffer = new Uint8Array(wanted);
      let got = 0;
      while (got < wanted) {
        const { bytesRead } = await readSome(handle, buffer, got, at + got);
        if (bytesRead === 0) throw new InputError('changed', 'the file shrank while it was read', { offset: at + got });
        got += bytesRead;
      }
      return buffer;
    },
    changed: async () => {
      const now = await handle.stat();
      return now.size !== first.size || now.mtimeMs !== first.mtimeMs || now.ctimeMs !== first.ctimeMs;
    },
    close: () => handle.close(),
  };
}

async function openHandle(path: string): Promise<FileHandle> {
  try {
    return await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (cause) {
    throw new InputError('unreadable', systemReason(cause), { cause });
  }
}

async function readSome(handle: FileHandle, buffer: Uint8Array, offset: number, position: number) {
  try {
    return await handle.read(buffer, offset, buffer.length - offset, position);
  } catch (cause) {
    throw new InputError('unreadable', systemReason(cause), { offset: position, cause });
  }
}

/** The operating system's word for a failure, without the path that its message carries. */
export function systemReason(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  const known: Readonly<Record<string, string>> = {
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    ENOENT: 'it is gone',
    ELOOP: 'it is a symbolic link',
    EISDIR: 'it is a folder',
    ENXIO: 'it is a device or a socket',
    EIO: 'the disk reports an error',
  };
  return known[code] ?? (code === '' ? 'it could not be read' : `it could not be read (${code})`);
}
