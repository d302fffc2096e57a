import { setTimeout as sleep } from 'node:timers/promises';
import { type Dispatcher, EnvHttpProxyAgent, request } from 'undici';
import { InputError } from '../../core/errors.ts';
import type { Limits } from '../../core/limits.ts';
import { isLocalName, literalAddress, notPublic as reallyNotPublic } from './addresses.ts';
import { type Answer, headerOf, type Hop } from './answer.ts';
import { certificateAuthorities } from './authorities.ts';
import {
  guardedConnector,
  refusedAddress,
  refusedPlain,
  type NotPublic,
  type Resolve,
  resolveBySystem,
} from './connector.ts';
import type { Credential } from './credential.ts';
import { networkFailure } from './network-failure.ts';
import { Patience } from './patience.ts';
import { proxies } from './proxies.ts';
import { askedDelay, backOff, codeOf, isBreak, passes } from './retry.ts';

export interface HttpOptions {
  readonly limits: Limits;
  readonly allowPrivate: boolean;
  readonly credential?: Credential | undefined;
  readonly userAgent: string;
  readonly resolve?: Resolve;
  readonly notPublic?: NotPublic;
  readonly env?: NodeJS.ProcessEnv;
  readonly timings?: Partial<Timings>;
}

/** Milliseconds. */
interface Timings {
  readonly connect: number;
  /** Without a byte, until headers and between parts of a body. */
  readonly idle: number;
  /** Before the second attempt; doubles with each. */
  readonly backOff: number;
  /** Of waiting for one question, over all its attempts, beside what its bytes may take. */
  readonly patience: number;
}
const TIMINGS: Timings = { connect: 15_000, idle: 30_000, backOff: 500, patience: 60_000 };

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** Longer answers to questions that failed are not worth their connection. */
const DUMPED = 65_536;

export interface Question {
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes of body expected at most: what the time limit is reckoned from, as far as they come. */
  readonly expect: number;
  /** Shared by questions that are asked one after another; else each has its own. */
  readonly patience?: Patience;
  readonly signal?: AbortSignal | undefined;
}

/** GET with guarded addresses, redirects by hand, retries with back-off, and a credential for one origin alone. */
export class HttpClient {
  readonly #options: HttpOptions;
  readonly #timings: Timings;
  readonly #dispatcher: EnvHttpProxyAgent;
  /** For each origin, when it wants to be asked again. */
  readonly #pauses = new Map<string, number>();
  /** For each origin, questions that it answered too slowly. */
  readonly #slow = new Map<string, number>();
  #requests = 0;

  constructor(options: HttpOptions) {
    this.#options = options;
    this.#timings = { ...TIMINGS, ...options.timings };
    const env = options.env ?? process.env;
    const ca = certificateAuthorities(env);
    const { connect, idle } = this.#timings;
    const { allowPrivate, resolve = resolveBySystem, notPublic = reallyNotPublic } = options;
    const tls = ca === undefined ? {} : { requestTls: { ca: [...ca] }, proxyTls: { ca: [...ca] } };
    this.#dispatcher = new EnvHttpProxyAgent({
      ...tls,
      ...proxies(env),
      connect: guardedConnector({ allowPrivate, ca, resolve, notPublic, timeout: connect }),
      connections: 32,
      headersTimeout: idle,
      bodyTimeout: idle,
      maxHeaderSize: 32_768,
    });
  }

  /** Sent so far, redirects and further attempts among them. */
  get requests(): number {
    return this.#requests;
  }

  /** For an answer of up to that many bytes. */
  patience(expected: number): Patience {
    return new Patience(this.#timings.patience, expected);
  }

  /**
   * Asks until there is an answer that is no passing failure, and hands it to `take`, which reads the body; a break of
   * the connection in either is a further attempt.
   * @throws InputError `unreadable` where no attempt succeeds or an address, redirect or status forbids it
   */
  async get<T>(url: URL, question: Question, take: (answer: Answer) => Promise<T>): Promise<T> {
    const most = this.#options.limits['http.attempts'];
    const patience = question.patience ?? this.patience(question.expect);
    for (let attempt = 1; ; attempt++) {
      await this.#pause(url.origin, question.signal);
      this.#checkPace(url);
      let wait: number;
      const stop = patience.start();
      try {
        const { answer, raw } = await this.#follow(url, question, patience);
        if (!passes(answer.status)) {
          try {
            return await take(answer);
          } finally {
            // What is left of it breaks off, which is no error.
            raw.on('error', () => {}).destroy();
          }
        }
        await raw.dump({ limit: DUMPED });
        const said = new InputError('unreadable', `the server answers ${answer.status}, after ${attempt} attempts`);
        if (attempt >= most) throw said;
        const asked = askedDelay((name) => answer.header(name), Date.now());
        wait = Math.max(asked ?? 0, this.#backOff(attempt));
        // A server that has enough of us has enough of all of us.
        if (answer.status === 429) this.#pauses.set(answer.url.origin, Date.now() + wait);
      } catch (error) {
        question.signal?.throwIfAborted();
        if (patience.ended) throw this.#tooSlow(url, error);
        if (!isBreak(error)) throw asInputError(error, url);
        if (attempt >= most) throw asInputError(error, url, attempt);
        wait = this.#backOff(attempt);
      } finally {
        stop();
      }
      await sleep(wait, undefined, { signal: question.signal });
    }
  }

  async close(): Promise<void> {
    await this.#dispatcher.destroy();
  }

  #backOff(attempt: number): number {
    return backOff(attempt, this.#timings.backOff, Math.random);
  }

  async #pause(origin: string, signal: AbortSignal | undefined): Promise<void> {
    const wait = (this.#pauses.get(origin) ?? 0) - Date.now();
    if (wait > 0) await sleep(wait, undefined, { signal });
    signal?.throwIfAborted();
  }

  /** Redirects by hand: each hop is checked, and the credential is dropped for good once a hop leaves its origin. */
  async #follow(
    first: URL,
    question: Question,
    patience: Patience,
  ): Promise<{ answer: Answer; raw: Dispatcher.ResponseData['body'] }> {
    const hops: Hop[] = [];
    const ends = question.signal === undefined ? [] : [question.signal];
    const signal = AbortSignal.any([...ends, patience.signal]);
    let url = first;
    let trusted = true;
    for (;;) {
      this.#check(url);
      trusted &&= url.origin === this.#options.credential?.origin;
      const response = await this.#send(url, question, trusted, signal);
      const hop: Hop = { url, status: response.statusCode, header: headerOf(response.headers) };
      const location = hop.header('location');
      if (!REDIRECTS.has(hop.status) || location === undefined) {
        return { answer: { ...hop, hops, body: earning(response.body, patience) }, raw: response.body };
      }
      await response.body.dump({ limit: DUMPED });
      hops.push(hop);
      if (hops.length > this.#options.limits['http.redirects'])
        throw new InputError('unreadable', `more than ${hops.length - 1} redirects (http.redirects)`);
      url = redirected(url, location);
    }
  }

  #send(url: URL, question: Question, trusted: boolean, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    this.#requests++;
    const { userAgent, credential } = this.#options;
    const headers = {
      'user-agent': userAgent,
      // The bytes themselves: a compressed range is no range of the file.
      'accept-encoding': 'identity',
      ...question.headers,
      ...(trusted && credential !== undefined ? credential.headers() : {}),
    };
    return request(url, { dispatcher: this.#dispatcher, method: 'GET', headers, signal });
  }

  /** One that dawdles over every question would hold us as long as there are files. */
  #checkPace(url: URL): void {
    if ((this.#slow.get(url.origin) ?? 0) < this.#options.limits['http.slow']) return;
    throw new InputError('unreadable', `${url.host} was too slow too often, and is asked no more (http.slow)`);
  }

  #tooSlow(url: URL, cause: unknown): InputError {
    this.#slow.set(url.origin, (this.#slow.get(url.origin) ?? 0) + 1);
    return new InputError('unreadable', `${url.host}: the server is too slow`, { cause });
  }

  /** What can be said before a name is resolved; behind a proxy it is all that can be said. */
  #check(url: URL): void {
    if (url.protocol !== 'https:' && url.protocol !== 'http:')
      throw new InputError('unreadable', `the address leads to ${url.protocol}, which is not read`);
    if (url.username !== '' || url.password !== '')
      throw new InputError('unreadable', 'the address holds a name or password, which is not sent');
    if (this.#options.allowPrivate) return;
    if (url.protocol === 'http:') throw refusedPlain(url.hostname);
    const literal = literalAddress(url);
    const why = literal === undefined ? undefined : (this.#options.notPublic ?? reallyNotPublic)(literal);
    if (why !== undefined) throw refusedAddress(url.hostname, why);
    if (isLocalName(url.hostname)) throw refusedAddress(url.hostname, 'a name of this machine or its network');
  }
}

function redirected(from: URL, location: string): URL {
  let to: URL;
  try {
    to = new URL(location, from);
  } catch {
    throw new InputError('unreadable', 'the server redirects to something that is no address');
  }
  if (from.protocol === 'https:' && to.protocol !== 'https:')
    throw new InputError('unreadable', `the server redirects from https:// to ${to.protocol}, which is refused`);
  return to;
}

async function* earning(body: AsyncIterable<Uint8Array>, patience: Patience): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) {
    patience.earn(chunk.length);
    yield chunk;
  }
}

/** An error of the network in words, without what an address may hide. */
function asInputError(error: unknown, url: URL, attempts?: number): unknown {
  if (!(error instanceof Error) || error.name === 'UsageError' || error instanceof InputError) return error;
  const cause = error.cause instanceof InputError ? error.cause : undefined;
  if (cause !== undefined) return cause;
  if (error.name === 'HTTPParserError')
    return new InputError('unreadable', `${url.host}: the answer is no HTTP`, { cause: error });
  const code = codeOf(error);
  // A wrong argument is our own fault, and no network's.
  if (code === '' || error instanceof TypeError || error instanceof RangeError) return error;
  const after = attempts === undefined ? '' : `, after ${attempts} attempts`;
  return new InputError('unreadable', `${url.host}: ${networkFailure(code)}${after}`, {
    cause: error,
  });
}
