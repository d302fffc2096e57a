import { z } from 'zod';
import { InputError, UsageError } from '../../core/errors.ts';
import type { Answer } from '../http/answer.ts';
import { credentialFor, endpointOf } from '../http/endpoint.ts';
import { type HubAddress, parseHubAddress, shownAddress } from '../http/hub-address.ts';
import { readJson } from '../http/json-answer.ts';
import { ListingBounds } from '../http/listing-bounds.ts';
import type { Patience } from '../http/patience.ts';
import type { RemoteAccess, Target } from '../http/remote-access.ts';
import { claimed } from '../http/remote-subject.ts';
import { tokenInFile } from '../http/token-file.ts';
import type { HubListing, ListedFile } from '../listing.ts';
import type { Connect } from '../repository.ts';

const ENDPOINT = 'https://modelscope.cn';
const BRANCH = 'master';
/** A listing of this length was cut by the hub, which says nothing of it (modelscope_hub, REPO_FILES_TRUNCATION_LIMIT). */
const CUT_AT = 3000;

/** An entry of `GET /api/v1/models/{id}/repo/files?Revision=&Recursive=&Root=` (modelscope_hub, `list_repo_files`). */
const nodeSchema = z.object({
  Path: z.string(),
  Type: z.string(),
  Size: z.int().nonnegative().nullish(),
  Sha256: z.string().nullish(),
});
type Node = z.infer<typeof nodeSchema>;
const listingSchema = z.object({ Data: z.object({ Files: z.array(nodeSchema).nullish() }) });

interface ModelScope {
  readonly address: HubAddress;
  readonly endpoint: string;
  readonly access: RemoteAccess;
  readonly withToken: boolean;
}

/**
 * A repository on ModelScope: `org/name[@revision][/path]`. Its listing gives no commit, so reads are of the branch as it
 * is; `MODELSCOPE_API_TOKEN` goes to its own origin, as header and cookie, as its own client sends it.
 * @throws UsageError where the address is wrong
 */
export const connectModelScope: Connect = async (rest, options, open) => {
  const address = parseHubAddress('ms', rest);
  const { env, tokenFile, hubEndpoint } = options;
  const endpoint = endpointOf(hubEndpoint ?? (env['MODELSCOPE_ENDPOINT'] || ENDPOINT));
  const named = tokenFile === undefined ? env['MODELSCOPE_API_TOKEN']?.trim() : await tokenInFile(tokenFile);
  const token = options.token && named !== '' ? named : undefined;
  const headers = (text: string) => ({ authorization: `Bearer ${text}`, cookie: `m_session_id=${text}` });
  const access = await open(token === undefined ? undefined : credentialFor(endpoint, token, headers));
  const hub: ModelScope = { address, endpoint, access, withToken: token !== undefined };
  return {
    name: address.path === undefined ? address.repository : `${address.repository}/${address.path}`,
    access,
    list: (signal) => list(hub, signal),
    target: (file) => target(hub, file),
  };
};

async function list(hub: ModelScope, signal: AbortSignal | undefined): Promise<HubListing> {
  const { address, endpoint } = hub;
  const { client, limits } = hub.access;
  const bounds = new ListingBounds(limits);
  const patience = client.patience(limits['http.listing']);
  const walk: Walk = { hub, signal, bounds, patience, nodes: new Map(), cut: [] };
  await walkFolder(walk, address.path === undefined ? '' : parentOf(address.path));
  const by = new URL(endpoint).host;
  const files = [...walk.nodes.values()].flatMap((node): ListedFile[] => {
    const { Path: path, Type: type, Size: size, Sha256: sha256 } = node;
    const inside = address.path === undefined || path === address.path || path.startsWith(`${address.path}/`);
    if (type !== 'blob' || size === undefined || size === null || !inside) return [];
    const claim = claimed(by, sha256 ?? undefined, undefined);
    return [{ path, size, ...(claim === undefined ? {} : { claimed: claim }) }];
  });
  if (files.length === 0 && address.path !== undefined)
    throw new UsageError(`${address.repository} has no ${JSON.stringify(address.path)}`);
  const revision = address.revision ?? BRANCH;
  return { url: shownAddress('ms', { ...address, revision }), files, cut: walk.cut };
}

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

interface Walk {
  readonly hub: ModelScope;
  readonly signal: AbortSignal | undefined;
  readonly bounds: ListingBounds;
  readonly patience: Patience;
  readonly nodes: Map<string, Node>;
  readonly cut: string[];
}

/** All at once where the hub gives it in full, folder by folder where it cuts. */
async function walkFolder(walk: Walk, root: string): Promise<void> {
  const keep = (nodes: readonly Node[]): void =>
    nodes.forEach((node) => {
      walk.bounds.entry();
      walk.nodes.set(node.Path, node);
    });
  const all = await askFolder(walk, root, true);
  keep(all);
  if (all.length < CUT_AT) return;
  const here = await askFolder(walk, root, false);
  keep(here);
  if (here.length >= CUT_AT) walk.cut.push(root);
  for (const { Path: path, Type: type } of here)
    if (type === 'tree' && path !== root && path.startsWith(root === '' ? '' : `${root}/`))
      await walkFolder(walk, path);
}

async function askFolder({ hub, signal, bounds, patience }: Walk, root: string, recursive: boolean): Promise<Node[]> {
  const { address, endpoint, access } = hub;
  const url = new URL(`${endpoint}/api/v1/models/${address.repository}/repo/files`);
  url.searchParams.set('Revision', address.revision ?? BRANCH);
  url.searchParams.set('Recursive', recursive ? 'True' : 'False');
  if (root !== '') url.searchParams.set('Root', root);
  const most = access.limits['http.answer'];
  bounds.page();
  try {
    return await access.client.get(url, { expect: most, patience, signal }, async (answer) => {
      refuse(answer, hub);
      const { value, length } = await readJson(answer, most);
      bounds.bytes(length);
      const listing = listingSchema.safeParse(value);
      if (!listing.success) throw new UsageError('the answer of ModelScope is not of the form that its client reads');
      return listing.data.Data.Files ?? [];
    });
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError('ModelScope answers something that is no JSON');
    if (error instanceof InputError) throw new UsageError(`ModelScope could not be asked: ${error.message}`);
    throw error;
  }
}

/** It does not tell a missing repository from a private one, nor a missing revision from either. */
function refuse({ status, url }: Answer, { address, withToken }: ModelScope): void {
  if (status < 400) return;
  const token = withToken ? 'the token may not read it' : 'no token was sent (MODELSCOPE_API_TOKEN or --token-file)';
  if (status === 404 || status === 401 || status === 403)
    throw new UsageError(
      `${address.repository} on ${url.host} does not exist in this revision, or it is private: ${token} (${status})`,
    );
  throw new UsageError(`ModelScope answers ${status}`);
}

/** `GET /api/v1/models/{id}/repo?Revision=&FilePath=` (modelscope_hub, `get_file_url`). */
function target({ address, endpoint }: ModelScope, file: ListedFile): Target {
  const url = new URL(`${endpoint}/api/v1/models/${address.repository}/repo`);
  url.searchParams.set('Revision', address.revision ?? BRANCH);
  url.searchParams.set('FilePath', file.path);
  const digest = file.claimed?.sha256;
  return {
    id: file.path,
    url,
    size: file.size,
    ...(digest === undefined ? {} : { key: `hub ${endpoint} ${digest} ${file.size}` }),
  };
}
