import { z } from 'zod';
import { InputError, UsageError } from '../../core/errors.ts';
import type { Limits } from '../../core/limits.ts';
import { type Answer, readBody } from '../http/answer.ts';
import type { HttpClient } from '../http/client.ts';

/** `GET /api/models/{repo_id}/revision/{revision}` (Hub API, "Get model info at revision"): what is needed of it. */
const infoSchema = z.object({
  sha: z.string().regex(/^[0-9a-f]{40}$/),
  gated: z.union([z.boolean(), z.string()]).optional(),
  private: z.boolean().optional(),
});
export type RepositoryInfo = z.infer<typeof infoSchema>;

/**
 * `GET /api/models/{repo_id}/tree/{revision}?recursive=true` (Hub API, "List the content of a repository tree"): an entry
 * is a file or a folder; `lfs.oid` is the SHA-256 of a large file, `oid` git's name of the blob (for a large file that of
 * its pointer).
 */
const nodeSchema = z.object({
  type: z.string(),
  path: z.string(),
  size: z.int().nonnegative().optional(),
  oid: z.string().optional(),
  lfs: z.object({ oid: z.string(), size: z.int().nonnegative() }).optional(),
});
export type TreeNode = z.infer<typeof nodeSchema>;

export interface Asker {
  readonly client: HttpClient;
  readonly limits: Limits;
  readonly signal: AbortSignal | undefined;
  /** @throws UsageError where the hub refuses */
  refuse(answer: Answer): void;
}

export async function repositoryInfo(url: URL, asker: Asker): Promise<RepositoryInfo> {
  const { value } = await askJson(url, asker);
  const info = infoSchema.safeParse(value);
  if (!info.success) throw new UsageError(`the hub's answer about the repository is not of the form that it documents`);
  return info.data;
}

/**
 * Every entry of the tree, page after page: the next is in a `Link` header (RFC 8288), which is followed only to the same
 * origin.
 */
export async function treeNodes(first: URL, asker: Asker): Promise<TreeNode[]> {
  const nodes: TreeNode[] = [];
  let bytes = 0;
  const seen = new Set<string>();
  for (let url: URL | undefined = first; url !== undefined; ) {
    if (seen.has(url.href)) throw new UsageError('the hub lists the same page again and again');
    seen.add(url.href);
    if (seen.size > asker.limits['http.pages']) throw new UsageError('the listing has too many pages (http.pages)');
    const { value, answer, length }: Json = await askJson(url, asker);
    bytes += length;
    if (bytes > asker.limits['http.listing']) throw new UsageError('the listing is too long (http.listing)');
    const page = z.array(nodeSchema).safeParse(value);
    if (!page.success) throw new UsageError(`the hub's listing is not of the form that it documents`);
    for (const node of page.data) nodes.push(node);
    if (nodes.length > asker.limits['subject.files'])
      throw new UsageError('the repository has too many files (subject.files)');
    url = nextPage(answer.header('link'), answer.url);
  }
  return nodes;
}

/** The target of `<…>; rel="next"`. @throws UsageError where it leads to another origin */
function nextPage(link: string | undefined, from: URL): URL | undefined {
  for (const [, target, parameters] of (link ?? '').matchAll(/<([^<>]*)>([^<]*)/g)) {
    if (!/;\s*rel\s*=\s*"?(?:[^"]*\s)?next\b/i.test(parameters ?? '')) continue;
    const next = URL.parse(target ?? '', from.href);
    if (next === null || next.origin !== from.origin)
      throw new UsageError("the next page of the hub's listing is at another origin: it is not followed");
    return next;
  }
  return undefined;
}

interface Json {
  readonly value: unknown;
  readonly answer: Answer;
  /** Bytes. */
  readonly length: number;
}

async function askJson(url: URL, asker: Asker): Promise<Json> {
  const { client, limits, signal } = asker;
  const question = { headers: { accept: 'application/json' }, expect: limits['http.answer'], signal };
  try {
    return await client.get(url, question, async (answer) => {
      asker.refuse(answer);
      if (answer.status !== 200) throw new InputError('unreadable', `the hub answers ${answer.status}`);
      const bytes = await readBody(answer, limits['http.answer']);
      return { value: JSON.parse(new TextDecoder().decode(bytes)) as unknown, answer, length: bytes.length };
    });
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError('the hub answers something that is no JSON');
    if (error instanceof InputError) throw new UsageError(`the hub could not be asked: ${error.message}`);
    throw error;
  }
}
