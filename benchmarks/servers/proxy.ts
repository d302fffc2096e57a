import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What went over the wire, without headers but the one that says what the body is. */
export interface WireExchange {
  readonly path: string;
  readonly body: unknown;
  readonly status: number;
  readonly type: string;
  /** In base64, as they came. */
  readonly chunks: string[];
}

/** Passes requests on and keeps what went over it. */
export async function recordingProxy(
  to: string,
): Promise<{ endpoint: string; exchanges: WireExchange[]; close(): Promise<void> }> {
  const exchanges: WireExchange[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const asked: Uint8Array[] = [];
      for await (const chunk of request as AsyncIterable<Uint8Array>) asked.push(chunk);
      const text = Buffer.concat(asked).toString();
      const path = request.url ?? '/';
      const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: text };
      const answer = await fetch(new URL(path, to), text === '' ? {} : post);
      const type = answer.headers.get('content-type') ?? '';
      const chunks: string[] = [];
      response.writeHead(answer.status, { 'content-type': type });
      for await (const chunk of answer.body ?? []) {
        chunks.push(Buffer.from(chunk).toString('base64'));
        response.write(chunk);
      }
      exchanges.push({
        path,
        body: text === '' ? null : (JSON.parse(text) as unknown),
        status: answer.status,
        type,
        chunks,
      });
      response.end();
    })().catch(() => response.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    exchanges,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
