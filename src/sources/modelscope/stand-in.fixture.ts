/** ModelScope on loopback, as its own client speaks with it: listings that are cut without a word, files by query. */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '../hub/stand-in.fixture.ts';

export interface ModelScopeStandIn {
  readonly endpoint: string;
  readonly seen: {
    readonly url: URL;
    readonly authorization: string | undefined;
    readonly cookie: string | undefined;
  }[];
  close(): Promise<void>;
}

/** @param cutAt entries after which a listing ends */
export async function startModelScope(
  repository: string,
  files: Readonly<Record<string, Uint8Array>>,
  cutAt = 3000,
): Promise<ModelScopeStandIn> {
  const seen: ModelScopeStandIn['seen'] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://stand-in');
    seen.push({ url, authorization: request.headers.authorization, cookie: request.headers.cookie });
    const base = `/api/v1/models/${repository}/repo`;
    if (url.pathname === `${base}/files`) {
      const nodes = listing(files, url.searchParams.get('Root') ?? '', url.searchParams.get('Recursive') === 'True');
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ Code: 200, Success: true, Data: { Files: nodes.slice(0, cutAt) } }));
      return;
    }
    const content = url.pathname === base ? files[url.searchParams.get('FilePath') ?? ''] : undefined;
    if (content !== undefined) return serve(content, `"${sha256(content)}"`, request, response);
    response.writeHead(404);
    response.end(JSON.stringify({ Code: 10010205001, Success: false, Message: 'not found' }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

function listing(files: Readonly<Record<string, Uint8Array>>, root: string, recursive: boolean): object[] {
  const prefix = root === '' ? '' : `${root}/`;
  const nodes = new Map<string, object>();
  for (const [path, content] of Object.entries(files)) {
    if (!path.startsWith(prefix)) continue;
    const segments = path.slice(prefix.length).split('/');
    for (let depth = 1; depth < segments.length; depth++) {
      if (depth > 1 && !recursive) break;
      const folder = prefix + segments.slice(0, depth).join('/');
      nodes.set(folder, { Path: folder, Type: 'tree', Size: 0, Sha256: '' });
    }
    if (segments.length > 1 && !recursive) continue;
    nodes.set(path, { Path: path, Type: 'blob', Size: content.length, Sha256: sha256(content), Name: segments.at(-1) });
  }
  return [...nodes.values()];
}
