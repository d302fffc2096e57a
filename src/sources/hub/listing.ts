import { z } from 'zod';
import { InputError, UsageError } from '../../core/errors.ts';
import type { Limits } from '../../core/limits.ts';
import type { Answer } from '../http/answer.ts';
import type { HttpClient, Question } from '../http/client.ts';
import { readJson, readJsonItems } from '../http/json-answer.ts';
import { ListingBounds } from '../http/listing-bounds.ts';

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
  const most = asker.limits['http.answer'];
  const { value } = await ask(url, asker, { expect: most }, (answer) => readJson(answer, most));
  const info = infoSchema.safeParse(value);
  if (!info.success) throw new UsageError(`the hub's answer about the repository is not of the form that it documents`);
  return info.data;
}

/**
 * Every file of the tree, page after page: the next is in a `Link` header (RFC 8288), which is followed only to the same
 * origin. Pages are parsed as they come.
 */
export async function treeFiles(first: URL, asker: Asker): Promise<TreeNode[]> {
  const files: TreeNode[] = [];
  const { client, limits } = asker;
  const bounds = new ListingBounds(limits);
  const patience = client.patience(limits['http.listing']);
  const seen = new Set<string>();
  for (let url: URL | undefined = first; url !== undefined; ) {
    if (seen.has(url.href)) throw new UsageError('the hub lists the same page again and again');
    seen.add(url.href);
    bounds.page();
    const { page, next }: Page = await ask(url, asker, { expect: limits['http.listing'], patience }, async (answer) => {
      const found: TreeNode[] = [];
      for await (const value of readJsonItems(answer.body, (count) => bounds.bytes(count))) {
        bounds.entry();
        const node = nodeSchema.safeParse(value);
        if (!node.success) throw new UsageError(`the hub's listing is not of the form that it documents`);
        if (node.data.type === 'file') found.push(node.data);
      }
      return { page: found, next: nextPage(answer.header('link'), answer.url) };
    });
    for (const node of page) files.push(node);
    url = next;
  }
  return files;
}

interface Page {
  readonly page: readonly TreeNode[];
  readonly next: URL | undefined;
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

async function ask<T>(
  url: URL,
  { client, signal, refuse }: Asker,
  question: Pick<Question, 'expect' | 'patience'>,
  take: (answer: Answer) => Promise<T>,
): Promise<T> {
  try {
    return await client.get(url, { headers: { accept: 'application/json' }, signal, ...question }, (answer) => {
      refuse(answer);
      if (answer.status !== 200) throw new InputError('unreadable', `the hub answers ${answer.status}`);
      return take(answer);
    });
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError('the hub answers something that is no JSON of its kind');
    if (error instanceof InputError) throw new UsageError(`the hub could not be asked: ${error.message}`);
    throw error;
  }
}
