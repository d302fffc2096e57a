import { createParser } from 'eventsource-parser';

export interface StreamEvent {
  /** Undefined for the common kind without a name. */
  readonly event?: string;
  readonly data: string;
}

/** An event that is longer than one may be. */
export class OversizedEvent extends Error {
  override readonly name = 'OversizedEvent';
}

/**
 * Server-sent events (WHATWG HTML, section 9.2) from bytes that come in pieces of any size. Bytes that are no UTF-8 become
 * U+FFFD, as in a browser.
 */
export class EventStream {
  readonly #decoder = new TextDecoder();
  readonly #parser;
  readonly #found: StreamEvent[] = [];
  readonly #most: number;
  #oversized = false;
  #foreign = false;

  /** @param most UTF-16 units that one event may have */
  constructor(most: number) {
    this.#most = most;
    this.#parser = createParser({
      maxBufferSize: most,
      onEvent: ({ event, data }) => void this.#found.push(event === undefined ? { data } : { event, data }),
      onError: ({ type }) => {
        this.#oversized ||= type === 'max-buffer-size-exceeded';
        this.#foreign ||= type === 'unknown-field';
      },
    });
  }

  /** True once a line came that no such stream has. */
  get foreign(): boolean {
    return this.#foreign;
  }

  /** The events that these bytes complete, up to one that is too long. */
  feed(bytes: Uint8Array): readonly StreamEvent[] {
    return this.#feed(this.#decoder.decode(bytes, { stream: true }));
  }

  /** What a stream that just ends had begun: some servers leave out the last empty line. */
  end(): readonly StreamEvent[] {
    return this.#feed(`${this.#decoder.decode()}\n\n`);
  }

  /** Called after what came before is taken. @throws OversizedEvent where an event is longer than one may be */
  check(): void {
    if (this.#oversized) throw new OversizedEvent(`an event is longer than ${this.#most} characters`);
  }

  #feed(text: string): readonly StreamEvent[] {
    if (!this.#oversized) this.#parser.feed(text);
    return this.#found.splice(0);
  }
}
