import { createHash } from 'node:crypto';
import { InputError, UsageError } from '../../core/errors.ts';
import { printable } from '../../core/printable.ts';
import type { Entry, Subject } from '../subject.ts';
import { type Answer, readExactly, shownUrl } from './answer.ts';
import { contentVersion } from './content-version.ts';
import { parseContentRange } from './content-range.ts';
import { unsafePath } from './paths.ts';
import { SMALL } from './range-request.ts';
import type { RemoteAccess, Target } from './remote-access.ts';
import { remoteEntry, remotePart } from './remote-subject.ts';

/** What the first question asks for: enough for the header of most files. */
const FIRST = 131_072;

/**
 * One file behind an `https://` address. The first question asks for its first bytes and so learns size, entity tag and
 * whether the server serves parts (RFC 9110, section 14).
 * @throws UsageError where there is no such file, or where it cannot be read in parts and was not to be downloaded
 */
export async function openUrl(
  address: string,
  access: RemoteAccess,
  options: { readonly download: boolean; readonly signal: AbortSignal | undefined },
): Promise<Subject> {
  const url = parsedUrl(address);
  const path = nameOf(url);
  const target = await askFirst(url, path, access, options).catch((error: unknown) => {
    throw error instanceof InputError ? new UsageError(`cannot examine ${shownUrl(url)}: ${error.message}`) : error;
  });
  const entry: Entry = remoteEntry(access, target);
  return { name: path, kind: 'file', entries: [entry], remote: remotePart(access, shownUrl(url)) };
}

function parsedUrl(address: string): URL {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    throw new UsageError('the subject is no address');
  }
  if (url.username !== '' || url.password !== '')
    throw new UsageError(`${shownUrl(url)} holds a name or password: Assay does not send those`);
  return url;
}

function nameOf(url: URL): string {
  const last = url.pathname.split('/').findLast((segment) => segment !== '') ?? url.hostname;
  let name = last;
  try {
    name = decodeURIComponent(last);
  } catch {
    // As it stands, then.
  }
  return unsafePath(name) === undefined && !name.includes('/') ? name : printable(last, 200);
}

async function askFirst(
  url: URL,
  id: string,
  access: RemoteAccess,
  options: { readonly download: boolean; readonly signal: AbortSignal | undefined },
): Promise<Target> {
  const release = access.budget.reserve(FIRST);
  const question = { headers: { range: `bytes=0-${FIRST - 1}` }, expect: FIRST, signal: options.signal };
  const asked = access.client.get(url, question, async (answer) => {
    const { status } = answer;
    if (status === 404 || status === 410) throw new InputError('unreadable', `there is no such file (${status})`);
    if (status === 401 || status === 403) throw new InputError('unreadable', `the server gives no access (${status})`);
    if (status === 416) return { id, url, size: 0 }; // An empty file has no byte 0.
    if (status === 200) return whole(answer, id, url, options.download);
    const range = parseContentRange(answer.header('content-range'));
    if (status !== 206 || range?.first !== 0) throw new InputError('unreadable', `the server answers ${status}`);
    if (range.size === undefined) throw new InputError('unreadable', 'the server does not say how long the file is');
    const tag = strongTag(answer);
    const length = range.last + 1;
    if (length !== Math.min(FIRST, range.size))
      throw new InputError('unreadable', 'the server sends other bytes than were asked for');
    release();
    access.budget.spend(length);
    const known = { at: 0, bytes: await readExactly(answer, length) };
    const version = contentVersion(answer);
    return {
      id,
      url,
      size: range.size,
      known,
      ...(version === undefined ? {} : { version }),
      ...(tag === undefined ? {} : { key: keyOf(url, tag) }),
    };
  });
  return asked.finally(release);
}

/** A strong tag names the content for as long as the server keeps its word; a query may be a signature that changes. */
function keyOf(url: URL, tag: string): string {
  const place = createHash('sha256').update(`${url.origin}${url.pathname}`).digest('hex');
  return `url ${place} ${tag}`;
}

function strongTag(answer: Answer): string | undefined {
  const tag = answer.header('etag');
  return tag === undefined || !/^"[\x21\x23-\x7e]{1,200}"$/.test(tag) ? undefined : tag;
}

/** The server has no ranges: the file is small, or is downloaded. */
function whole(answer: Answer, id: string, url: URL, download: boolean): Target {
  const length = answer.header('content-length');
  if (length === undefined || !/^\d{1,16}$/.test(length))
    throw new InputError('unreadable', 'the server says neither parts nor the length of the file');
  const size = Number(length);
  if (size > SMALL && !download)
    throw new InputError('unsupported', 'the server does not serve parts of a file: --download fetches it whole');
  return { id, url, size };
}
