import type { Token } from './request.ts';

/** What a model or its service did, in order. `at` is milliseconds since the request was sent, on a monotonic clock. */
export type GenerationEvent =
  | { readonly kind: 'text'; readonly at: number; readonly text: string }
  | { readonly kind: 'reasoning'; readonly at: number; readonly text: string; readonly place: ReasoningField }
  | { readonly kind: 'logprobs'; readonly at: number; readonly tokens: readonly TokenLogprob[] }
  /** Of the tokens given, but the first, which nothing precedes. */
  | { readonly kind: 'prompt-logprobs'; readonly at: number; readonly tokens: readonly TokenLogprob[] }
  | TurnEvent
  | AsideEvent
  | EndEvent;

/** From here on the model writes this turn; only where it was given an opening. */
interface TurnEvent {
  readonly kind: 'turn';
  readonly at: number;
  readonly role: Role;
}

export type Role = 'system' | 'user' | 'assistant';

/** What is neither text nor the end: kept whole, since attribution and withdrawal are read from it. */
export type AsideEvent =
  | { readonly kind: 'filter'; readonly at: number; readonly filter: FilterSignal }
  /** The service took back what it had shown and put this in its place. */
  | { readonly kind: 'replaced'; readonly at: number; readonly text: string }
  /** An event that means none of these, as it came, cut at a bound. */
  | { readonly kind: 'other'; readonly at: number; readonly data: string };

/** Always the last event. A generation that ends without one was given up. */
export interface EndEvent {
  readonly kind: 'end';
  readonly at: number;
  readonly finish: Finish;
  readonly usage?: Usage;
  /** The model that answered, where the service names it. */
  readonly model?: string;
  /** The company or machine that served it, where a router names it. */
  readonly provider?: string;
  /** The service's own mark of the configuration that answered. */
  readonly fingerprint?: string;
}

/** Fields or parts that servers give reasoning in. Reasoning between tags is text until it is read by `answerOf`. */
export type ReasoningField = 'reasoning' | 'reasoning_content' | 'thinking';

export interface TokenLogprob {
  readonly text: string;
  readonly id?: Token;
  /** Natural logarithm. */
  readonly logprob: number;
  readonly top?: readonly { readonly text: string; readonly id?: Token; readonly logprob: number }[];
}

/**
 * `stop`: the model ended its answer, or a stop sequence did. `length`: the bound on tokens. `filter`: moderation.
 * `tool`: it called a tool. `cut`: the connection ended with no word why. `other`: a reason that is not known.
 */
export interface Finish {
  readonly reason: 'stop' | 'length' | 'filter' | 'tool' | 'cut' | 'other';
  /** The service's own word. */
  readonly raw?: string;
  /** The word of the provider behind a router, where it tells both. */
  readonly native?: string;
  /** Why it was cut, in our words: a break, a time-out, a bound that was passed, an error in mid-stream. */
  readonly why?: string;
}

/** Moderation by the service around a model. Of the input, it says nothing of the weights; of the output, they had answered. */
export interface FilterSignal {
  /** Whose convention it is, e.g. `openai`, `deepseek`, `zhipu`. */
  readonly service: string;
  readonly phase: 'input' | 'output' | 'unknown';
  readonly code: string;
  readonly message?: string;
  /** HTTP status, where the signal came as one. */
  readonly status?: number;
}

export interface Usage {
  readonly promptTokens?: number;
  readonly completionTokens?: number;
  readonly reasoningTokens?: number;
  /** Tokens of the prompt that the server had kept. */
  readonly cachedTokens?: number;
  /** United States dollars, where the service states a price. */
  readonly cost?: number;
}
