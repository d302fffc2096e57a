import { setTimeout as sleep } from 'node:timers/promises';
import { InputError } from '../../core/errors.ts';
import type { RemoteAccess } from './remote-access.ts';

const held = new WeakMap<RemoteAccess, { bytes: number }>();
const LOOK_AGAIN_MS = 50;

/**
 * Waits until `size` more bytes on disk are within `download.disk`; the result gives them back.
 * @throws InputError `limit` where one file alone passes it
 */
export async function reserveDisk(
  access: RemoteAccess,
  size: number,
  signal: AbortSignal | undefined,
): Promise<() => void> {
  const most = access.limits['download.disk'];
  if (size > most)
    throw new InputError('limit', `the file has ${size} bytes, more than may be on disk (download.disk, ${most})`);
  const use = held.get(access) ?? { bytes: 0 };
  held.set(access, use);
  while (use.bytes + size > most) await sleep(LOOK_AGAIN_MS, undefined, { signal });
  use.bytes += size;
  return () => {
    use.bytes -= size;
  };
}
