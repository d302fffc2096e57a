import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';

/** Bytes that wait for their reader before the server is held back. */
const HELD = 1 << 18;

interface Head {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
}

/**
 * One request on its way, and its answer as it comes. Undici's own `request` makes a stream of every body, with a signal and
 * events: of short answers that takes longer than to read them.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly #chunks: Uint8Array[] = [];
  #held = 0;
  #controller: Dispatcher.DispatchController | undefined;
  #head: Head | undefined;
  #ended = false;
  #fault: { readonly reason: unknown } | undefined;
  #left: NodeJS.Timeout | undefined;
  #wake: () => void = () => {};

  /** True where the reader would wait. */
  get waits(): boolean {
    return this.#chunks.length === 0 && !this.#ended && this.#fault === undefined;
  }

  /** @throws what the network says, or what it was broken off with */
  async head(): Promise<Head> {
    for (;;) {
      if (this.#head !== undefined) return this.#head;
      if (this.#fault !== undefined) throw this.#fault.reason;
      await this.#more();
    }
  }

  /** The next piece of the body; undefined behind the last. What came before a break is read before it is told. @throws as above */
  async next(): Promise<Uint8Array | undefined> {
    for (;;) {
      const chunk = this.#chunks.shift();
      if (chunk !== undefined) {
        this.#held -= chunk.length;
        if (this.#held < HELD) this.#resume();
        return chunk;
      }
      if (this.#fault !== undefined) throw this.#fault.reason;
      if (this.#ended) return undefined;
      await this.#more();
    }
  }

  /** Breaks it off: with its connection, where the answer is not there in full. */
  abort(reason: unknown): void {
    if (this.#ended || this.#fault !== undefined) return;
    this.#fault = { reason };
    this.#controller?.abort(asError(reason));
    this.#wake();
  }

  /**
   * Nobody reads on. Where the end is on its way, as behind a last event, the connection is kept for the next request.
   * @param wait milliseconds that the end may take
   */
  leave(wait: number): void {
    if (this.#ended || this.#fault !== undefined) return;
    this.#chunks.length = 0;
    this.#resume();
    this.#left = setTimeout(() => this.abort(new Error('the answer does not end')), wait).unref();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // Broken off while it waited for a connection.
    if (this.#fault !== undefined) controller.abort(asError(this.#fault.reason));
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    // Behind an informational one the answer is still to come.
    if (status < 200) return;
    this.#head = { status, headers };
    this.#wake();
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Uint8Array): void {
    if (this.#left !== undefined) return;
    this.#chunks.push(chunk);
    this.#held += chunk.length;
    if (this.#held >= HELD) controller.pause();
    this.#wake();
  }

  onResponseEnd(): void {
    this.#ended = true;
    clearTimeout(this.#left);
    this.#wake();
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.#fault ??= { reason: error };
    clearTimeout(this.#left);
    this.#wake();
  }

  #resume(): void {
    if (!this.#ended && this.#controller?.paused === true) this.#controller.resume();
  }

  #more(): Promise<void> {
    return new Promise((wake) => (this.#wake = wake));
  }
}

const asError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error(String(reason)));
