import { UsageError } from '../../core/errors.ts';
import { Credential } from '../../sources/http/credential.ts';
import { isThisMachine } from '../../sources/http/endpoint.ts';
import { tokenInFile } from '../../sources/http/token-file.ts';

/** Where the key of an endpoint is. A key itself is no option: options are printed and kept. */
type KeyPlace = { readonly env: string } | { readonly file: string };

export interface KeyOptions {
  readonly key?: KeyPlace | undefined;
  /** `authorization` sends `Bearer KEY`; Azure wants `api-key`, some gateways `x-api-key`. */
  readonly keyHeader?: 'authorization' | 'api-key' | 'x-api-key' | undefined;
  /** Sends the key to another machine without encryption: for a server in one's own network. */
  readonly plainKey?: boolean | undefined;
}

export interface Key {
  readonly credential: Credential;
  readonly secret: Secret;
}

/** The text of a key, to look for in what a server says. It shows nowhere that objects are printed or written. */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  reveal(): string {
    return this.#text;
  }
}

/** @throws UsageError where the key is not there, or would be sent to another machine without encryption */
export async function keyFor(url: URL, options: KeyOptions, env: NodeJS.ProcessEnv): Promise<Key | undefined> {
  const { key, keyHeader = 'authorization' } = options;
  if (key === undefined) return undefined;
  const text = 'file' in key ? await tokenInFile(key.file) : env[key.env]?.trim();
  if (text === undefined || text === '')
    throw new UsageError(`there is no key: ${'env' in key ? `the variable ${key.env} is empty` : 'the file is empty'}`);
  if (!/^[\x21-\x7e]{1,4096}$/.test(text)) throw new UsageError('the key has characters that no key has');
  if (url.protocol !== 'https:' && options.plainKey !== true && !isThisMachine(url))
    throw new UsageError(`a key is not sent to ${url.host} without encryption: use https://, or allow it`);
  const value = keyHeader === 'authorization' ? `Bearer ${text}` : text;
  return { credential: new Credential(url.origin, { [keyHeader]: value }), secret: new Secret(text) };
}
