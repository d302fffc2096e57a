import { createRequire } from 'node:module';
import type { Agent, Dispatcher } from 'undici';
import { certificateAuthorities } from '../../sources/http/authorities.ts';
import type { Credential } from '../../sources/http/credential.ts';
import { proxies } from '../../sources/http/proxies.ts';
import type { Endpoint } from './endpoint.ts';
import { Exchange } from './exchange.ts';
import { Reply } from './reply.ts';
import type { Bounds, Timings } from './timings.ts';

export interface TransportOptions {
  readonly endpoint: Endpoint;
  readonly credential: Credential | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly userAgent: string;
  readonly connections: number;
  readonly timings: Timings;
  readonly bounds: Bounds;
}

/** One endpoint over HTTP: its key goes to its origin, and no redirect is followed. */
export class Transport {
  readonly #options: TransportOptions;
  readonly #dispatcher: Dispatcher;

  private constructor(options: TransportOptions, dispatcher: Dispatcher) {
    this.#options = options;
    this.#dispatcher = dispatcher;
  }

  /** @throws UsageError where SSL_CERT_FILE cannot be read */
  static async open(options: TransportOptions): Promise<Transport> {
    return new Transport(options, await dispatcherOf(options));
  }

  /** Sends a request. Whoever asks ends it with `leave`, and with `abort` before where it has no use for the rest. */
  ask(path: string, body: string | undefined, signal: AbortSignal | undefined): Reply {
    const { endpoint, credential, userAgent, timings, bounds } = this.#options;
    const url = endpoint.at(path);
    const headers = {
      'user-agent': userAgent,
      accept: 'text/event-stream, application/json',
      'accept-encoding': 'identity',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(credential?.origin === url.origin ? credential.headers() : {}),
    };
    const method = body === undefined ? 'GET' : 'POST';
    const where = { origin: url.origin, path: `${url.pathname}${url.search}` };
    const exchange = new Exchange();
    const reply = new Reply(exchange, timings, bounds.answer, signal);
    this.#dispatcher.dispatch({ ...where, method, headers, body: body ?? null }, exchange);
    return reply;
  }

  async close(): Promise<void> {
    await this.#dispatcher.destroy();
  }
}

async function dispatcherOf({ endpoint, env, timings, bounds, connections }: TransportOptions): Promise<Dispatcher> {
  const by = proxies(env);
  const proxied = by.httpProxy !== '' || by.httpsProxy !== '';
  // Node's own list of authorities takes 40 ms to make, and a server without TLS needs none.
  const ca = endpoint.url.protocol === 'https:' || proxied ? certificateAuthorities(env) : undefined;
  const trusted = ca === undefined ? {} : { ca: [...ca] };
  const options = {
    connect: { timeout: timings.connect, ...trusted },
    connections,
    // Ours say what was waited for.
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize: bounds.headers,
  };
  if (!proxied) return new (agentAlone())(options);
  const { EnvHttpProxyAgent } = await import('undici');
  const tls = ca === undefined ? {} : { requestTls: trusted, proxyTls: trusted };
  return new EnvHttpProxyAgent({ ...options, ...by, ...tls });
}

/** Undici's index also loads fetch, WebSocket, caches and mocks: a seventh of what a study takes to start. */
const agentAlone = (): typeof Agent => createRequire(import.meta.url)('undici/lib/dispatcher/agent.js') as typeof Agent;
