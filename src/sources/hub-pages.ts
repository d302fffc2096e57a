/** Paths of the hub that are no repositories of models, though they look like `organisation/name`. */
const OTHERS: ReadonlySet<string> = new Set([
  'api',
  'blog',
  'collections',
  'datasets',
  'docs',
  'join',
  'learn',
  'login',
  'models',
  'new',
  'organizations',
  'papers',
  'settings',
  'spaces',
  'tasks',
]);

/**
 * The repository behind an address that somebody copied from the browser: `https://huggingface.co/org/name`, with
 * `/tree/<revision>/…`, `/blob/…` or `/resolve/…`, and `https://modelscope.cn/models/org/name`. Undefined for any other
 * address.
 */
export function addressOfPage(subject: string): string | undefined {
  const url = URL.parse(subject);
  if (url === null || url.protocol !== 'https:') return undefined;
  const { hostname, pathname } = url;
  if (hostname === 'huggingface.co' || hostname === 'hf.co') return hubPage(pathname);
  const modelScope = /^(?:www\.)?modelscope\.cn$/.test(hostname)
    ? /^\/models\/([^/]+\/[^/]+)(?:\/(?:summary|files|feedback)?)?$/.exec(pathname)?.[1]
    : undefined;
  return modelScope === undefined ? undefined : `ms://${modelScope}`;
}

function hubPage(pathname: string): string | undefined {
  const match = /^\/([^/]+)\/([^/]+)(?:\/(?:tree|blob|resolve)\/([^/]+)(\/.*)?)?\/?$/.exec(pathname);
  const [, organisation = '', name = '', revision, path = ''] = match ?? [];
  if (match === null || OTHERS.has(organisation)) return undefined;
  return `hf://${organisation}/${name}${revision === undefined ? '' : `@${revision}${decoded(path)}`}`;
}

/** A path in an address is escaped, and one of a subject is not. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
