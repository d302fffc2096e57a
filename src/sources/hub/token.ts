import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { HUGGING_FACE } from './refusal.ts';

/**
 * The token that the environment has for a hub, as its own tools find it (huggingface_hub, "Environment variables"):
 * `HF_TOKEN`, `HUGGING_FACE_HUB_TOKEN`, and the file that `hf auth login` writes. That file is for huggingface.co and is
 * never sent to an endpoint of another name.
 */
export async function hubToken(env: NodeJS.ProcessEnv, endpoint: string): Promise<string | undefined> {
  const named = (env['HF_TOKEN'] || env['HUGGING_FACE_HUB_TOKEN'])?.trim();
  if (named !== undefined && named !== '') return named;
  const implicit = !/^(1|ON|YES|TRUE)$/i.test(env['HF_HUB_DISABLE_IMPLICIT_TOKEN'] ?? '');
  if (endpoint !== HUGGING_FACE || !implicit) return undefined;
  const home = env['HF_HOME'] ?? join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'huggingface');
  const text = await readFile(env['HF_TOKEN_PATH'] ?? join(home, 'token'), 'utf8').catch(() => '');
  return text.trim() === '' ? undefined : text.trim();
}
