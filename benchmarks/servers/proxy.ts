import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What went over the wire, without headers but the one that says what the body is. */
interface WireExchange {
  readonly path: string;
  readonly body: unknown;
  readonly status: number;
  readonly type: string;
  /** In base64, as they came. */
  readonly chunks: readonly string[];
  /** The connection ended before the answer did. */
  readonly broken: boolean;
}

interface RecordingProxy {
  readonly endpoint: string;
  /** The last exchange, once it is over. */
  last(): Promise<WireExchange>;
  close(): Promise<void>;
}

/** Passes requests on and keeps what went over it. */
export async function recordingProxy(to: string): Promise<RecordingProxy> {
  let last: Promise<WireExchange> = Promise.reject(new Error('nothing was asked'));
  last.catch(() => {});
  const server = createServer((request, response) => {
    last = passOn(to, request, response);
    last.catch(() => response.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    last: () => last,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function passOn(to: string, request: IncomingMessage, response: ServerResponse): Promise<WireExchange> {
  const asked: Uint8Array[] = [];
  for await (const chunk of request as AsyncIterable<Uint8Array>) asked.push(chunk);
  const text = Buffer.concat(asked).toString();
  const path = request.url ?? '/';
  // A connection for each: one that the server closed must not fail the next.
  const headers = { 'content-type': 'application/json', connection: 'close' };
  const answer = await fetch(new URL(path, to), text === '' ? { headers } : { method: 'POST', headers, body: text });
  const type = answer.headers.get('content-type') ?? '';
  const chunks: string[] = [];
  const about = { path, body: text === '' ? null : (JSON.parse(text) as unknown), status: answer.status, type, chunks };
  response.writeHead(answer.status, { 'content-type': type });
  response.flushHeaders();
  try {
    for await (const chunk of answer.body ?? []) {
      chunks.push(Buffer.from(chunk).toString('base64'));
      response.write(chunk);
    }
  } catch {
    response.destroy();
    return { ...about, broken: true };
  }
  response.end();
  return { ...about, broken: false };
}
