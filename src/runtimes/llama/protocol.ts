/** What the process of the runtime and the processes with the models say to each other. */
import type { GenerationEvent } from '../event.ts';
import type { FaultKind } from '../fault.ts';
import type { GenerationRequest, Message, Token } from '../request.ts';

export interface LoadSpec {
  readonly path: string;
  readonly threads: number;
  readonly gpu: false | 'auto';
  readonly contextSize: number | undefined;
  /** Milliseconds since 1970, for templates that ask. */
  readonly date: number;
  /** What a first process found, see {@link LoadedModel}; without it the process finds out. */
  readonly exact: boolean | undefined;
}

/** What a process does for one caller at a time. Each answers with a value of its own, {@link Answers}. */
export type Job =
  | { readonly kind: 'generate'; readonly request: GenerationRequest }
  | { readonly kind: 'vocabulary' }
  | { readonly kind: 'encode'; readonly text: string }
  | { readonly kind: 'decode'; readonly tokens: readonly Token[] }
  | { readonly kind: 'render'; readonly messages: readonly Message[]; readonly prefill: string | undefined }
  | { readonly kind: 'next'; readonly batch: readonly (readonly Token[])[] }
  | { readonly kind: 'score'; readonly tokens: readonly Token[]; readonly from: number };

export interface Answers {
  readonly generate: undefined;
  readonly vocabulary: {
    readonly texts: readonly string[];
    readonly special: readonly Token[];
    bos?: Token;
    eos?: Token;
  };
  readonly encode: readonly Token[];
  readonly decode: string;
  readonly render: readonly Token[];
  readonly next: readonly Float32Array[];
  readonly score: Float32Array;
}

/** `stop` asks for the end of the job in hand. */
export type ToChild =
  | { readonly kind: 'load'; readonly spec: LoadSpec }
  | { readonly kind: 'job'; readonly job: Job }
  | { readonly kind: 'stop' };

/** `alive` tells that work goes on, with the tokens computed since the last word. */
export type FromChild =
  | { readonly kind: 'loaded'; readonly model: LoadedModel }
  | { readonly kind: 'alive'; readonly passes: number }
  | { readonly kind: 'events'; readonly events: readonly GenerationEvent[]; readonly passes: number }
  | { readonly kind: 'done'; readonly value: Answers[Job['kind']]; readonly passes: number }
  | { readonly kind: 'fault'; readonly fault: FaultKind; readonly message: string; readonly passes: number };

/** What is known of a model once llama.cpp holds it. */
export interface LoadedModel {
  readonly release: string;
  /** Tokens of prompt and answer together. */
  readonly contextSize: number;
  /** As llama.cpp names it, e.g. `llama 7B Q4_K - Medium`. */
  readonly description: string;
  readonly gpu: string | false;
  readonly template: string | undefined;
  /** False where results depended on how the work was cut: then nothing is reused. */
  readonly exact: boolean;
}
