import { randomUUID } from 'node:crypto';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Limits } from '../core/limits.ts';
import { SegmentCache } from './cache/segment-cache.ts';
import { Budget } from './http/budget.ts';
import { HttpClient } from './http/client.ts';
import type { Credential } from './http/credential.ts';
import type { RemoteAccess } from './http/remote-access.ts';
import { Turns } from './http/turns.ts';
import type { RemoteOptions } from './remote-options.ts';

/** What every file of one remote subject shares. A credential is for this subject's hub alone. */
export async function remoteAccess(
  limits: Limits,
  options: RemoteOptions,
  credential: Credential | undefined,
): Promise<RemoteAccess> {
  const { allowPrivate, userAgent, env } = options;
  const folder = options.cache === false ? undefined : (options.cache ?? cacheFolder(env));
  return {
    client: new HttpClient({ limits, allowPrivate, credential, userAgent, env }),
    budget: new Budget(options.byteBudget),
    limits,
    held: { bytes: 0 },
    large: new Turns(),
    cache: folder === undefined ? undefined : await SegmentCache.open(folder, limits['cache.bytes']),
    spoolFolder: join(folder ?? tmpdir(), `assay-spool-${randomUUID()}`),
  };
}

/** As the XDG base directory specification has it. */
function cacheFolder(env: NodeJS.ProcessEnv): string {
  return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'assay');
}
