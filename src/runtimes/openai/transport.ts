import { EnvHttpProxyAgent } from 'undici';
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
  readonly #dispatcher: EnvHttpProxyAgent;

  constructor(options: TransportOptions) {
    this.#options = options;
    const { endpoint, env, timings, bounds, connections } = options;
    const by = proxies(env);
    // Node's own list alone takes 40 ms to make, and a server without TLS needs none.
    const encrypts = endpoint.url.protocol === 'https:' || by.httpProxy !== '' || by.httpsProxy !== '';
    const ca = encrypts ? certificateAuthorities(env) : undefined;
    const trusted = ca === undefined ? {} : { ca: [...ca] };
    this.#dispatcher = new EnvHttpProxyAgent({
      ...(ca === undefined ? {} : { requestTls: trusted, proxyTls: trusted }),
      ...by,
      connect: { timeout: timings.connect, ...trusted },
      connections,
      // Ours say what was waited for.
      headersTimeout: 0,
      bodyTimeout: 0,
      maxHeaderSize: bounds.headers,
    });
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
