import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveLimits } from '../../core/limits.ts';
import { SegmentCache } from '../cache/segment-cache.ts';
import { Budget } from './budget.ts';
import { HttpClient, type HttpOptions } from './client.ts';
import type { RemoteAccess } from './remote-access.ts';
import { Turns } from './turns.ts';

export interface TestAccess extends RemoteAccess {
  readonly folder: string;
  end(): Promise<void>;
}

/** What a remote subject needs, against loopback, without waiting long for anything. */
export async function testAccess(
  options: Partial<HttpOptions> & { budget?: number; cache?: string } = {},
): Promise<TestAccess> {
  const limits = options.limits ?? resolveLimits();
  const folder = mkdtempSync(join(tmpdir(), 'assay-remote-'));
  const client = new HttpClient({
    limits,
    allowPrivate: true,
    userAgent: 'assay/test',
    env: {},
    timings: { backOff: 1, idle: 5000 },
    ...options,
  });
  return {
    client,
    limits,
    folder,
    budget: new Budget(options.budget),
    held: { bytes: 0 },
    large: new Turns(),
    cache: options.cache === undefined ? undefined : await SegmentCache.open(options.cache, limits['cache.bytes']),
    spoolFolder: join(folder, 'spool'),
    end: async () => {
      await client.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
