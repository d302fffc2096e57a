import { rm } from 'node:fs/promises';
import type { Claimed, Entry, Remote } from '../subject.ts';
import { download } from './download.ts';
import { RangeFile } from './range-file.ts';
import type { RemoteAccess, Target } from './remote-access.ts';

/** Files in flight at one time. */
const CONCURRENCY = 24;

export function remoteEntry(
  access: RemoteAccess,
  target: Target,
  more: Pick<Extract<Entry, { kind: 'file' }>, 'claimed' | 'anomalies'> = {},
): Entry {
  return {
    path: target.id,
    kind: 'file',
    size: target.size,
    open: {
      kind: 'remote',
      open: ({ whole, signal }) =>
        whole ? download(access, target, signal) : Promise.resolve(new RangeFile(access, target)),
    },
    ...more,
  };
}

/** What a dossier says of where the files are, and how to end. */
export function remotePart(
  access: RemoteAccess,
  url: string,
  more: Pick<Remote, 'revision' | 'reference'> = {},
): Remote {
  const { client, budget, cache } = access;
  return {
    url,
    ...more,
    concurrency: CONCURRENCY,
    traffic: {
      requests: () => client.requests,
      fetched: () => budget.fetched,
      cached: () => budget.cached,
      watch: (onBytes) => {
        budget.onBytes = onBytes;
      },
    },
    close: async () => {
      await client.close();
      await cache?.close();
      await rm(access.spoolFolder, { recursive: true, force: true });
    },
  };
}

/** Claims are lower-case hexadecimal of the right length, or they are none. */
export function claimed(by: string, sha256: string | undefined, gitBlob: string | undefined): Claimed | undefined {
  const sound = (text: string | undefined, digits: number): text is string =>
    text !== undefined && new RegExp(`^[0-9a-f]{${digits}}$`).test(text);
  if (!sound(sha256, 64) && !sound(gitBlob, 40)) return undefined;
  return { by, ...(sound(sha256, 64) ? { sha256 } : {}), ...(sound(gitBlob, 40) ? { gitBlob } : {}) };
}
