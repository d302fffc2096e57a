import { headerOf } from '../../sources/http/answer.ts';
import type { Exchange } from './exchange.ts';
import type { Timings } from './timings.ts';
import { Watch } from './watch.ts';

/** An answer longer than one may be. */
export class TooLong extends Error {
  override readonly name = 'TooLong';
}

/** Milliseconds for a connection to end its answer after the last event, before it is closed and another is made. */
const END = 250;

/** What a server says to one request, within the times and the length that it may take. Read once. */
export class Reply {
  readonly #exchange: Exchange;
  readonly #timings: Timings;
  readonly #most: number;
  readonly #sent = performance.now();
  readonly #watch: Watch;
  #idle: number;
  #status = 0;
  #header: (name: string) => string | undefined = () => undefined;
  #count = 0;

  /** @param most bytes of the whole answer */
  constructor(exchange: Exchange, timings: Timings, most: number, signal: AbortSignal | undefined) {
    this.#exchange = exchange;
    this.#timings = timings;
    this.#most = most;
    this.#idle = timings.idle;
    this.#watch = new Watch(timings.whole, signal, (reason) => exchange.abort(reason));
  }

  /** Waits for the head. @throws TimedOut, what the network says, or what the signal was aborted with */
  async begin(): Promise<void> {
    this.#watch.arm(this.#timings.first, 'nothing came');
    const { status, headers } = await this.#exchange.head();
    this.#status = status;
    this.#header = headerOf(headers);
  }

  /** 0 before it has begun. */
  get status(): number {
    return this.#status;
  }

  header(name: string): string | undefined {
    return this.#header(name);
  }

  /** Milliseconds since the request was sent, monotonic, to a tenth. */
  elapsed(): number {
    return Math.round((performance.now() - this.#sent) * 10) / 10;
  }

  /** The answer has ended: what is behind it is not waited for long. */
  settle(): void {
    this.#idle = this.#timings.tail;
  }

  /** The next piece of the body; undefined behind the last. @throws TooLong, or as `begin` */
  async next(): Promise<Uint8Array | undefined> {
    if (this.#count > this.#most) throw new TooLong(`the answer is longer than ${this.#most} bytes`);
    // While the reader is busy with what it has, no server is late.
    if (this.#exchange.waits) this.#watch.arm(this.#idle, 'nothing more came');
    const chunk = await this.#exchange.next();
    this.#watch.disarm();
    if (chunk === undefined) return undefined;
    this.#count += chunk.length;
    const over = this.#count - this.#most;
    return over > 0 ? chunk.subarray(0, chunk.length - over) : chunk;
  }

  /** Breaks it off. */
  abort(reason: unknown): void {
    this.#exchange.abort(reason);
  }

  /** Nobody reads on. */
  leave(): void {
    this.#watch.close();
    this.#exchange.leave(END);
  }
}

/** As text, up to a bound; what is behind it stays unread. */
export async function textOfBody(reply: Reply, most: number): Promise<{ text: string; whole: boolean }> {
  const chunks: Uint8Array[] = [];
  let count = 0;
  for (let chunk = await reply.next(); chunk !== undefined; chunk = await reply.next()) {
    chunks.push(chunk.subarray(0, most - count));
    count += chunk.length;
    if (count > most) break;
  }
  return { text: new TextDecoder().decode(Buffer.concat(chunks)), whole: count <= most };
}
