import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createPlain, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, connect, createServer as createSocket, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { makeCertificate } from '../../sources/http/certificate.fixture.ts';
import { RuntimeFault } from '../fault.ts';
import { record } from '../recording.ts';
import type { OpenAiOptions } from './openai.ts';
import { delta, open as openRuntime, question, stop, stream } from './server.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-openai-'));
const made = makeCertificate(folder);
const { certificate = '', key = '' } = made ?? {};
afterAll(() => rmSync(folder, { recursive: true }));

const ending: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
});

async function listening(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  ending.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

async function said(endpoint: string, options: Partial<OpenAiOptions>): Promise<string> {
  const runtime = await openRuntime(endpoint, { attempts: 1, ...options });
  ending.push(() => runtime.close());
  return (await record(runtime.generate(question()))).said;
}

const secure = () =>
  listening(
    createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (request, response) => {
      request.resume();
      stream(response, delta('over TLS'), stop);
      response.end();
    }),
  );

describe.skipIf(made === undefined)('an endpoint over TLS', () => {
  it('with an authority of its own is trusted where SSL_CERT_FILE names it, and else refused for good', async () => {
    const port = await secure();
    const env = { SSL_CERT_FILE: certificate };
    expect(await said(`https://127.0.0.1:${port}/v1`, { env })).toBe('over TLS');
    const refused = said(`https://127.0.0.1:${port}/v1`, {});
    await expect(refused).rejects.toMatchObject({ kind: 'refused', hopeless: true });
    await expect(refused).rejects.toThrow('NODE_EXTRA_CA_CERTS');
  });

  it('is reached through a proxy, which NO_PROXY passes by', async () => {
    const port = await secure();
    const tunnels: string[] = [];
    const proxy = createPlain().on('connect', (request, socket) => {
      tunnels.push(request.url ?? '');
      const inner = connect(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        inner.pipe(socket).pipe(inner);
      });
      inner.on('error', () => socket.destroy());
      socket.on('error', () => inner.destroy());
    });
    const env = { HTTPS_PROXY: `http://127.0.0.1:${await listening(proxy)}`, SSL_CERT_FILE: certificate };
    expect(await said('https://public.example/v1', { env })).toBe('over TLS');
    expect(tunnels).toEqual(['public.example:443']);
    expect(await said(`https://127.0.0.1:${port}/v1`, { env: { ...env, NO_PROXY: '127.0.0.1' } })).toBe('over TLS');
    expect(tunnels.length).toBe(1);
  });
});

describe('a connection', () => {
  /** Answers to requests in turn, on the connections that they came by. */
  async function connections(end: (response: ServerResponse) => void): Promise<Set<Socket>> {
    const open = new Set<Socket>();
    const server = createPlain((request, response) => {
      open.add(request.socket);
      request.resume();
      stream(response, delta('a'), stop);
      end(response);
    });
    const runtime = await openRuntime(`http://127.0.0.1:${await listening(server)}/v1`, { concurrency: 2 });
    ending.push(() => runtime.close());
    for (let count = 0; count < 3; count++) {
      expect((await record(runtime.generate(question()))).said).toBe('a');
      // An end that is on its way comes.
      await sleep(50);
    }
    return open;
  }

  it('is used again where the answer ends a moment after its last event', async () => {
    expect((await connections((response) => setTimeout(() => response.end(), 10))).size).toBe(1);
  });

  it('is given up where it does not end', async () => {
    const open = await connections(() => {});
    expect(open.size).toBeGreaterThan(1);
    await sleep(400);
    expect([...open].map(({ destroyed }) => destroyed)).toEqual([...open].map(() => true));
  });
});

describe('a hostile server', () => {
  it('brings an answer or a fault, whatever bytes it sends, and nothing hangs', async () => {
    const line = fc.oneof(
      fc.constantFrom(
        delta('a'),
        stop,
        'data: [DONE]\n\n',
        'data: {"error":{"code":429}}\n\n',
        ': x\n',
        'data:\n',
        '\n',
        'HTTP/1.1 200\r\n',
      ),
      fc.string().map((text) => `data: ${text}\n\n`),
      fc.string({ unit: 'binary' }),
    );
    const type = fc.constantFrom('text/event-stream', 'application/json', 'text/html', '');
    let reply: readonly Uint8Array[] = [];
    const port = await listening(
      createSocket((socket) => {
        socket.on('error', () => {});
        socket.once('data', () => {
          for (const part of reply) socket.write(part);
          socket.end();
        });
      }),
    );
    const runtime = await openRuntime(`http://127.0.0.1:${port}/v1`, {
      attempts: 2,
      timings: { whole: 2_000, backOff: 1 },
    });
    ending.push(() => runtime.close());
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 8 }),
        type,
        fc.integer({ min: 99, max: 599 }),
        async (lines, kind, status) => {
          const head = `HTTP/1.1 ${status} x\r\ncontent-type: ${kind}\r\nconnection: close\r\n\r\n`;
          reply = [head, ...lines].map((text) => Buffer.from(text));
          const outcome: unknown = await record(runtime.generate(question())).catch((error: unknown) => error);
          if (outcome instanceof Error) expect(outcome).toBeInstanceOf(RuntimeFault);
          else expect(JSON.parse(JSON.stringify(outcome))).toEqual(outcome);
        },
      ),
      { numRuns: 300 },
    );
  });
});
