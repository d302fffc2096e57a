import { UsageError } from '../../core/errors.ts';
import { unsafePath } from './paths.ts';

/** A place on a hub: repository, revision (a branch, tag, commit or `refs/pr/1`), and a folder or file in it. */
export interface HubAddress {
  readonly repository: string;
  readonly revision: string | undefined;
  readonly path: string | undefined;
}

/** `refs/pr/1` and `refs/convert/parquet` may be written with their slashes, as HfFileSystem takes them. */
const REVISION = /^(refs\/(?:pr\/\d+|convert\/[\w.-]+)|[^/]+)(?:\/(.*))?$/s;
/** A name on a hub: letters, digits, `-`, `_` and `.`, no `--` or `..`, at most 96 (huggingface_hub, validate_repo_id). */
const NAME = /^(?!.*(?:--|\.\.))[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,94}[A-Za-z0-9_])?$/;

/**
 * `org/name[@revision][/path]`, the part of an address after `hf://` or `ms://` (huggingface_hub, "Filesystem API").
 * A revision with slashes is escaped (`@feature%2Fone`).
 * @throws UsageError
 */
export function parseHubAddress(scheme: string, text: string): HubAddress {
  const wrong = (why: string): UsageError =>
    new UsageError(`${why}: expected ${scheme}://organisation/name[@revision][/path]`);
  const clean = text.replace(/\/+$/, '');
  const slash = clean.indexOf('/');
  if (slash < 0)
    throw wrong(`${JSON.stringify(`${scheme}://${text}`)} names no repository (gpt2 is openai-community/gpt2)`);
  const organisation = clean.slice(0, slash);
  if (organisation === 'datasets' || organisation === 'spaces')
    throw new UsageError(`only models are examined, and ${scheme}://${organisation}/… is none`);
  const [name = '', ...rest] = splitName(clean.slice(slash + 1));
  if (!NAME.test(organisation) || !NAME.test(name))
    throw wrong('the name of the repository has characters that no hub allows');
  const [tail = ''] = rest;
  const repository = `${organisation}/${name}`;
  if (tail === '') return { repository, revision: undefined, path: undefined };
  if (tail.startsWith('/')) return { repository, revision: undefined, path: checkedPath(tail.slice(1), wrong) };
  const match = REVISION.exec(tail.slice(1));
  if (match?.[1] === undefined) throw wrong('the revision is empty');
  const revision = decoded(match[1], wrong);
  if (/[\0-\x20\x7f~^:?*[\\]|\.\./.test(revision)) throw wrong('the revision has characters that git does not allow');
  const path = match[2] === undefined || match[2] === '' ? undefined : checkedPath(match[2], wrong);
  return { repository, revision, path };
}

/** As people write it. */
export function shownAddress(scheme: string, { repository, revision, path }: HubAddress): string {
  const at = revision === undefined ? '' : `@${revision.replaceAll('/', '%2F')}`;
  return `${scheme}://${repository}${at}${path === undefined ? '' : `/${path}`}`;
}

function splitName(text: string): [string, string] {
  const end = text.search(/[/@]/);
  return end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end)];
}

function checkedPath(path: string, wrong: (why: string) => UsageError): string {
  const why = unsafePath(path);
  if (why !== undefined) throw wrong(`the path is wrong: ${why}`);
  return path;
}

function decoded(text: string, wrong: (why: string) => UsageError): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw wrong('the revision is escaped wrongly');
  }
}
