import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../../core/errors.ts';
import { isLocalName, literalAddress, notPublic } from '../http/addresses.ts';
import { Credential } from '../http/credential.ts';
import { HUGGING_FACE } from './hub.ts';

export interface TokenOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly tokenFile: string | undefined;
  readonly endpoint: URL;
}

/**
 * The token for a hub, as its own tools find it (huggingface_hub, "Environment variables"): `--token-file`, `HF_TOKEN`,
 * `HUGGING_FACE_HUB_TOKEN`, and the file of `hf auth login`. The last is for huggingface.co and is never sent to an endpoint
 * of another name. Without encryption a token goes to this machine alone.
 * @throws UsageError where a named file cannot be read
 */
export async function hubCredential({ env, tokenFile, endpoint }: TokenOptions): Promise<Credential | undefined> {
  const token = (await named(tokenFile)) ?? fromEnvironment(env) ?? (await stored(env, endpoint));
  if (token === undefined) return undefined;
  if (!/^[\x21-\x7e]{1,4096}$/.test(token)) throw new UsageError('the token has characters that no token has');
  if (endpoint.protocol !== 'https:' && !isThisMachine(endpoint))
    throw new UsageError('a token is not sent without encryption: use https://, or --no-token');
  return new Credential(endpoint.origin, { authorization: `Bearer ${token}` });
}

export async function named(tokenFile: string | undefined): Promise<string | undefined> {
  if (tokenFile === undefined) return undefined;
  const text = await readFile(tokenFile, 'utf8').catch(() => {
    throw new UsageError(`cannot read the token file ${JSON.stringify(tokenFile)}`);
  });
  return text.trim();
}

function fromEnvironment(env: NodeJS.ProcessEnv): string | undefined {
  const token = (env['HF_TOKEN'] || env['HUGGING_FACE_HUB_TOKEN'])?.trim();
  return token === '' ? undefined : token;
}

async function stored(env: NodeJS.ProcessEnv, endpoint: URL): Promise<string | undefined> {
  if (endpoint.origin !== HUGGING_FACE || /^(1|ON|YES|TRUE)$/i.test(env['HF_HUB_DISABLE_IMPLICIT_TOKEN'] ?? ''))
    return undefined;
  const home = env['HF_HOME'] ?? join(env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'huggingface');
  const text = await readFile(env['HF_TOKEN_PATH'] ?? join(home, 'token'), 'utf8').catch(() => '');
  return text.trim() === '' ? undefined : text.trim();
}

function isThisMachine(url: URL): boolean {
  const literal = literalAddress(url);
  return literal === undefined ? isLocalName(url.hostname) : notPublic(literal) === 'an address of this machine';
}
