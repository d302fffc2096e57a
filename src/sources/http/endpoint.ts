import { UsageError } from '../../core/errors.ts';
import { isLocalName, literalAddress, notPublic } from './addresses.ts';
import { Credential } from './credential.ts';

/** Origin and path of a hub, without the last slash. @throws UsageError where it is no address of one */
export function endpointOf(text: string): string {
  const url = URL.parse(text);
  const sound = url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.search === '';
  if (!sound) throw new UsageError('the endpoint of the hub is no https:// address without name, password and query');
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

/**
 * A token as a credential for one hub's origin. Without encryption it goes to this machine alone.
 * @throws UsageError
 */
export function credentialFor(
  endpoint: string,
  token: string,
  headers: (token: string) => Record<string, string>,
): Credential {
  const url = new URL(endpoint);
  if (!/^[\x21-\x7e]{1,4096}$/.test(token)) throw new UsageError('the token has characters that no token has');
  if (url.protocol !== 'https:' && !isThisMachine(url))
    throw new UsageError('a token is not sent without encryption: use https://, or --no-token');
  return new Credential(url.origin, headers(token));
}

/** True for loopback and for names that never leave the machine or its network. */
export function isThisMachine(url: URL): boolean {
  const literal = literalAddress(url);
  return literal === undefined ? isLocalName(url.hostname) : notPublic(literal) === 'an address of this machine';
}
