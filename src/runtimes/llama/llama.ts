import { createHash } from 'node:crypto';
import { access } from 'node:fs/promises';
import { basename } from 'node:path';
import { UsageError } from '../../core/errors.ts';
import type { GenerationEvent } from '../event.ts';
import type { GenerationRequest } from '../request.ts';
import type { Capability, Runtime, RuntimeIdentity } from '../runtime.ts';
import { requireBinding } from './binding.ts';
import { type LlamaOptions, type ResolvedOptions, resolveOptions } from './options.ts';
import { Pool } from './pool.ts';
import type { LoadedModel } from './protocol.ts';
import { relay } from './relay.ts';
import { tokenAccess } from './tokens.ts';
import { hashWeights } from './weights.ts';

/**
 * Runs a GGUF file with llama.cpp, in processes of its own.
 * @throws UsageError where node-llama-cpp is not installed; RuntimeFault where the file cannot be loaded
 */
export async function openLlama(path: string, given: LlamaOptions = {}): Promise<Runtime> {
  requireBinding();
  const options = resolveOptions(given);
  await access(path).catch((error: unknown) => {
    throw new UsageError(`${path} cannot be read`, { cause: error });
  });
  const pool = new Pool(path, options);
  const failed = new AbortController();
  try {
    const [model, weights] = await Promise.all([pool.open(), hashWeights(path, failed.signal)]);
    const identity = identityOf(path, model, weights, options);
    return {
      describe: () => identity,
      concurrency: options.processes,
      generate: (request, signal) => generate(pool, request, signal),
      tokens: tokenAccess(pool, options.processes),
      close: () => pool.close(),
    };
  } catch (error) {
    failed.abort(error);
    await pool.close();
    throw error;
  }
}

function generate(pool: Pool, request: GenerationRequest, signal?: AbortSignal): AsyncIterable<GenerationEvent> {
  return relay(signal, (tell, ended) => pool.run({ kind: 'generate', request }, ended, tell));
}

function identityOf(
  path: string,
  model: LoadedModel,
  weights: { sha256: string; bytes: number },
  { date }: ResolvedOptions,
): RuntimeIdentity {
  const { template } = model;
  const chat: readonly Capability[] = template === undefined ? [] : ['chat', 'prefill', 'opening'];
  return {
    runtime: 'llama',
    version: `llama.cpp ${model.release}`,
    model: basename(path),
    weights,
    ...(template === undefined ? {} : { template: createHash('sha256').update(template).digest('hex') }),
    settings: {
      context: model.contextSize,
      model: model.description,
      device: model.gpu === false ? 'cpu' : model.gpu,
      // Part of the prompt, but only where the template asks.
      ...(template?.includes('strftime_now') === true ? { date: date.toISOString() } : {}),
    },
    capabilities: [...chat, 'text', 'seed', 'logprobs', 'prompt-logprobs', 'tokens'],
  };
}
