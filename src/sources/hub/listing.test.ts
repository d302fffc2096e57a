import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { resolveLimits } from '../../core/limits.ts';
import { testAccess } from '../http/access.fixture.ts';
import { treeFiles, type TreeNode } from './listing.ts';

const ending: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
});

/** The listing of a hub whose pages `answer` gives, the first being 0. */
async function list(
  answer: (page: number, response: ServerResponse) => void,
  over: Parameters<typeof resolveLimits>[0] = {},
): Promise<{ files: TreeNode[]; pages: number }> {
  let pages = 0;
  const server = createServer((_, response) => answer(pages++, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const limits = resolveLimits(over);
  const access = await testAccess({ limits });
  ending.push(
    () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
    () => access.end(),
  );
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  const files = await treeFiles(url, { client: access.client, limits, signal: undefined, refuse: () => {} });
  return { files, pages };
}

const node = (i: number) => ({ type: 'file', path: `folder/model-${i}.safetensors`, size: i, oid: 'a'.repeat(40) });
const more = (page: number, response: ServerResponse): ServerResponse =>
  response.setHeader('link', `<?cursor=${page + 1}>; rel="next"`);

describe('a listing', () => {
  it('of 100,000 files comes in full', async () => {
    const { files, pages } = await list((page, response) => {
      if (page < 99) more(page, response);
      response.end(JSON.stringify(Array.from({ length: 1000 }, (_, i) => node(page * 1000 + i))));
    });
    expect([files.length, pages, files.at(-1)?.path]).toEqual([100_000, 100, 'folder/model-99999.safetensors']);
  });

  it('without end ends: pages of nothing, pages of files, one page', async () => {
    const nothing = list((page, response) => void more(page, response).end('[]'), { 'http.pages': 20 });
    await expect(nothing).rejects.toThrow('too many pages (http.pages)');
    const files = list((page, response) => void more(page, response).end(JSON.stringify([node(1), node(2)])), {
      'http.files': 30,
    });
    await expect(files).rejects.toThrow('too many files (http.files)');
    const one = list((_, response) => {
      response.write('[1');
      const go = (): void => {
        while (!response.destroyed && response.write(' '.repeat(10_000)));
        if (!response.destroyed) response.once('drain', go);
      };
      go();
    });
    await expect(one).rejects.toThrow('longer than 65536 bytes');
  });

  it('longer than http.listing over all of its pages is refused', async () => {
    const long = list((page, response) => void more(page, response).end(JSON.stringify([node(page)])), {
      'http.listing': 1000,
    });
    await expect(long).rejects.toThrow('too long (http.listing)');
  });
});
