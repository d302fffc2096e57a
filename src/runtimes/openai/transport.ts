import { type Dispatcher, EnvHttpProxyAgent, request } from 'undici';
import { headerOf } from '../../sources/http/answer.ts';
import { certificateAuthorities } from '../../sources/http/authorities.ts';
import type { Credential } from '../../sources/http/credential.ts';
import { proxies } from '../../sources/http/proxies.ts';
import type { Endpoint } from './endpoint.ts';
import type { Bounds, Timings } from './timings.ts';
import { Watch } from './watch.ts';

export interface TransportOptions {
  readonly endpoint: Endpoint;
  readonly credential: Credential | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly userAgent: string;
  readonly connections: number;
  readonly timings: Timings;
  readonly bounds: Bounds;
}

/** An answer longer than one may be. */
export class TooLong extends Error {
  override readonly name = 'TooLong';
}

export interface Reply {
  readonly status: number;
  header(name: string): string | undefined;
  /** Milliseconds since the request was sent, monotonic, to a tenth. */
  elapsed(): number;
  /** The answer has ended: what is behind it is not waited for long. */
  settle(): void;
  /** Read once. @throws TooLong, TimedOut, or what the network says */
  readonly body: AsyncGenerator<Uint8Array>;
}

/** One endpoint over HTTP: its key goes to its origin, and no redirect is followed. */
export class Transport {
  readonly #options: TransportOptions;
  readonly #dispatcher: EnvHttpProxyAgent;

  constructor(options: TransportOptions) {
    this.#options = options;
    const { env, timings, bounds, connections } = options;
    const ca = certificateAuthorities(env);
    const trusted = ca === undefined ? {} : { ca: [...ca] };
    this.#dispatcher = new EnvHttpProxyAgent({
      ...(ca === undefined ? {} : { requestTls: trusted, proxyTls: trusted }),
      ...proxies(env),
      connect: { timeout: timings.connect, ...trusted },
      connections,
      // Ours say what was waited for.
      headersTimeout: 0,
      bodyTimeout: 0,
      maxHeaderSize: bounds.headers,
    });
  }

  /** @param take reads the answer, whose connection ends with it */
  async *ask<T>(
    path: string,
    body: string | undefined,
    signal: AbortSignal | undefined,
    take: (reply: Reply) => AsyncGenerator<T>,
  ): AsyncGenerator<T> {
    const { timings } = this.#options;
    const watch = new Watch(timings.whole, signal);
    watch.arm(timings.first, 'nothing came');
    const idle = { wait: timings.idle };
    const sent = performance.now();
    const elapsed = (): number => Math.round((performance.now() - sent) * 10) / 10;
    let raw: Dispatcher.ResponseData['body'] | undefined;
    try {
      const response = await this.#send(path, body, watch.signal);
      raw = response.body;
      yield* take({
        status: response.statusCode,
        header: headerOf(response.headers),
        elapsed,
        settle: () => {
          idle.wait = timings.tail;
        },
        body: this.#read(raw, watch, idle),
      });
    } finally {
      watch.close();
      // What is left of it breaks off, which is no error.
      raw?.on('error', () => {}).destroy();
    }
  }

  #send(path: string, body: string | undefined, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    const { endpoint, credential, userAgent } = this.#options;
    const url = endpoint.at(path);
    const headers = {
      'user-agent': userAgent,
      accept: 'text/event-stream, application/json',
      'accept-encoding': 'identity',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(credential?.origin === url.origin ? credential.headers() : {}),
    };
    const method = body === undefined ? 'GET' : 'POST';
    return request(url, { dispatcher: this.#dispatcher, method, headers, signal, body: body ?? null });
  }

  async *#read(raw: AsyncIterable<Uint8Array>, watch: Watch, idle: { wait: number }): AsyncGenerator<Uint8Array> {
    const { bounds } = this.#options;
    let count = 0;
    for await (const chunk of raw) {
      watch.disarm();
      count += chunk.length;
      const past = count - bounds.answer;
      yield past > 0 ? chunk.subarray(0, chunk.length - past) : chunk;
      if (past > 0) throw new TooLong(`the answer is longer than ${bounds.answer} bytes`);
      watch.arm(idle.wait, 'nothing more came');
    }
    watch.disarm();
  }

  async close(): Promise<void> {
    await this.#dispatcher.destroy();
  }
}

/** As text, up to a bound; what is behind it stays unread. */
export async function textOfBody(reply: Reply, most: number): Promise<{ text: string; whole: boolean }> {
  const chunks: Uint8Array[] = [];
  let count = 0;
  for await (const chunk of reply.body) {
    chunks.push(chunk.subarray(0, most - count));
    count += chunk.length;
    if (count > most) break;
  }
  return { text: new TextDecoder().decode(Buffer.concat(chunks)), whole: count <= most };
}
