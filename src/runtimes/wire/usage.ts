import type { Usage } from '../event.ts';
import { at, fieldsOf, numberOf } from './json.ts';

/** Where services write each number; the first that is there counts. */
const PLACES: Readonly<Record<keyof Usage, readonly string[]>> = {
  promptTokens: ['prompt_tokens', 'input_tokens'],
  completionTokens: ['completion_tokens', 'output_tokens'],
  reasoningTokens: ['completion_tokens_details.reasoning_tokens', 'output_tokens_details.reasoning_tokens'],
  cachedTokens: ['prompt_tokens_details.cached_tokens', 'prompt_cache_hit_tokens', 'cached_tokens'],
  // OpenRouter; DeepInfra.
  cost: ['cost', 'estimated_cost'],
};

export function usageOf(value: unknown): Usage | undefined {
  if (fieldsOf(value) === undefined) return undefined;
  const usage: Record<string, number> = {};
  for (const [name, places] of Object.entries(PLACES)) {
    const found = places.map((place) => numberOf(at(value, place))).find((number) => number !== undefined);
    if (found !== undefined && found >= 0) usage[name] = found;
  }
  return Object.keys(usage).length === 0 ? undefined : usage;
}
