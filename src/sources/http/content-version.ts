import type { Answer } from './answer.ts';

/**
 * What a server says of which version of a file it gives: an entity tag, or when it was last changed (RFC 9110, section
 * 8.8). It belongs to one server: the hub's own and its CDN's differ for the same bytes. Undefined where it says nothing.
 */
export function contentVersion(answer: Answer): string | undefined {
  const tag = answer.header('etag')?.replace(/^W\//, '');
  const modified = answer.header('last-modified');
  const said = tag ?? (modified === undefined ? undefined : `modified ${modified}`);
  return said === undefined ? undefined : `${answer.url.origin} ${said}`;
}
