import { UsageError } from '../../core/errors.ts';

/** Where an OpenAI-compatible server is, as its user named it: any machine, also this one. */
export interface Endpoint {
  readonly url: URL;
  /** Origin and path, without the query, which may hold a secret. */
  readonly shown: string;
  /** The address of a path of the protocol, e.g. `/models`, with the user's query, e.g. Azure's `api-version`. */
  at(path: string): URL;
}

/** @throws UsageError where it is no http:// or https:// address, or holds a name and password */
export function endpointAt(text: string): Endpoint {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new UsageError('the endpoint is no http:// or https:// address, e.g. http://localhost:8000/v1');
  if (url.username !== '' || url.password !== '')
    throw new UsageError('the endpoint holds a name or password: name the variable or file of a key instead');
  const base = url.pathname.replace(/\/+$/, '').replace(/\/(?:chat\/completions|completions|models)$/, '');
  return {
    url,
    shown: `${url.origin}${base}`,
    at: (path) => new URL(`${base}${path}${url.search}`, url.origin),
  };
}
