import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openLlama } from '../runtimes/llama/llama.ts';
import { record } from '../runtimes/recording.ts';
import type { Runtime } from '../runtimes/runtime.ts';
import { askedOf } from '../runtimes/scripted/server-request.ts';

export interface ChatEndpoint {
  /** Up to `/v1`. */
  readonly endpoint: string;
  close(): Promise<void>;
}

/** A model of a file behind a server on this machine, which shows nothing but the text of its chat. */
export async function serveChat(path: string): Promise<ChatEndpoint> {
  const runtime = await openLlama(path, { processes: 1 });
  // As a server does that was sent no seed: each answer is its own draw.
  let seed = 0;
  const server = createServer((request, response) => {
    answer(runtime, ++seed, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await runtime.close();
    },
  };
}

async function answer(
  runtime: Runtime,
  seed: number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const asked = request.url === '/v1/models' ? undefined : await askedOf(request);
  if (asked?.chat !== true) {
    response.writeHead(request.url === '/v1/models' ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ object: 'list', data: [{ id: 'hidden', object: 'model' }] }));
    return;
  }
  const { prompt, sampling, ...rest } = asked.request;
  const drawn = { ...rest, prompt, sampling: { seed, ...sampling } };
  const { said } = await record(runtime.generate(drawn, AbortSignal.timeout(60_000)));
  const about = { id: 'hidden', object: 'chat.completion', model: 'hidden' };
  if (!asked.stream) {
    const choice = { index: 0, message: { role: 'assistant', content: said }, finish_reason: 'stop' };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ...about, choices: [choice] }));
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const chunk = (choice: object): string =>
    `data: ${JSON.stringify({ ...about, object: 'chat.completion.chunk', choices: [{ index: 0, ...choice }] })}\n\n`;
  response.write(chunk({ delta: { content: said }, finish_reason: null }));
  response.end(`${chunk({ delta: {}, finish_reason: 'stop' })}data: [DONE]\n\n`);
}
