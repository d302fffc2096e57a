import { Buffer } from 'node:buffer';
import type { Anomaly } from '../core/coverage.ts';
import { InputError, OF_THE_SOURCE } from '../core/errors.ts';
import type { Limits } from '../core/limits.ts';
import { type Secret, secretsIn } from '../core/secrets.ts';
import type { Role } from '../formats/format.ts';
import type { ByteSource } from '../sources/byte-source.ts';
import type { Locus } from './surveyed.ts';

/** A credential, where it stands. Only its masked form ever leaves the survey. */
export interface FoundSecret extends Omit<Secret, 'offset'> {
  readonly at: Locus;
  /** Bytes from the start of the file or member. */
  readonly offset: number;
  /** From 1; of text alone. */
  readonly line?: number;
}

/** What people write by hand or programs write as logs, by name. */
const TEXT =
  /\.(?:txt|md|rst|py|ipynb|jsonl?|ya?ml|toml|ini|cfg|conf|config|env|sh|bash|zsh|fish|ps1|bat|log|csv|tsv|xml|html?|js|ts|jinja2?|j2|properties|pem|key|tf|tfvars|out|err|gitconfig)$/i;
const NAMED =
  /^(?:\.env(?:\..+)?|\.netrc|\.npmrc|\.pypirc|\.git-credentials|\.bash_history|config|credentials|token|dockerfile|makefile|modelfile|readme|id_(?:rsa|ed25519|ecdsa|dsa))$/i;
/** Anything else is searched whole where it is this small: pickled training arguments, notebooks' leftovers. */
const SMALL = 1_048_576;

/** True for what is text by its name. */
export const isText = (name: string): boolean => TEXT.test(name) || NAMED.test(name);

/** Searches one source for credentials, whatever its format is: they lie in cards, scripts, logs and pickled arguments. */
export async function searchSecrets(
  source: ByteSource,
  at: Locus,
  name: string,
  role: Role | 'file',
  limits: Limits,
  signal?: AbortSignal,
): Promise<{ found: FoundSecret[]; anomaly?: Anomaly }> {
  const text = isText(name) || role === 'chat-template' || role === 'torchscript-code';
  if (source.size < 16 || role === 'storage' || (!text && source.size > SMALL)) return { found: [] };
  const most = limits['secrets.bytes'];
  let bytes: Uint8Array;
  try {
    bytes = await source.read(0, Math.min(source.size, most), signal);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    // A fault of the bytes is told by the format that reads them next, and by how far it came; one of the source may
    // concern these bytes alone.
    if (!OF_THE_SOURCE.has(error.fault)) return { found: [] };
    return { found: [], anomaly: { code: `survey.${error.fault}`, message: error.message, stops: true } };
  }
  // One character for each byte: credentials are ASCII, and offsets stay those of the file.
  const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const found = secretsIn(latin, !text).map((secret): FoundSecret => {
    const line = text ? { line: lineAt(latin, secret.offset) } : {};
    return { ...secret, at, ...line };
  });
  if (source.size <= most) return { found };
  const message = `credentials were looked for in the first ${most} of ${source.size} bytes of this text`;
  return { found, anomaly: { code: 'survey.secrets-limit', message, offset: most, stops: false } };
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
