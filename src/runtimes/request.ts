/** What a model is asked. Everything here is part of the identity of a trial: two requests that differ are two trials. */

export interface Message {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly content: string;
}

/** A token of the model's own vocabulary. */
export type Token = number;

export type Prompt =
  | {
      readonly kind: 'chat';
      /** Rendered by the model's own chat template, or by the server that holds it. */
      readonly messages: readonly Message[];
      /** How the answer begins; the model goes on from there. It is no part of what the model said. */
      readonly prefill?: string;
    }
  /** Continued as it stands: no template. Special tokens that are written out are read as such. */
  | { readonly kind: 'text'; readonly text: string }
  /**
   * The model's own chat template up to where the content of a turn begins: the model writes this turn and those after it
   * itself, up to the end of its answer. What models were trained on shows in it (arXiv 2602.03085, section 3). Needs the
   * capability `opening`.
   */
  | {
      readonly kind: 'opening';
      readonly turn: 'system' | 'user';
      /** The turns before it. */
      readonly messages: readonly Message[];
      /** How the turn begins; it is no part of what the model said. */
      readonly begins?: string;
    }
  /** Continued as it stands, for runtimes that show their vocabulary. */
  | { readonly kind: 'tokens'; readonly tokens: readonly Token[] };

export interface Sampling {
  /** 0 is greedy decoding. */
  readonly temperature: number;
  readonly topP?: number;
  readonly topK?: number;
  /** Repeats of one prompt differ by their seed. */
  readonly seed?: number;
  readonly maxTokens: number;
  /** Generation ends before any of these. */
  readonly stop?: readonly string[];
}

/** How much a model may think before it answers; its server holds it to that, or does not. */
export type Thinking =
  /** In a word of the service, as `low`. Needs the capability `effort`. */
  | { readonly kind: 'effort'; readonly effort: string }
  /** At most so many tokens of thinking. Needs the capability `thinking-budget`. */
  | { readonly kind: 'tokens'; readonly tokens: number };

export interface GenerationRequest {
  readonly prompt: Prompt;
  readonly sampling: Sampling;
  /** Absent leaves it to the model and its server. */
  readonly thinking?: Thinking;
  /** For each token said, this many of the likeliest tokens with their log-probabilities; 0 gives the token's own alone. */
  readonly logprobs?: number;
  /** Also the log-probability of each token of the prompt. */
  readonly promptLogprobs?: boolean;
}
