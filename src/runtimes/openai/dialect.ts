import type { Capability } from '../runtime.ts';

/**
 * How a server lets an answer begin as one says. `continue-final-message`: vLLM's and SGLang's fields. `last-assistant`: it
 * goes on from a last message of the assistant. `prefix`: that message has `prefix: true` (DeepSeek's beta, Mistral).
 */
export type Prefill = 'continue-final-message' | 'last-assistant' | 'prefix';

/**
 * The field in which a server takes a bound on the tokens of thinking. `thinking_budget`: beside `enable_thinking` (Alibaba,
 * SiliconFlow). `thinking_token_budget`: vLLM. `thinking_budget_tokens`: llama-server. `reasoning`: its `max_tokens`
 * (OpenRouter). `thinking`: its `budget_tokens` (Anthropic).
 */
export const THINKING_FIELDS = [
  'thinking_budget',
  'thinking_token_budget',
  'thinking_budget_tokens',
  'reasoning',
  'thinking',
] as const;
export type ThinkingField = (typeof THINKING_FIELDS)[number];

/** What a kind of server takes beyond the protocol's common ground. Declared, never guessed from answers. */
export interface Dialect {
  readonly offers: readonly Capability[];
  readonly prefill?: Prefill;
  /** `reasoning` has an `effort` in it (OpenRouter). */
  readonly effort: 'reasoning_effort' | 'reasoning';
  readonly thinking?: ThinkingField;
  readonly topK: boolean;
  readonly maxTokens: 'max_tokens' | 'max_completion_tokens';
  /** Takes `stream_options: {include_usage: true}`. */
  readonly usageInStream: boolean;
  /**
   * Sampling as the model's own distribution, whatever the server's defaults are: some penalise what was said before, at
   * temperature 0 too, and then no two servers answer alike. What a request says stands over it.
   */
  readonly neutral: Readonly<Record<string, number>>;
  /** Requests at one time where the user says nothing; absent is as for any server. */
  readonly concurrency?: number;
}

const COMMON = {
  effort: 'reasoning_effort',
  topK: false,
  maxTokens: 'max_tokens',
  usageInStream: true,
  neutral: {},
} as const;
/** Both may take their defaults from the model's generation_config.json. */
const VLLM = { top_p: 1, top_k: -1, min_p: 0, repetition_penalty: 1 } as const;
/** Of llama-cpp-python the default of `repeat_penalty` is 1.1 (seen in 0.3.36), of llama-server `top_k` 40, `min_p` 0.05. */
const LLAMA_CPP = { top_p: 1, top_k: 0, min_p: 0, repeat_penalty: 1 } as const;

export const DIALECTS = {
  /** Chat alone. What else a server does, its user declares. */
  generic: { ...COMMON, offers: ['chat'] },
  /** `seed` is best effort there, so it is not offered as the same answer for the same seed. */
  openai: { ...COMMON, offers: ['chat', 'logprobs', 'effort'], maxTokens: 'max_completion_tokens' },
  openrouter: { ...COMMON, offers: ['chat', 'effort', 'thinking-budget'], effort: 'reasoning', thinking: 'reasoning' },
  /** Bounds thinking only where it was started with `--reasoning-config`: so its user declares that. */
  vllm: {
    ...COMMON,
    thinking: 'thinking_token_budget',
    offers: ['chat', 'text', 'prefill', 'seed', 'logprobs', 'prompt-logprobs'],
    prefill: 'continue-final-message',
    topK: true,
    neutral: VLLM,
  },
  sglang: {
    ...COMMON,
    offers: ['chat', 'text', 'prefill', 'logprobs'],
    prefill: 'continue-final-message',
    topK: true,
    neutral: VLLM,
  },
  /** Older ones have no bound on thinking, and ignore it: so its user declares that. */
  'llama-server': {
    ...COMMON,
    offers: ['chat', 'text', 'seed', 'logprobs'],
    thinking: 'thinking_budget_tokens',
    topK: true,
    neutral: LLAMA_CPP,
  },
  /**
   * Log-probabilities need a model loaded with `--logits_all true`. A further request breaks off the one that is being
   * answered, unless the server was started with `--interrupt_requests false` (seen in 0.3.36); it answers one at a time anyway.
   */
  'llama-cpp-python': {
    ...COMMON,
    concurrency: 1,
    offers: ['chat', 'text', 'seed', 'logprobs'],
    topK: true,
    usageInStream: false,
    neutral: LLAMA_CPP,
  },
  /** Its own defaults, `repeat_penalty` 1.1 and `top_k` 40, can be changed in a Modelfile alone: not over this protocol. */
  ollama: { ...COMMON, offers: ['chat', 'text', 'seed'], neutral: { top_p: 1 } },
} as const satisfies Record<string, Dialect>;

export type DialectName = keyof typeof DIALECTS;

/** A dialect with what its user declared beside it. */
export function declared(
  name: DialectName,
  offers: readonly Capability[] = [],
  prefill: Prefill | undefined = undefined,
  thinking: ThinkingField | undefined = undefined,
): Dialect {
  const dialect: Dialect = DIALECTS[name];
  const all = new Set<Capability>([
    ...dialect.offers,
    ...offers,
    ...(prefill === undefined ? [] : ['prefill' as const]),
    ...(thinking === undefined ? [] : ['thinking-budget' as const]),
  ]);
  return {
    ...dialect,
    offers: [...all],
    ...(prefill === undefined ? {} : { prefill }),
    ...(thinking === undefined ? {} : { thinking }),
  };
}
