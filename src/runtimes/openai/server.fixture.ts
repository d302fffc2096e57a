import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GenerationEvent } from '../event.ts';
import type { GenerationRequest } from '../request.ts';
import { type OpenAiOptions, OpenAiRuntime } from './openai.ts';

interface Seen {
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Readonly<Record<string, unknown>>;
  /** Milliseconds, monotonic. */
  readonly at: number;
}

export type Handler = (response: ServerResponse, count: number, seen: Seen) => void;

export interface TestServer {
  readonly endpoint: string;
  readonly seen: Seen[];
  close(): Promise<void>;
}

/** A server that answers as a test says. */
export async function testServer(handler: Handler): Promise<TestServer> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const chunks: Uint8Array[] = [];
    request.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const body = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
      const one = { url: request.url ?? '', headers: request.headers, body, at: performance.now() };
      handler(response, seen.push(one), one);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    seen,
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

export const event = (data: unknown): string => `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
export const delta = (content: string): string => event({ choices: [{ index: 0, delta: { content } }] });
export const stop = event({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }) + event('[DONE]');

export function stream(response: ServerResponse, ...parts: readonly string[]): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const part of parts) response.write(part);
}

export function say(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

export const question = (more: Partial<GenerationRequest> = {}): GenerationRequest => ({
  prompt: { kind: 'chat', messages: [{ role: 'user', content: 'Where is the Seine?' }] },
  sampling: { temperature: 0, maxTokens: 64 },
  ...more,
});

/** Opens a runtime that does not wait long for anything. */
export function open(endpoint: string, options: Partial<OpenAiOptions> = {}): Promise<OpenAiRuntime> {
  return OpenAiRuntime.open({ endpoint, model: 'm', env: {}, timings: { backOff: 1 }, ...options });
}

export async function all(events: AsyncIterable<GenerationEvent>): Promise<GenerationEvent[]> {
  const found: GenerationEvent[] = [];
  for await (const one of events) found.push(one);
  return found;
}
