import { InputError, UsageError } from '../../core/errors.ts';
import type { Answer } from '../http/answer.ts';
import { credentialFor, endpointOf } from '../http/endpoint.ts';
import { escapedPath } from '../http/paths.ts';
import type { RemoteAccess, Target } from '../http/remote-access.ts';
import { claimed } from '../http/remote-subject.ts';
import { tokenInFile } from '../http/token-file.ts';
import type { HubListing, ListedFile } from '../listing.ts';
import type { Connect } from '../repository.ts';
import type { Claimed } from '../subject.ts';
import { type HubAddress, parseHubAddress, shownAddress } from '../http/hub-address.ts';
import { type Asker, repositoryInfo, treeFiles } from './listing.ts';
import { HUGGING_FACE, refuseAccess } from './refusal.ts';
import { hubToken } from './token.ts';

interface Hub {
  readonly address: HubAddress;
  /** Origin, and a path where a mirror has one. */
  readonly endpoint: string;
  readonly access: RemoteAccess;
  /** For the words of a refusal. */
  readonly withToken: boolean;
}

/**
 * A repository on Hugging Face or a mirror of it, pinned to the commit that its revision names now:
 * `org/name[@revision][/path]`.
 * @throws UsageError where the address is wrong
 */
export const connectHub: Connect = async (rest, options, open) => {
  const address = parseHubAddress('hf', rest);
  const { env, tokenFile, hubEndpoint } = options;
  const endpoint = endpointOf(hubEndpoint ?? (env['HF_ENDPOINT'] || HUGGING_FACE));
  const token = !options.token
    ? undefined
    : tokenFile === undefined
      ? await hubToken(env, endpoint)
      : await tokenInFile(tokenFile);
  const credential =
    token === undefined ? undefined : credentialFor(endpoint, token, (text) => ({ authorization: `Bearer ${text}` }));
  const access = await open(credential);
  const hub: Hub = { address, endpoint, access, withToken: token !== undefined };
  return {
    name: address.path === undefined ? address.repository : `${address.repository}/${address.path}`,
    access,
    list: (signal) => list(hub, signal),
    target: (file, listing) => target(hub, file, listing),
  };
};

/** The files of a repository with what the hub claims of them; reads none of them. */
async function list(
  { address, endpoint, access, withToken }: Hub,
  signal: AbortSignal | undefined,
): Promise<HubListing> {
  const { client, limits } = access;
  const api = `${endpoint}/api/models/${address.repository}`;
  const refuse = (answer: Answer): void => refuseAccess(answer, address, endpoint, withToken);
  const asker: Asker = { client, limits, signal, refuse };
  const { sha } = await repositoryInfo(
    new URL(`${api}/revision/${encodeURIComponent(address.revision ?? 'main')}`),
    asker,
  );
  const nodes = await treeFiles(new URL(`${api}/tree/${sha}?recursive=true&expand=false`), asker);
  const by = new URL(endpoint).host;
  const files = nodes.flatMap(({ path, size: own, oid, lfs }): ListedFile[] => {
    const size = lfs?.size ?? own;
    if (size === undefined || !isInside(path, address.path)) return [];
    const claim = lfs === undefined ? claimed(by, undefined, oid) : claimed(by, lfs.oid, undefined);
    return [{ path, size, ...(claim === undefined ? {} : { claimed: claim }) }];
  });
  if (files.length === 0 && address.path !== undefined)
    throw new UsageError(`${address.repository} at ${sha.slice(0, 12)} has no ${JSON.stringify(address.path)}`);
  return { url: shownAddress('hf', address), revision: sha, files };
}

const isInside = (path: string, folder: string | undefined): boolean =>
  folder === undefined || path === folder || path.startsWith(`${folder}/`);

/**
 * `GET /{repo_id}/resolve/{revision}/{path}` gives the file or redirects to where its bytes are; the hub's own digest and
 * size of it are then in `X-Linked-ETag` and `X-Linked-Size` of the redirect (huggingface_hub, `get_hf_file_metadata`).
 */
function target({ address, endpoint, withToken }: Hub, file: ListedFile, { revision = '' }: HubListing): Target {
  const key = contentKey(endpoint, file);
  return {
    id: file.path,
    url: new URL(`${endpoint}/${address.repository}/resolve/${revision}/${escapedPath(file.path)}`),
    size: file.size,
    ...(key === undefined ? {} : { key }),
    inspect: (answer) => {
      refuseAccess(answer, address, endpoint, withToken);
      checkLinked(answer, file.claimed, file.size);
      checkCommit(answer, revision);
    },
  };
}

/** Content is kept under the hub that vouched for it: another hub's claim must not stand for it. */
function contentKey(endpoint: string, { claimed: claim, size }: ListedFile): string | undefined {
  const digest = claim?.sha256 ?? claim?.gitBlob;
  return digest === undefined ? undefined : `hub ${endpoint} ${digest} ${size}`;
}

/** A hub names the commit that it resolves; a mirror may be behind, or may not care. */
function checkCommit(answer: Answer, revision: string): void {
  for (const hop of [...answer.hops, answer]) {
    const commit = hop.header('x-repo-commit');
    if (commit !== undefined && /^[0-9a-f]{40}$/.test(commit) && commit !== revision)
      throw new InputError(
        'changed',
        `the hub gives the file of the commit ${commit}, where ${revision} was asked for`,
      );
  }
}

function checkLinked(answer: Answer, claim: Claimed | undefined, size: number): void {
  for (const hop of answer.hops) {
    const tag = hop.header('x-linked-etag')?.replace(/^W\//, '').replaceAll('"', '');
    if (claim?.sha256 !== undefined && tag !== undefined && /^[0-9a-f]{64}$/.test(tag) && tag !== claim.sha256)
      throw new InputError(
        'changed',
        `the hub resolves the file to the content ${tag}, but lists it as ${claim.sha256}`,
      );
    const linked = hop.header('x-linked-size');
    if (linked !== undefined && /^\d{1,16}$/.test(linked) && Number(linked) !== size)
      throw new InputError('changed', `the hub resolves the file to ${linked} bytes, but lists it with ${size}`);
  }
}
