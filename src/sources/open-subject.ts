import { UsageError } from '../core/errors.ts';
import type { Limits } from '../core/limits.ts';
import { listSubject } from './folder.ts';
import { addressOfPage } from './hub-pages.ts';
import type { RemoteOptions } from './remote-options.ts';
import type { Subject } from './subject.ts';

export const isRemote = (subject: string): boolean => /^[a-z][a-z0-9+.-]*:\/\//i.test(subject);

/**
 * A folder, a file, or something elsewhere: `https://…`, `hf://org/name[@revision][/path]`, `ms://…` of the same form.
 * What only remote subjects need is loaded for them alone.
 * @throws UsageError where the subject does not exist or may not be read
 */
export async function openSubject(
  subject: string,
  limits: Limits,
  options: RemoteOptions,
  signal?: AbortSignal,
): Promise<Subject> {
  if (!isRemote(subject)) return listSubject(subject, limits);
  const page = addressOfPage(subject);
  if (page !== undefined) return openSubject(page, limits, options, signal);
  const scheme = subject.slice(0, subject.indexOf('://')).toLowerCase();
  if (scheme === 'hf' || scheme === 'ms') {
    const { openRepository } = await import('./open-repository.ts');
    return openRepository(subject, limits, options, signal);
  }
  if (scheme !== 'https' && scheme !== 'http')
    throw new UsageError(`${scheme}:// is no kind of subject that Assay reads`);
  if (options.compareWith !== undefined)
    throw new UsageError('--compare-with needs a repository on a hub: hf:// or ms://');
  const [{ remoteAccess }, { openUrl }] = await Promise.all([import('./access.ts'), import('./http/url-subject.ts')]);
  const access = await remoteAccess(limits, options, undefined);
  try {
    return await openUrl(subject, access, { download: options.download, signal });
  } catch (error) {
    // A subject that could not be opened leaves no connection behind.
    await access.client.close();
    throw error;
  }
}
