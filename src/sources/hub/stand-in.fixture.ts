/** A hub and its CDN on loopback, as the hub's documentation has them: two origins, and every request remembered. */
import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';

/** Content in memory, or a file on disk (which may be sparse) with the digest to claim for it. */
export type Content = Uint8Array | { readonly path: string; readonly sha256: string };

export interface StandInRepository {
  /** Forty hexadecimal digits. */
  readonly commit: string;
  readonly files: Readonly<Record<string, Content>>;
  readonly branches?: readonly string[];
  readonly gated?: boolean;
  readonly private?: boolean;
}

interface Seen {
  readonly server: 'hub' | 'cdn';
  readonly path: string;
  readonly authorization: string | undefined;
  readonly range: string | undefined;
}

/** Answers a request itself (true), or lets the stand-in do so. */
type Intercept = (server: 'hub' | 'cdn', request: IncomingMessage, response: ServerResponse, stand: StandIn) => boolean;

export interface StandIn {
  readonly endpoint: string;
  readonly cdn: string;
  readonly seen: Seen[];
  /** Bytes of files that were sent. */
  sent: number;
  intercept: Intercept | undefined;
  close(): Promise<void>;
}

export interface StandInOptions {
  readonly token?: string;
  /** Entries on one page of a listing. */
  readonly page?: number;
  /** Files of at least this size go through the CDN, as large files do. */
  readonly largeFrom?: number;
  /** Milliseconds before each answer: the way to a hub and back. */
  readonly delay?: number;
}

export const COMMIT = 'c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00';

export async function startStandIn(
  repositories: Readonly<Record<string, StandInRepository>>,
  options: StandInOptions = {},
): Promise<StandIn> {
  const blobs = new Map<string, Content>();
  const seen: Seen[] = [];
  const start = async (
    server: 'hub' | 'cdn',
    answer: (url: URL, request: IncomingMessage, response: ServerResponse) => void,
  ) => {
    const made = createServer((request, response) => {
      const { authorization, range } = request.headers;
      seen.push({ server, path: request.url ?? '', authorization, range });
      if (stand.intercept?.(server, request, response, stand) === true) return;
      const url = new URL(request.url ?? '/', 'http://stand-in');
      if (options.delay === undefined || options.delay === 0) answer(url, request, response);
      else setTimeout(() => answer(url, request, response), options.delay);
    });
    await new Promise<void>((done) => made.listen(0, '127.0.0.1', done));
    return { made, origin: `http://127.0.0.1:${(made.address() as AddressInfo).port}` };
  };
  const count = (bytes: number): void => {
    stand.sent += bytes;
  };
  const cdn = await start('cdn', (url, request, response) => {
    const blob = blobs.get(url.pathname.slice('/blob/'.length));
    if (blob === undefined) return fail(response, 404);
    serve(blob, `"cdn-${url.pathname.slice(-16)}"`, request, response, count);
  });
  const hub = await start('hub', (url, request, response) =>
    answerHub({ url, request, response, repositories, options, blobs, cdn: cdn.origin, count }),
  );
  const stop = (server: Server) =>
    new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  const stand: StandIn = {
    endpoint: hub.origin,
    cdn: cdn.origin,
    seen,
    sent: 0,
    intercept: undefined,
    close: async () => void (await Promise.all([stop(hub.made), stop(cdn.made)])),
  };
  return stand;
}

interface HubRequest {
  readonly url: URL;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly repositories: Readonly<Record<string, StandInRepository>>;
  readonly options: StandInOptions;
  readonly blobs: Map<string, Content>;
  readonly cdn: string;
  count(bytes: number): void;
}

function answerHub(asked: HubRequest): void {
  const { url, request, response, repositories, options } = asked;
  const [, api, name = '', kind, revision = '', path] =
    /^\/(api\/models\/)?([^/]+\/[^/]+)\/(revision|tree|resolve)\/([^/]+)(?:\/(.*))?$/.exec(url.pathname) ?? [];
  const repository = repositories[name];
  const authorised = options.token !== undefined && request.headers.authorization === `Bearer ${options.token}`;
  if (request.headers.authorization !== undefined && !authorised)
    return fail(response, 401, undefined, 'Invalid credentials in Authorization header');
  if (repository === undefined || kind === undefined || (repository.private === true && !authorised))
    return fail(response, authorised ? 404 : 401, 'RepoNotFound', 'Repository not found');
  if (![repository.commit, 'main', ...(repository.branches ?? [])].includes(decodeURIComponent(revision)))
    return fail(response, 404, 'RevisionNotFound', `Invalid rev id: ${revision}`);
  if (api !== undefined && kind === 'revision') {
    const { commit, gated = false } = repository;
    return json(response, {
      id: name,
      sha: commit,
      private: repository.private ?? false,
      gated: gated ? 'manual' : false,
    });
  }
  if (api !== undefined && kind === 'tree') return listTree(asked, repository);
  if (repository.gated === true && !authorised)
    return fail(response, 401, 'GatedRepo', 'Access to this model is restricted');
  const file = decodeURIComponent(path ?? '');
  const content = repository.files[file];
  if (content === undefined) return fail(response, 404, 'EntryNotFound', 'Entry not found');
  resolve(asked, content);
}

function resolve({ request, response, options, blobs, cdn, count }: HubRequest, content: Content): void {
  const size = sizeOf(content);
  if (size < (options.largeFrom ?? 1000)) return serve(content, `"${gitBlob(content)}"`, request, response, count);
  const oid = sha256Of(content);
  blobs.set(oid, content);
  response.writeHead(302, {
    location: `${cdn}/blob/${oid}?signature=not-for-logs`,
    'x-linked-etag': `"${oid}"`,
    'x-linked-size': String(size),
    'x-repo-commit': COMMIT,
  });
  response.end('redirecting');
}

function listTree({ url, response, options }: HubRequest, repository: StandInRepository): void {
  const nodes = Object.entries(repository.files).map(([path, content]) => {
    const size = sizeOf(content);
    const large = size >= (options.largeFrom ?? 1000);
    const lfs = large ? { lfs: { oid: sha256Of(content), size, pointerSize: 134 } } : {};
    return { type: 'file', oid: large ? '0'.repeat(40) : gitBlob(content), size, path, ...lfs };
  });
  const from = Number(url.searchParams.get('cursor') ?? 0);
  const page = options.page ?? 1000;
  const next = new URL(url);
  next.searchParams.set('cursor', String(from + page));
  if (from + page < nodes.length) response.setHeader('link', `<${next.pathname}${next.search}>; rel="next"`);
  json(response, nodes.slice(from, from + page));
}

function json(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}

export function fail(response: ServerResponse, status: number, code?: string, message?: string): void {
  response.writeHead(status, {
    ...(code === undefined ? {} : { 'x-error-code': code }),
    ...(message === undefined ? {} : { 'x-error-message': message }),
  });
  response.end(JSON.stringify({ error: message ?? status }));
}

/** A file with ranges, as RFC 9110 has them. */
export function serve(
  content: Content,
  etag: string,
  request: IncomingMessage,
  response: ServerResponse,
  count: (bytes: number) => void = () => {},
): void {
  const size = sizeOf(content);
  const match = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  const first = Number(match?.[1] ?? 0);
  const last = Math.min(match?.[2] === undefined || match[2] === '' ? size - 1 : Number(match[2]), size - 1);
  if (match !== null && first >= size) {
    response.writeHead(416, { 'content-range': `bytes */${size}` });
    response.end();
    return;
  }
  const length = Math.max(0, last - first + 1);
  response.writeHead(match === null ? 200 : 206, {
    etag,
    'accept-ranges': 'bytes',
    'content-length': String(length),
    ...(match === null ? {} : { 'content-range': `bytes ${first}-${last}/${size}` }),
  });
  count(length);
  const stream =
    content instanceof Uint8Array
      ? Readable.from([content.subarray(first, last + 1)])
      : createReadStream(content.path, { start: first, end: last });
  stream.on('error', () => response.destroy()).pipe(response);
}

const sizeOf = (content: Content): number =>
  content instanceof Uint8Array ? content.length : statSync(content.path).size;

const sha256Of = (content: Content): string =>
  content instanceof Uint8Array ? createHash('sha256').update(content).digest('hex') : content.sha256;

const gitBlob = (content: Content): string =>
  content instanceof Uint8Array
    ? createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex')
    : '0'.repeat(40);
