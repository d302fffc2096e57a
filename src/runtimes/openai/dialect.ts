import type { Capability } from '../runtime.ts';

/**
 * How a server lets an answer begin as one says. `continue-final-message`: vLLM's and SGLang's fields. `last-assistant`: it
 * goes on from a last message of the assistant. `prefix`: that message has `prefix: true` (DeepSeek's beta, Mistral).
 */
export type Prefill = 'continue-final-message' | 'last-assistant' | 'prefix';

/** What a kind of server takes beyond the protocol's common ground. Declared, never guessed from answers. */
export interface Dialect {
  readonly offers: readonly Capability[];
  readonly prefill?: Prefill;
  readonly topK: boolean;
  readonly maxTokens: 'max_tokens' | 'max_completion_tokens';
  /** Takes `stream_options: {include_usage: true}`. */
  readonly usageInStream: boolean;
}

const COMMON = { topK: false, maxTokens: 'max_tokens', usageInStream: true } as const;

export const DIALECTS = {
  /** Chat alone. What else a server does, its user declares. */
  generic: { ...COMMON, offers: ['chat'] },
  /** `seed` is best effort there, so it is not offered as the same answer for the same seed. */
  openai: { ...COMMON, offers: ['chat', 'logprobs'], maxTokens: 'max_completion_tokens' },
  openrouter: { ...COMMON, offers: ['chat'] },
  vllm: {
    ...COMMON,
    offers: ['chat', 'text', 'prefill', 'seed', 'logprobs', 'prompt-logprobs'],
    prefill: 'continue-final-message',
    topK: true,
  },
  sglang: {
    ...COMMON,
    offers: ['chat', 'text', 'prefill', 'logprobs'],
    prefill: 'continue-final-message',
    topK: true,
  },
  'llama-server': { ...COMMON, offers: ['chat', 'text', 'seed', 'logprobs'], topK: true },
  /** Log-probabilities need a model loaded with `--logits_all true`. */
  'llama-cpp-python': { ...COMMON, offers: ['chat', 'text', 'seed', 'logprobs'], topK: true, usageInStream: false },
  ollama: { ...COMMON, offers: ['chat', 'text', 'seed'] },
} as const satisfies Record<string, Dialect>;

export type DialectName = keyof typeof DIALECTS;

/** A dialect with what its user declared beside it. */
export function declared(
  name: DialectName,
  offers: readonly Capability[] = [],
  prefill: Prefill | undefined = undefined,
): Dialect {
  const dialect: Dialect = DIALECTS[name];
  const all = new Set<Capability>([
    ...dialect.offers,
    ...offers,
    ...(prefill === undefined ? [] : ['prefill' as const]),
  ]);
  return { ...dialect, offers: [...all], ...(prefill === undefined ? {} : { prefill }) };
}
