import type { IncomingHttpHeaders } from 'node:http';
import { InputError } from '../../core/errors.ts';

/** One redirect on the way: a hub tells its own digest and size of a file there, before a CDN takes over. */
export interface Hop {
  readonly url: URL;
  readonly status: number;
  header(name: string): string | undefined;
}

/** What a server answered after its redirects; the body is read once, through one of the functions below. */
export interface Answer extends Hop {
  /** In order; the first is what was asked. */
  readonly hops: readonly Hop[];
  readonly body: AsyncIterable<Uint8Array>;
}

export function headerOf(headers: IncomingHttpHeaders): (name: string) => string | undefined {
  return (name) => {
    const value = headers[name];
    return Array.isArray(value) ? value[0] : value;
  };
}

/** The whole body. @throws InputError `limit` past `most` bytes */
export async function readBody(answer: Answer, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let count = 0;
  for await (const chunk of answer.body) {
    count += chunk.length;
    if (count > most) throw new InputError('limit', `the server's answer is longer than ${most} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, count);
}

/** Exactly `length` bytes. @throws CutShort where there are fewer, InputError `malformed` where there are more */
export async function readExactly(answer: Answer, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let count = 0;
  for await (const chunk of answer.body) {
    if (count + chunk.length > length)
      throw new InputError('malformed', 'the server sent more bytes than it announced');
    bytes.set(chunk, count);
    count += chunk.length;
  }
  if (count < length) throw new CutShort(count, length);
  return bytes;
}

/** The connection ended before the body did: worth another attempt. */
export class CutShort extends Error {
  override readonly name = 'CutShort';
  readonly code = 'CUT_SHORT';

  constructor(got: number, wanted: number) {
    super(`the connection ended after ${got} of ${wanted} bytes`);
  }
}

/** A URL for messages and the dossier: no query, which may hold a signature, no credentials, no fragment. */
export function shownUrl(url: URL): string {
  return `${url.origin}${url.pathname}`;
}
