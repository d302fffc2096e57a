import { RuntimeFault } from '../fault.ts';
import type { GenerationRequest, Message } from '../request.ts';
import type { Capability } from '../runtime.ts';
import type { Dialect } from './dialect.ts';

export interface Asked {
  readonly path: '/chat/completions' | '/completions';
  readonly body: string;
}

export interface BodyOptions {
  readonly model: string;
  readonly dialect: Dialect;
  readonly stream: boolean;
  /** Further fields of each body; null takes one away. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** @throws RuntimeFault `unsupported` where the server was not declared to do what is asked */
export function asked(request: GenerationRequest, options: BodyOptions): Asked {
  const { prompt } = request;
  if (prompt.kind === 'tokens' || prompt.kind === 'opening') throw unsupported(`prompts of ${prompt.kind}`);
  needs(options.dialect, prompt.kind);
  // vLLM gives them for whole answers alone.
  const stream = options.stream && request.promptLogprobs !== true;
  const common = { model: options.model, ...sampled(request, options.dialect), ...streamed(stream, options.dialect) };
  const own =
    prompt.kind === 'chat'
      ? { ...conversation(prompt.messages, prompt.prefill, options.dialect), ...chatLogprobs(request, options.dialect) }
      : { prompt: prompt.text, ...textLogprobs(request, options.dialect) };
  const body = Object.entries({
    ...own,
    ...common,
    ...thinking(request, options.dialect),
    ...promptLogprobs(request, options.dialect),
    ...options.fields,
  });
  return {
    path: prompt.kind === 'chat' ? '/chat/completions' : '/completions',
    body: JSON.stringify(Object.fromEntries(body.filter(([, value]) => value !== null))),
  };
}

function needs(dialect: Dialect, capability: Capability): void {
  if (!dialect.offers.includes(capability)) throw unsupported(capability);
}

const unsupported = (what: string): RuntimeFault =>
  new RuntimeFault('unsupported', `the server was not declared to offer this: ${what}`, { attempts: 0 });

function sampled({ sampling }: GenerationRequest, dialect: Dialect): Record<string, unknown> {
  const { temperature, topP, topK, seed, maxTokens, stop } = sampling;
  if (topK !== undefined && !dialect.topK) throw unsupported('top_k');
  return {
    ...dialect.neutral,
    temperature,
    [dialect.maxTokens]: maxTokens,
    ...(topP === undefined ? {} : { top_p: topP }),
    ...(topK === undefined ? {} : { top_k: topK }),
    // Elsewhere it only tells repeats apart.
    ...(seed === undefined || !dialect.offers.includes('seed') ? {} : { seed }),
    ...(stop === undefined || stop.length === 0 ? {} : { stop }),
  };
}

function thinking({ thinking: bound, prompt }: GenerationRequest, dialect: Dialect): Record<string, unknown> {
  if (bound === undefined) return {};
  if (prompt.kind !== 'chat') throw unsupported('a bound on thinking without the chat template');
  if (bound.kind === 'effort') {
    needs(dialect, 'effort');
    return dialect.effort === 'reasoning'
      ? { reasoning: { effort: bound.effort } }
      : { reasoning_effort: bound.effort };
  }
  needs(dialect, 'thinking-budget');
  const { tokens } = bound;
  switch (dialect.thinking) {
    case undefined:
      throw unsupported('thinking-budget, without the field in which it is taken');
    case 'reasoning':
      return { reasoning: { max_tokens: tokens } };
    case 'thinking':
      return { thinking: tokens === 0 ? { type: 'disabled' } : { type: 'enabled', budget_tokens: tokens } };
    case 'thinking_budget':
      return { enable_thinking: tokens > 0, thinking_budget: tokens };
    default:
      return { [dialect.thinking]: tokens };
  }
}

function streamed(stream: boolean, dialect: Dialect): Record<string, unknown> {
  return stream && dialect.usageInStream ? { stream, stream_options: { include_usage: true } } : { stream };
}

function conversation(
  messages: readonly Message[],
  prefill: string | undefined,
  dialect: Dialect,
): Record<string, unknown> {
  if (prefill === undefined) return { messages };
  if (dialect.prefill === undefined) throw unsupported('prefill');
  const last = { role: 'assistant', content: prefill, ...(dialect.prefill === 'prefix' ? { prefix: true } : {}) };
  const how =
    dialect.prefill === 'continue-final-message' ? { continue_final_message: true, add_generation_prompt: false } : {};
  return { messages: [...messages, last], ...how };
}

function chatLogprobs({ logprobs }: GenerationRequest, dialect: Dialect): Record<string, unknown> {
  if (logprobs === undefined) return {};
  needs(dialect, 'logprobs');
  return { logprobs: true, ...(logprobs === 0 ? {} : { top_logprobs: logprobs }) };
}

function textLogprobs({ logprobs }: GenerationRequest, dialect: Dialect): Record<string, unknown> {
  if (logprobs === undefined) return {};
  needs(dialect, 'logprobs');
  return { logprobs };
}

/** With no alternatives: among several JSON does not tell which one was given. */
function promptLogprobs(request: GenerationRequest, dialect: Dialect): Record<string, unknown> {
  if (request.promptLogprobs !== true) return {};
  needs(dialect, 'prompt-logprobs');
  return { prompt_logprobs: 0 };
}
