import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { serve } from '../hub/stand-in.fixture.ts';
import { type TestAccess, testAccess } from './access.fixture.ts';
import { RangeFile } from './range-file.ts';

const SIZE = 1_000_003;
const content = new Uint8Array(SIZE).map((_, i) => (i * 31 + (i >> 8)) & 255);
const ending: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
});

type Answer = (request: IncomingMessage, response: ServerResponse, count: number) => void;
const honest: Answer = (request, response) => serve(content, '"tag"', request, response);

async function open(
  answer: Answer,
  options: { budget?: number; size?: number } = {},
): Promise<{ file: RangeFile; access: TestAccess; ranges: (string | undefined)[] }> {
  const ranges: (string | undefined)[] = [];
  const server = createServer((request, response) => answer(request, response, ranges.push(request.headers.range)));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const access = await testAccess(options);
  ending.push(
    () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
    () => access.end(),
  );
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/file`);
  return { file: new RangeFile(access, { id: 'file', url, size: options.size ?? SIZE }), access, ranges };
}

describe('reading by ranges', () => {
  it('gives what a file on disk would, whatever is read in whatever order', async () => {
    const { file, access } = await open(honest);
    const read = fc.record({ at: fc.nat(SIZE + 100), length: fc.nat(200_000) });
    await fc.assert(
      fc.asyncProperty(fc.array(read, { minLength: 1, maxLength: 8 }), async (reads) => {
        const got = await Promise.all(reads.map(({ at, length }) => file.read(at, length)));
        for (const [i, { at, length }] of reads.entries())
          expect(Buffer.compare(got[i] ?? new Uint8Array(), content.subarray(at, at + length))).toBe(0);
      }),
      { numRuns: 40 },
    );
    expect(file.bytesRead).toBeLessThanOrEqual(SIZE);
    file.close();
    expect(access.held.bytes).toBe(0);
  });

  it('asks for the head and the tail once each, and for what lies between not at all', async () => {
    const { file, access, ranges } = await open(honest);
    await Promise.all([file.read(0, 4096), file.read(SIZE - 65_557, 65_557)]);
    await file.read(0, 8);
    await file.read(8, 100_000);
    expect(ranges.length).toBe(2);
    expect(file.bytesRead).toBe(access.budget.fetched);
    expect(file.bytesRead).toBeLessThan(230_000);
  });

  it('fetches small holes with what is around them, as one request', async () => {
    const { file, ranges } = await open(honest);
    await file.read(500_000, 1000);
    await file.read(540_000, 1000);
    await file.read(490_000, 70_000);
    expect(ranges.length).toBe(3);
  });

  it('gives nothing beyond the end, and asks nobody', async () => {
    const { file, ranges } = await open(honest);
    expect((await file.read(SIZE, 10)).length).toBe(0);
    expect((await file.read(SIZE + 10, 10)).length).toBe(0);
    expect(ranges.length).toBe(0);
  });

  it('assembles a read of many megabytes from pieces', async () => {
    const size = 40_000_000;
    const large = new Uint8Array(size).map((_, i) => (i >> 12) & 255);
    const { file } = await open((request, response) => serve(large, '"large"', request, response), { size });
    expect(Buffer.compare(await file.read(8, size - 100), large.subarray(8, size - 92))).toBe(0);
  });
});

const head =
  (status: number, headers: Record<string, string>, body: Uint8Array = content.subarray(0, 131_072)): Answer =>
  (_, response) => {
    response.writeHead(status, { 'content-length': String(body.length), ...headers });
    response.end(body);
  };
const range = (text: string) => ({ 'content-range': text });

describe('a server that', () => {
  it.each<[string, Answer, string]>([
    [
      'sends other bytes than were asked for',
      head(206, range(`bytes 16384-147455/${SIZE}`)),
      'where 0-131071 were asked',
    ],
    ['sends fewer', head(206, range(`bytes 0-99/${SIZE}`), content.subarray(0, 100)), 'where 0-131071 were asked'],
    ['says nothing of which bytes it sends', head(206, {}), 'does not say which bytes'],
    ['says nonsense of it', head(206, range('bytes 5-1/2')), 'does not say which bytes'],
    ['has another size than was listed', head(206, range('bytes 0-131071/999999')), 'had said 1000003'],
    ['says that the bytes are gone', head(416, range('bytes */5')), 'changed while it was read'],
    [
      'compresses the range',
      head(
        206,
        { ...range(`bytes 0-131071/${SIZE}`), 'content-encoding': 'gzip' },
        gzipSync(content.subarray(0, 131_072)),
      ),
      'compressed (gzip)',
    ],
    ['refuses', head(403, {}, new Uint8Array()), '403 (no access)'],
    ['has lost it', head(404, {}, new Uint8Array()), '404 (no such file)'],
  ])('%s is told', async (_, answer, message) => {
    const { file } = await open(answer);
    await expect(file.read(0, 10)).rejects.toThrow(message);
  });

  it('sends more bytes than it announced is told', async () => {
    const { file } = await open((_, response) => {
      response.writeHead(206, range(`bytes 0-131071/${SIZE}`));
      response.end(content.subarray(0, 140_000));
    });
    await expect(file.read(0, 10)).rejects.toThrow('more bytes than it announced');
  });

  it('cuts its answers is asked again', async () => {
    const { file, ranges } = await open((request, response, count) => {
      if (count > 2) return honest(request, response, count);
      response.writeHead(206, { ...range(`bytes 0-131071/${SIZE}`), 'content-length': '131072' });
      response.write(content.subarray(0, 50_000));
      setTimeout(() => response.destroy(), 5);
    });
    expect([...(await file.read(3, 2))]).toEqual([...content.subarray(3, 5)]);
    expect(ranges.length).toBe(3);
  });

  it('has another file now is told by its entity tag', async () => {
    const { file } = await open((request, response, count) =>
      serve(content, count > 1 ? '"b"' : '"a"', request, response),
    );
    await file.read(0, 10);
    await expect(file.read(500_000, 10)).rejects.toThrow('another than before');
  });

  it('has no ranges is told, where the file is not small', async () => {
    const size = 20_000_000;
    const { file } = await open(head(200, { 'content-length': String(size) }, new Uint8Array(size)), { size });
    await expect(file.read(0, 10)).rejects.toThrow('--download fetches it whole');
  });

  it('has no ranges is asked once for a file of some megabytes', async () => {
    const { file, access, ranges } = await open(head(200, {}, content));
    await Promise.all([file.read(0, 100), file.read(900_000, 100)]);
    expect([...(await file.read(500_000, 3))]).toEqual([...content.subarray(500_000, 500_003)]);
    expect([ranges.length, access.budget.fetched, file.bytesRead]).toEqual([1, SIZE, SIZE]);
  });

  it('gives a small file whole, without ranges, is enough', async () => {
    const small = content.subarray(0, 5000);
    const { file } = await open(head(200, {}, small), { size: 5000 });
    expect([...(await file.read(4000, 3))]).toEqual([...small.subarray(4000, 4003)]);
  });
});

describe('a byte budget', () => {
  it('ends reading before the request that would pass it, and lets smaller ones be', async () => {
    const { file, access, ranges } = await open(honest, { budget: 150_000 });
    await file.read(0, 10);
    await expect(file.read(500_000, 100_000)).rejects.toThrow('are left of --byte-budget');
    await file.read(500_000, 10);
    expect(access.budget.fetched).toBeLessThanOrEqual(150_000);
    expect(ranges.length).toBe(2);
  });
});

describe('a server that says nothing of versions', () => {
  /** Another content from the given request on; `modified` is what it says of its age. */
  const turning =
    (from: number, modified?: (count: number) => string): Answer =>
    (request, response, count) => {
      const now = count < from ? content : content.map((byte) => byte ^ 1);
      const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
      response.writeHead(206, {
        ...range(`bytes ${first}-${last}/${SIZE}`),
        ...(modified === undefined ? {} : { 'last-modified': modified(count) }),
      });
      response.end(now.subarray(Number(first), Number(last) + 1));
    };
  const readTwice = async (answer: Answer, options: { budget?: number } = {}) => {
    const { file, ranges } = await open(answer, options);
    await file.read(0, 10);
    await file.read(SIZE - 10, 10);
    return { file, ranges };
  };

  it('is asked for the head again, and a change is told', async () => {
    const { file } = await readTwice(turning(2));
    await expect(file.doubt()).rejects.toThrow('changed while it was read: the bytes 0-131071');
  });

  it('is noted where all stayed the same', async () => {
    const { file, ranges } = await readTwice(turning(99));
    expect(await file.doubt()).toMatchObject({ code: 'source.unversioned', stops: false });
    expect(ranges.length).toBe(3);
  });

  it('is noted where the budget does not let it be asked again', async () => {
    const { file, ranges } = await readTwice(turning(99), { budget: 160_000 });
    expect((await file.doubt())?.message).toContain('; 0 bytes that were read again');
    expect(ranges.length).toBe(2);
  });

  it('is not doubted where one answer gave everything that was read', async () => {
    const { file } = await open(turning(99));
    await file.read(0, 10);
    expect(await file.doubt()).toBe(undefined);
  });

  it('is believed where it says when the file was last changed', async () => {
    const { file } = await readTwice(turning(99, () => 'Tue, 01 Sep 2026 00:00:00 GMT'));
    expect(await file.doubt()).toBe(undefined);
    const other = turning(2, (count) => `Tue, 0${count} Sep 2026 00:00:00 GMT`);
    await expect(readTwice(other)).rejects.toThrow('another than before');
  });
});
