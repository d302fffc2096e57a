import { randomUUID } from 'node:crypto';
import { tmpdir, homedir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../core/errors.ts';
import type { Limits } from '../core/limits.ts';
import { listSubject } from './folder.ts';
import type { RemoteAccess } from './http/remote-access.ts';
import type { Subject } from './subject.ts';

/** What a user said about subjects that are elsewhere. */
export interface RemoteOptions {
  readonly hubEndpoint?: string | undefined;
  /** Undefined: where the hub's own tools keep it. False: none is sent. */
  readonly tokenFile?: string | undefined;
  readonly token: boolean;
  readonly byteBudget?: number | undefined;
  readonly download: boolean;
  readonly allowPrivate: boolean;
  /** Folder of the cache; false for none. */
  readonly cache: string | undefined | false;
  /** A listing on another hub to compare digests with. */
  readonly compareWith?: string | undefined;
  readonly userAgent: string;
  readonly env: NodeJS.ProcessEnv;
}

export const isRemote = (subject: string): boolean => /^[a-z][a-z0-9+.-]*:\/\//i.test(subject);

/**
 * A folder, a file, or something elsewhere: `https://`, `hf://org/name[@revision][/path]`, `ms://org/name`.
 * @throws UsageError where the subject does not exist or may not be read
 */
export async function openSubject(
  subject: string,
  limits: Limits,
  options: RemoteOptions,
  signal?: AbortSignal,
): Promise<Subject> {
  if (!isRemote(subject)) return listSubject(subject, limits);
  const end = subject.indexOf('://');
  const scheme = subject.slice(0, end).toLowerCase();
  const rest = subject.slice(end + 3);
  if (scheme === 'hf') return openOnHub(rest, limits, options, signal);
  if (scheme !== 'https' && scheme !== 'http')
    throw new UsageError(`${scheme}:// is no kind of subject that Assay reads`);
  const access = await remoteAccess(limits, options, undefined);
  const { openUrl } = await import('./http/url-subject.ts');
  return closing(access, () => openUrl(subject, access, { download: options.download, signal }));
}

async function openOnHub(
  rest: string,
  limits: Limits,
  options: RemoteOptions,
  signal: AbortSignal | undefined,
): Promise<Subject> {
  const { HUGGING_FACE } = await import('./hub/hub.ts');
  const { hubCredential } = await import('./hub/token.ts');
  const { openHub } = await import('./hub/hub-subject.ts');
  const endpoint = endpointOf(options.hubEndpoint ?? (options.env['HF_ENDPOINT'] || HUGGING_FACE));
  const { env, tokenFile } = options;
  const credential = options.token ? await hubCredential({ env, tokenFile, endpoint: new URL(endpoint) }) : undefined;
  const access = await remoteAccess(limits, options, credential);
  return closing(access, () => openHub(rest, access, { endpoint, withToken: credential !== undefined, signal }));
}

/** Origin and path without the last slash. @throws UsageError */
function endpointOf(text: string): string {
  const url = URL.parse(text);
  if (
    url === null ||
    (url.protocol !== 'https:' && url.protocol !== 'http:') ||
    url.username !== '' ||
    url.search !== ''
  )
    throw new UsageError(`the hub's endpoint ${JSON.stringify(text)} is no https:// address`);
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

async function remoteAccess(
  limits: Limits,
  options: RemoteOptions,
  credential: import('./http/credential.ts').Credential | undefined,
): Promise<RemoteAccess> {
  const { HttpClient } = await import('./http/client.ts');
  const { Budget } = await import('./http/budget.ts');
  const { Turns } = await import('./http/turns.ts');
  const { SegmentCache } = await import('./cache/segment-cache.ts');
  const { allowPrivate, userAgent, env } = options;
  const folder = options.cache === false ? undefined : (options.cache ?? cacheFolder(env));
  return {
    client: new HttpClient({ limits, allowPrivate, credential, userAgent, env }),
    budget: new Budget(options.byteBudget),
    limits,
    large: new Turns(),
    cache: folder === undefined ? undefined : await SegmentCache.open(folder, limits['cache.bytes']),
    spoolFolder: join(folder ?? tmpdir(), `assay-spool-${randomUUID()}`),
  };
}

/** As the XDG base directory specification has it. */
function cacheFolder(env: NodeJS.ProcessEnv): string {
  return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'assay');
}

/** A subject that could not be opened leaves no connection behind. */
async function closing(access: RemoteAccess, open: () => Promise<Subject>): Promise<Subject> {
  try {
    return await open();
  } catch (error) {
    await access.client.close();
    throw error;
  }
}
