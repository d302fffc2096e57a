import { InputError } from '../../core/errors.ts';
import { printable } from '../../core/printable.ts';
import { type Answer, readExactly } from './answer.ts';
import { contentVersion } from './content-version.ts';
import { parseContentRange } from './content-range.ts';
import type { RemoteAccess, Target } from './remote-access.ts';

/** Files up to this size are taken whole, and held while they are open, from a server that has no ranges. */
export const SMALL = 16_777_216;

export interface Fetched {
  readonly at: number;
  readonly bytes: Uint8Array;
}

/**
 * Asks one server for runs of one file's bytes and believes nothing that it did not check: status, Content-Range, size,
 * entity tag and number of bytes. Where a hub redirects to a CDN, later requests go there at once.
 */
export class RangeRequest {
  readonly #access: RemoteAccess;
  readonly #target: Target;
  #direct: URL | undefined;
  #version: string | undefined;
  #unversioned: boolean;
  #whole: Fetched | undefined;
  /** Until the first answer: the others wait for where it leads. */
  #first: Promise<void> | undefined;

  constructor(access: RemoteAccess, target: Target) {
    this.#access = access;
    this.#target = target;
    this.#version = target.version;
    this.#unversioned = target.known !== undefined && target.version === undefined;
  }

  /** True where some of what it sent carried nothing that tells one version of the file from another. */
  get unversioned(): boolean {
    return this.#unversioned;
  }

  /**
   * The bytes `[at, end)`, or the whole file where that is what a server without ranges gives of a small one.
   * @throws InputError `unreadable`, `changed`, `unsupported` (no ranges), `budget`
   */
  async fetch(at: number, end: number, signal: AbortSignal | undefined): Promise<Fetched> {
    while (this.#direct === undefined && this.#first !== undefined) await this.#first;
    if (this.#whole !== undefined) return this.#whole;
    if (this.#direct !== undefined) return this.#ask(this.#direct, at, end, signal);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#first = promise;
    try {
      return await this.#ask(this.#target.url, at, end, signal, resolve);
    } finally {
      resolve();
      this.#first = undefined;
    }
  }

  async #ask(
    url: URL,
    at: number,
    end: number,
    signal: AbortSignal | undefined,
    onAnswer: () => void = () => {},
  ): Promise<Fetched> {
    const { client, budget } = this.#access;
    const headers = { range: `bytes=${at}-${end - 1}` };
    const expired = Symbol('expired');
    const release = budget.reserve(end - at);
    const asked = client.get(url, { headers, expect: end - at, signal }, async (answer) => {
      // A signed address of a CDN lives for a while only.
      if (url === this.#direct && answer.status >= 400 && answer.status !== 416) return expired;
      this.#target.inspect?.(answer);
      this.#checkStatus(answer);
      this.#checkVersion(answer);
      const range = this.#checkedRange(answer, at, end);
      release();
      budget.spend(range.end - range.at);
      if (answer.status === 200) return (this.#whole = await readWhole(answer, range.end));
      this.#direct = answer.url;
      onAnswer();
      return { at: range.at, bytes: await readExactly(answer, range.end - range.at) };
    });
    const fetched = await asked.finally(release);
    if (typeof fetched !== 'symbol') return fetched;
    this.#direct = undefined;
    return this.#ask(this.#target.url, at, end, signal);
  }

  #checkStatus({ status }: Answer): void {
    if (status === 206 || status === 200) return;
    if (status === 416) throw changed(`it no longer has the bytes that were asked for (416)`);
    throw new InputError('unreadable', `the server answers ${status}${STATUS_WORDS[status] ?? ''}`);
  }

  #checkVersion(answer: Answer): void {
    const version = contentVersion(answer);
    if (version === undefined) {
      this.#unversioned = true;
      return;
    }
    const before = this.#version;
    if (before?.startsWith(`${answer.url.origin} `) === true && before !== version)
      throw changed('its entity tag or date is another than before');
    this.#version = version;
  }

  #checkedRange(answer: Answer, at: number, end: number): { at: number; end: number } {
    const { size } = this.#target;
    const encoding = answer.header('content-encoding');
    if (encoding !== undefined && encoding !== 'identity')
      throw new InputError(
        'unsupported',
        `the server sends the range compressed (${printable(encoding, 40)}), which is no range of the file`,
      );
    if (answer.status === 200) {
      const length = answer.header('content-length');
      if (length !== undefined && Number(length) !== size) throw lies(Number(length), size);
      if (size <= SMALL) return { at: 0, end: size };
      throw new InputError('unsupported', 'the server does not serve parts of a file: --download fetches it whole');
    }
    const range = parseContentRange(answer.header('content-range'));
    if (range === undefined) throw new InputError('unreadable', 'the server does not say which bytes it sends');
    if (range.size !== undefined && range.size !== size) throw lies(range.size, size);
    if (range.first !== at || range.last !== end - 1) {
      const message = `the server sends the bytes ${range.first}-${range.last} where ${at}-${end - 1} were asked for`;
      throw new InputError('unreadable', message);
    }
    return { at, end };
  }
}

async function readWhole(answer: Answer, size: number): Promise<Fetched> {
  return { at: 0, bytes: await readExactly(answer, size) };
}

const changed = (how: string): InputError => new InputError('changed', `the file changed while it was read: ${how}`);

const lies = (said: number, listed: number): InputError =>
  new InputError('changed', `the server says that the file has ${said} bytes, where it had said ${listed} before`);

const STATUS_WORDS: Readonly<Record<number, string>> = {
  401: ' (it wants a token)',
  403: ' (no access)',
  404: ' (no such file)',
  410: ' (it is gone)',
  451: ' (withheld for legal reasons)',
};
