import { UsageError } from '../../core/errors.ts';
import { printable } from '../../core/printable.ts';
import type { Answer, Hop } from '../http/answer.ts';
import type { HubAddress } from '../http/hub-address.ts';

/** The hub itself; `--hub-endpoint` names a mirror or a private one. */
export const HUGGING_FACE = 'https://huggingface.co';

/**
 * Ends the run where the hub refuses the repository or a file of it, and says which of its reasons it gave. The hub tells
 * them apart by `X-Error-Code` (huggingface_hub, `hf_raise_for_status`): `RepoNotFound`, `RevisionNotFound`,
 * `EntryNotFound`, `GatedRepo`; a private repository is not told from a missing one, so that nobody learns of it.
 * @throws UsageError
 */
export function refuseAccess(answer: Answer, address: HubAddress, hub: string, withToken: boolean): void {
  const refusals: readonly Hop[] = [...answer.hops, answer].filter(({ status }) => status >= 400);
  const [hop] = refusals;
  if (hop === undefined) return;
  const code = hop.header('x-error-code');
  const message = hop.header('x-error-message') ?? '';
  const shown = `${address.repository} on ${new URL(hub).host}`;
  const token = withToken ? 'the token that was sent' : 'no token was sent (HF_TOKEN or --token-file)';
  if (code === 'GatedRepo')
    throw new UsageError(
      `${shown} is gated: its owner decides who may read it. Ask for access on ${hub}/${address.repository} and run again with a token of that account; here ${withToken ? `${token} has no access` : token}`,
    );
  if (message === 'Access to this resource is disabled.')
    throw new UsageError(`${shown} is disabled by the hub: nobody can read it`);
  if (code === 'RevisionNotFound')
    throw new UsageError(`${shown} has no revision ${JSON.stringify(address.revision ?? 'main')}`);
  if (message === 'Invalid credentials in Authorization header')
    throw new UsageError(`${new URL(hub).host} does not know the token: renew it, or run without one (--no-token)`);
  if (code === 'RepoNotFound' || (code === undefined && (hop.status === 401 || hop.status === 404) && isApi(hop)))
    throw new UsageError(
      withToken
        ? `${shown} does not exist, or it is private and ${token} may not read it`
        : `${shown} does not exist, or it is private: ${token}`,
    );
  if (code !== 'EntryNotFound' && hop.status === 403 && isApi(hop))
    throw new UsageError(`${shown} gives no access (403)${message === '' ? '' : `: ${printable(message, 200)}`}`);
}

const isApi = ({ url }: Hop): boolean => url.pathname.includes('/api/');
