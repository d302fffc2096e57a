import { InputError, UsageError } from '../../core/errors.ts';
import { compareText } from '../../core/finding.ts';
import { escapedPath } from '../http/paths.ts';
import type { RemoteAccess, Target } from '../http/remote-access.ts';
import { claimed, remoteEntry, remotePart } from '../http/remote-subject.ts';
import type { Answer } from '../http/answer.ts';
import type { Claimed, Subject } from '../subject.ts';
import { type HubAddress, parseHubAddress } from './address.ts';
import { refuseAccess, shownAddress } from './hub.ts';
import { listedEntries, type ListedFile } from './listed.ts';
import { type Asker, repositoryInfo, treeNodes } from './listing.ts';

export interface HubOptions {
  /** Origin, and a path where a mirror has one. */
  readonly endpoint: string;
  /** True where a token goes with each question: for the words of a refusal. */
  readonly withToken: boolean;
  readonly signal: AbortSignal | undefined;
}

export interface HubListing {
  readonly address: HubAddress;
  readonly revision: string | undefined;
  readonly files: readonly ListedFile[];
}

/**
 * A repository on a hub, pinned to the commit that its revision names now: `hf://org/name[@revision][/path]`.
 * @throws UsageError where it is missing, private, gated, or the hub does not answer
 */
export async function openHub(text: string, access: RemoteAccess, options: HubOptions): Promise<Subject> {
  const address = parseHubAddress('hf', text);
  const listing = await listHub(address, access, options);
  const revision = listing.revision ?? '';
  const entries = listedEntries(listing.files, (file) => {
    const target = fileTarget(file, address, revision, access, options);
    return remoteEntry(access, target, file.claimed === undefined ? {} : { claimed: file.claimed });
  });
  return {
    name: address.path === undefined ? address.repository : `${address.repository}/${address.path}`,
    kind: 'repository',
    entries: entries.toSorted((a, b) => compareText(a.path, b.path)),
    remote: remotePart(access, shownAddress('hf', address), { revision }),
  };
}

/** The files of a repository with what the hub claims of them; reads none of them. */
export async function listHub(address: HubAddress, access: RemoteAccess, options: HubOptions): Promise<HubListing> {
  const { endpoint, withToken, signal } = options;
  const { client, limits } = access;
  const api = `${endpoint}/api/models/${address.repository}`;
  const refuse = (answer: Answer): void => refuseAccess(answer, address, endpoint, withToken);
  const asker: Asker = { client, limits, signal, refuse };
  const info = await repositoryInfo(
    new URL(`${api}/revision/${encodeURIComponent(address.revision ?? 'main')}`),
    asker,
  );
  const nodes = await treeNodes(new URL(`${api}/tree/${info.sha}?recursive=true&expand=false`), asker);
  const by = new URL(endpoint).host;
  const files = nodes.flatMap((node): ListedFile[] => {
    if (node.type !== 'file' || !isInside(node.path, address.path)) return [];
    const size = node.lfs?.size ?? node.size;
    if (size === undefined) return [];
    const claim = node.lfs === undefined ? claimed(by, undefined, node.oid) : claimed(by, node.lfs.oid, undefined);
    return [{ path: node.path, size, ...(claim === undefined ? {} : { claimed: claim }) }];
  });
  if (files.length === 0 && address.path !== undefined)
    throw new UsageError(`${address.repository} at ${info.sha.slice(0, 12)} has no ${JSON.stringify(address.path)}`);
  return { address, revision: info.sha, files };
}

const isInside = (path: string, folder: string | undefined): boolean =>
  folder === undefined || path === folder || path.startsWith(`${folder}/`);

/**
 * `GET /{repo_id}/resolve/{revision}/{path}` gives the file or redirects to where its bytes are; the hub's own digest and
 * size of it are then in `X-Linked-ETag` and `X-Linked-Size` of the redirect (huggingface_hub, `get_hf_file_metadata`).
 */
function fileTarget(
  file: ListedFile,
  address: HubAddress,
  revision: string,
  access: RemoteAccess,
  { endpoint, withToken }: HubOptions,
): Target {
  const key = contentKey(endpoint, file.claimed, file.size);
  return {
    id: file.path,
    url: new URL(`${endpoint}/${address.repository}/resolve/${revision}/${escapedPath(file.path)}`),
    size: file.size,
    ...(key === undefined || access.cache === undefined ? {} : { key }),
    inspect: (answer) => {
      refuseAccess(answer, address, endpoint, withToken);
      checkLinked(answer, file.claimed?.sha256, file.size);
    },
  };
}

/** Content is kept under the hub that vouched for it: another hub's claim must not stand for it. */
function contentKey(endpoint: string, claim: Claimed | undefined, size: number): string | undefined {
  const digest = claim?.sha256 ?? claim?.gitBlob;
  return digest === undefined ? undefined : `hub ${endpoint} ${digest} ${size}`;
}

function checkLinked(answer: Answer, sha256: string | undefined, size: number): void {
  for (const hop of answer.hops) {
    const tag = hop.header('x-linked-etag')?.replace(/^W\//, '').replaceAll('"', '');
    if (sha256 !== undefined && tag !== undefined && /^[0-9a-f]{64}$/.test(tag) && tag !== sha256)
      throw new InputError('changed', `the hub resolves the file to the content ${tag}, but lists it as ${sha256}`);
    const linked = hop.header('x-linked-size');
    if (linked !== undefined && /^\d{1,16}$/.test(linked) && Number(linked) !== size)
      throw new InputError('changed', `the hub resolves the file to ${linked} bytes, but lists it with ${size}`);
  }
}
