import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { resolveLimits } from '../../core/limits.ts';
import { serve } from '../hub/stand-in.fixture.ts';
import type { RemoteFile } from '../subject.ts';
import { type TestAccess, testAccess } from './access.fixture.ts';
import { download } from './download.ts';

const content = new Uint8Array(300_000).map((_, i) => (i * 7) & 255);
const ending: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
});

type Answer = (request: IncomingMessage, response: ServerResponse, count: number) => void;

async function fetchFrom(
  answer: Answer,
  options: { budget?: number; disk?: number } = {},
): Promise<{ file: Promise<RemoteFile>; access: TestAccess; ranges: (string | undefined)[] }> {
  const ranges: (string | undefined)[] = [];
  const server = createServer((request, response) => answer(request, response, ranges.push(request.headers.range)));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const limits = resolveLimits(options.disk === undefined ? {} : { 'download.disk': options.disk });
  const access = await testAccess({ limits, ...(options.budget === undefined ? {} : { budget: options.budget }) });
  ending.push(
    () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
    () => access.end(),
  );
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/file`);
  const file = download(access, { id: 'file', url, size: content.length }, undefined);
  file.catch(() => {});
  return { file, access, ranges };
}

const left = ({ spoolFolder }: TestAccess): string[] => (existsSync(spoolFolder) ? readdirSync(spoolFolder) : []);
const sha256 = createHash('sha256').update(content).digest('hex');

/** Sends `length` bytes of what is asked for and then breaks off. */
function breakOff(response: ServerResponse, from: number, length: number, etag = '"a"'): void {
  const size = content.length;
  const headers = { etag, 'content-length': String(size - from) };
  if (from === 0) response.writeHead(200, headers);
  else response.writeHead(206, { ...headers, 'content-range': `bytes ${from}-${size - 1}/${size}` });
  response.write(content.subarray(from, from + length));
  setTimeout(() => response.destroy(), 5);
}

describe('a download', () => {
  it('is hashed on the way, read from a private copy, and leaves nothing behind', async () => {
    const { file, access } = await fetchFrom((request, response) => serve(content, '"a"', request, response));
    const whole = await file;
    expect(whole.digests?.sha256).toBe(sha256);
    expect(whole.bytesRead).toBe(content.length);
    expect([...(await whole.read(299_000, 5))]).toEqual([...content.subarray(299_000, 299_005)]);
    whole.close();
    expect(left(access)).toEqual([]);
  });

  it('goes on where it broke off', async () => {
    const { file, ranges } = await fetchFrom((request, response, count) =>
      count <= 3 ? breakOff(response, (count - 1) * 50_000, 50_000) : serve(content, '"a"', request, response),
    );
    expect((await file).digests?.sha256).toBe(sha256);
    expect(ranges).toEqual([undefined, 'bytes=50000-', 'bytes=100000-', 'bytes=150000-']);
  });

  it('skips what it has where the server has no ranges', async () => {
    const { file } = await fetchFrom((_, response, count) => {
      if (count === 1) return breakOff(response, 0, 120_000);
      response.writeHead(200, { etag: '"a"', 'content-length': String(content.length) });
      response.end(content);
    });
    expect((await file).digests?.sha256).toBe(sha256);
  });

  it.each<[string, Answer, string]>([
    [
      'is another file after a break',
      (request, response, count) =>
        count === 1 ? breakOff(response, 0, 1000) : serve(content, '"b"', request, response),
      'changed',
    ],
    [
      'is longer than was listed',
      (_, response) => void response.end(Buffer.alloc(content.length + 1)),
      'more than the 300000 bytes',
    ],
    [
      'is compressed',
      (_, response) => void response.writeHead(200, { 'content-encoding': 'br' }).end('x'),
      'compressed',
    ],
    ['is refused', (_, response) => void response.writeHead(403).end(), '403'],
    [
      'ends again and again',
      (request, response) => breakOff(response, Number(/\d+/.exec(request.headers.range ?? '0')?.[0]), 10),
      'broke off',
    ],
  ])('that %s ends with the reason and leaves nothing behind', async (_, answer, message) => {
    const { file, access } = await fetchFrom(answer);
    await expect(file).rejects.toThrow(message);
    expect(left(access)).toEqual([]);
  });

  it('keeps to the byte budget and to the bound on disk', async () => {
    const honest: Answer = (request, response) => serve(content, '"a"', request, response);
    await expect((await fetchFrom(honest, { budget: 1000 })).file).rejects.toThrow('--byte-budget');
    await expect((await fetchFrom(honest, { disk: 1000 })).file).rejects.toThrow('download.disk');
  });
});
