import { readFileSync } from 'node:fs';
import tls from 'node:tls';
import { UsageError } from '../../core/errors.ts';

/**
 * Certificate authorities in place of Node's default, or undefined where that is enough: Node itself reads
 * NODE_EXTRA_CA_CERTS, but SSL_CERT_FILE only where it was built so.
 * @throws UsageError where SSL_CERT_FILE cannot be read
 */
export function certificateAuthorities(env: NodeJS.ProcessEnv): readonly string[] | undefined {
  const path = env['SSL_CERT_FILE'];
  if (path === undefined || path === '') return undefined;
  try {
    return [...defaults(env), readFileSync(path, 'utf8')];
  } catch {
    throw new UsageError(`SSL_CERT_FILE names ${JSON.stringify(path)}, which cannot be read`);
  }
}

/** `getCACertificates` is of Node 22.15. */
function defaults(env: NodeJS.ProcessEnv): readonly string[] {
  if (typeof tls.getCACertificates === 'function') return tls.getCACertificates('default');
  const extra = env['NODE_EXTRA_CA_CERTS'];
  return extra === undefined || extra === ''
    ? tls.rootCertificates
    : [...tls.rootCertificates, readFileSync(extra, 'utf8')];
}
