/**
 * OpenAI-compatible endpoints on loopback, as a process of their own, so that their processor time is not the client's.
 * Each answers a fixed time after it was asked, keeps how often it was asked what, and ends with its parent.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';

/** What one endpoint has seen. */
export interface Seen {
  readonly requests: number;
  readonly answered: number;
  /** Requests that were turned away with 429. */
  readonly busy: number;
  /** The most that were in flight at one time, those that were turned away not counted. */
  readonly most: number;
  /** Requests behind the first to one question. */
  readonly again: number;
}

export type Message =
  | { readonly kind: 'ready'; readonly endpoints: readonly string[] }
  /** So many were answered as the parent asked to hear of. */
  | { readonly kind: 'reached' }
  | { readonly kind: 'seen'; readonly seen: readonly Seen[] };

/** `tell`: says when it has answered so many from now on. `forget`: begins to count anew. `count`: says what was seen. */
export type Order = { readonly tell: number } | 'forget' | 'count';

const WORDS = ['The ', 'capital ', 'of ', 'France ', 'is ', 'Paris', '.'];
const { values } = parseArgs({
  options: { delay: { type: 'string', default: '50' }, capacity: { type: 'string', multiple: true, default: ['0'] } },
});

const send = (message: Message): void => void process.send?.(message);
let tell = Number.POSITIVE_INFINITY;

class Endpoint {
  readonly #capacity: number;
  readonly #asked = new Map<string, number>();
  #flying = 0;
  #counts = { requests: 0, answered: 0, busy: 0, most: 0 };

  /** @param capacity more at one time are turned away; 0 is without bound */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  async serve(): Promise<string> {
    const server: Server = createServer((request, response) => void this.#answer(request, response));
    await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  }

  seen(): Seen {
    const again = [...this.#asked.values()].reduce((sum, times) => sum + times - 1, 0);
    return { ...this.#counts, again };
  }

  forget(): void {
    this.#asked.clear();
    this.#counts = { requests: 0, answered: 0, busy: 0, most: 0 };
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    this.#counts.requests++;
    if (this.#capacity > 0 && this.#flying >= this.#capacity) {
      this.#counts.busy++;
      response.writeHead(429, { 'content-type': 'application/json', 'retry-after': '0' });
      response.end('{"error":{"message":"too many requests","code":"rate_limit_exceeded"}}');
      return;
    }
    this.#counts.most = Math.max(this.#counts.most, ++this.#flying);
    const body = JSON.parse(Buffer.concat(chunks).toString()) as { messages: unknown; seed?: number; stream?: boolean };
    const question = JSON.stringify([body.messages, body.seed]);
    this.#asked.set(question, (this.#asked.get(question) ?? 0) + 1);
    setTimeout(() => this.#say(response, body.stream === true), Number(values.delay));
  }

  #say(response: ServerResponse, stream: boolean): void {
    this.#flying--;
    const about = { id: 'chatcmpl-1', created: 1_764_000_000, model: 'm' };
    const usage = { prompt_tokens: 12, completion_tokens: WORDS.length, total_tokens: 12 + WORDS.length };
    if (stream) {
      const part = (fields: object): string => {
        const chunk = { ...about, object: 'chat.completion.chunk', ...fields };
        return `data: ${JSON.stringify(chunk)}\n\n`;
      };
      const choice = (delta: object, finish_reason: string | null = null) => ({
        choices: [{ index: 0, delta, logprobs: null, finish_reason }],
      });
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(part(choice({ role: 'assistant', content: '' })));
      for (const content of WORDS) response.write(part(choice({ content })));
      response.write(part(choice({}, 'stop')));
      response.end(`${part({ choices: [], usage })}data: [DONE]\n\n`);
    } else {
      const message = { role: 'assistant', content: WORDS.join('') };
      const whole = {
        ...about,
        object: 'chat.completion',
        choices: [{ index: 0, message, finish_reason: 'stop' }],
        usage,
      };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(whole));
    }
    this.#counts.answered++;
    if (--tell === 0) send({ kind: 'reached' });
  }
}

const endpoints = values.capacity.map((capacity) => new Endpoint(Number(capacity)));
send({ kind: 'ready', endpoints: await Promise.all(endpoints.map((one) => one.serve())) });
process.on('message', (order: Order) => {
  if (order === 'count') send({ kind: 'seen', seen: endpoints.map((one) => one.seen()) });
  else if (order === 'forget') for (const one of endpoints) one.forget();
  else tell = order.tell;
});
process.on('disconnect', () => process.exit());
