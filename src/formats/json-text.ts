import { Buffer } from 'node:buffer';
import { InputError } from '../core/errors.ts';

export type JsonKind = 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';

/** Containers inside containers; the documents we read need four (CWE-674). */
export const JSON_DEPTH = 64;
/** Longer numerals are not converted: they read as NaN. */
const NUMERAL = 400;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const MINUS = 0x2d;
const PLUS = 0x2b;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;

/**
 * A strict reader of one JSON text (RFC 8259) over bytes: it pulls values in order, sees every key of an object, twice
 * where it is there twice, and builds nothing itself, so memory and depth are the caller's choice. Linear in the bytes.
 * Offsets are from the first byte given. Bytes that are not UTF-8 read as U+FFFD: test with `isUtf8` where it matters.
 * Every method throws InputError: `malformed`, `truncated` where the bytes end first, `limit` for the depth.
 */
export class JsonText {
  readonly #bytes: Buffer;
  readonly #depthLimit: number;
  #depth = 0;
  #at = 0;
  /** Of the last string: whether it was cut to the length asked for. */
  cut = false;
  /** Of the last number: whether it was written as a non-negative integer, without sign, point or exponent. */
  plainInteger = false;

  constructor(bytes: Uint8Array, depthLimit: number = JSON_DEPTH) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#depthLimit = depthLimit;
  }

  get at(): number {
    return this.#at;
  }

  /** What the next value is; consumes white space alone. */
  kind(): JsonKind {
    const byte = this.#look();
    if (byte === OPEN_OBJECT) return 'object';
    if (byte === OPEN_ARRAY) return 'array';
    if (byte === QUOTE) return 'string';
    if (byte === MINUS || isDigit(byte)) return 'number';
    if (byte === 0x74 || byte === 0x66) return 'boolean';
    if (byte === 0x6e) return 'null';
    throw this.#fault('a JSON value was expected');
  }

  /** Calls `field` with each key and its offset; `field` must consume the value. Keys are cut to `mostKey` bytes. */
  object(field: (key: string, at: number) => void, mostKey = 65_536): void {
    this.#open(OPEN_OBJECT, 'an object was expected');
    if (this.#look() !== CLOSE_OBJECT) {
      for (;;) {
        if (this.#look() !== QUOTE) throw this.#fault('a key in double quotes was expected');
        const at = this.#at;
        const key = this.string(mostKey);
        if (this.#look() !== COLON) throw this.#fault('a colon was expected after a key');
        this.#at++;
        field(key, at);
        if (this.#look() !== COMMA) break;
        this.#at++;
      }
    }
    this.#close(CLOSE_OBJECT, 'a comma or the end of an object was expected');
  }

  /** Calls `item` for each element; `item` must consume it. */
  array(item: (index: number) => void): void {
    this.#open(OPEN_ARRAY, 'an array was expected');
    if (this.#look() !== CLOSE_ARRAY) {
      for (let index = 0; ; index++) {
        item(index);
        if (this.#look() !== COMMA) break;
        this.#at++;
      }
    }
    this.#close(CLOSE_ARRAY, 'a comma or the end of an array was expected');
  }

  /** A string, decoded from at most `most` of its bytes; see {@link cut}. */
  string(most = 65_536): string {
    if (this.#look() !== QUOTE) throw this.#fault('a string was expected');
    const start = ++this.#at;
    const escaped = this.#skipToQuote();
    const end = this.#at++;
    this.cut = end - start > most;
    const stop = this.cut ? this.#wholeCharacters(start, start + most) : end;
    return escaped ? this.#unescape(start, stop) : this.#bytes.toString('utf8', start, stop);
  }

  /** A number; see {@link plainInteger}. NaN for a numeral of more than 400 characters. */
  number(): number {
    this.#look();
    const start = this.#at;
    const negative = this.#bytes[this.#at] === MINUS;
    if (negative) this.#at++;
    if (this.#bytes[this.#at] === ZERO) this.#at++;
    else this.#digits();
    let integer = !negative;
    if (this.#bytes[this.#at] === POINT) {
      integer = false;
      this.#at++;
      this.#digits();
    }
    if (((this.#bytes[this.#at] ?? 0) | 0x20) === 0x65) {
      integer = false;
      this.#at++;
      const sign = this.#bytes[this.#at];
      if (sign === PLUS || sign === MINUS) this.#at++;
      this.#digits();
    }
    this.plainInteger = integer;
    return this.#at - start > NUMERAL ? Number.NaN : Number(this.#bytes.toString('latin1', start, this.#at));
  }

  boolean(): boolean {
    const value = this.#look() === 0x74;
    this.#word(value ? 'true' : 'false');
    return value;
  }

  null(): null {
    this.#look();
    this.#word('null');
    return null;
  }

  /** Passes over one value of any kind. */
  skip(): void {
    const kind = this.kind();
    if (kind === 'object') this.object(() => this.skip(), 0);
    else if (kind === 'array') this.array(() => this.skip());
    else if (kind === 'string') this.string(0);
    else if (kind === 'number') this.number();
    else if (kind === 'boolean') this.boolean();
    else this.null();
  }

  #open(byte: number, message: string): void {
    if (this.#look() !== byte) throw this.#fault(message);
    if (++this.#depth > this.#depthLimit) {
      const offset = this.#at;
      throw new InputError('limit', `containers are nested more than ${this.#depthLimit} deep`, { offset });
    }
    this.#at++;
  }

  #close(byte: number, message: string): void {
    if (this.#look() !== byte) throw this.#fault(message);
    this.#at++;
    this.#depth--;
  }

  /** The next byte that is not white space, not consumed. */
  #look(): number {
    for (;;) {
      const byte = this.#bytes[this.#at];
      if (byte === undefined) throw this.#fault('');
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return byte;
      this.#at++;
    }
  }

  /** To the closing quote. @returns whether there was an escape on the way */
  #skipToQuote(): boolean {
    let escaped = false;
    for (;;) {
      const byte = this.#bytes[this.#at];
      if (byte === QUOTE) return escaped;
      if (byte === undefined) throw this.#fault('');
      if (byte < 0x20) throw this.#fault('a control character stands unescaped in a string');
      if (byte === BACKSLASH) {
        escaped = true;
        this.#escape();
      } else this.#at++;
    }
  }

  #escape(): void {
    const byte = this.#bytes[this.#at + 1];
    if (byte === undefined) throw this.#end();
    const length = byte === 0x75 ? 6 : 2;
    if (this.#at + length > this.#bytes.length) throw this.#end();
    const text = this.#bytes.toString('latin1', this.#at + 1, this.#at + length);
    if (!(length === 6 ? /^u[\dA-Fa-f]{4}$/ : /^["\\/bfnrt]$/).test(text)) throw this.#fault('an escape is not valid');
    this.#at += length;
  }

  /** Already checked by {@link #escape}; an escape cut in two at `stop` is left out. */
  #unescape(start: number, stop: number): string {
    const text = this.#bytes.toString('utf8', start, stop);
    return text.replace(/\\(?:u([\dA-Fa-f]{4})|u[\dA-Fa-f]{0,3}$|([^u]?))/g, (_, hex?: string, short?: string) =>
      hex === undefined ? (SHORT[short ?? ''] ?? short ?? '') : String.fromCharCode(Number.parseInt(hex, 16)),
    );
  }

  /** The last character boundary of UTF-8 at or before `stop`. */
  #wholeCharacters(start: number, stop: number): number {
    let end = stop;
    while (end > start && ((this.#bytes[end] ?? 0) & 0xc0) === 0x80) end--;
    return end;
  }

  #digits(): void {
    if (!isDigit(this.#bytes[this.#at] ?? 0)) throw this.#fault('a digit was expected');
    while (isDigit(this.#bytes[this.#at] ?? 0)) this.#at++;
  }

  #word(word: string): void {
    const found = this.#bytes.toString('latin1', this.#at, this.#at + word.length);
    if (found !== word) throw word.startsWith(found) ? this.#end() : this.#fault('a JSON value was expected');
    this.#at += word.length;
  }

  #fault(message: string): InputError {
    return this.#at >= this.#bytes.length ? this.#end() : new InputError('malformed', message, { offset: this.#at });
  }

  #end(): InputError {
    return new InputError('truncated', 'the text ends inside a value', { offset: this.#bytes.length });
  }
}

const SHORT: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}
