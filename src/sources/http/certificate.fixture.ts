import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const NAMES = 'subjectAltName=DNS:public.example,DNS:inner.example,IP:127.0.0.1';

/** A certificate that is its own authority, as paths of PEM files; undefined where there is no openssl. */
export function makeCertificate(folder: string): { certificate: string; key: string } | undefined {
  const [certificate, key] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')];
  const kind = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  const what = ['-keyout', key, '-out', certificate, '-subj', '/CN=public.example', '-addext', NAMES];
  return spawnSync('openssl', [...kind, ...what], { stdio: 'ignore' }).status === 0 ? { certificate, key } : undefined;
}
