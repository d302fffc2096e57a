import type { GenerationEvent } from './event.ts';
import type { GenerationRequest, Message, Token } from './request.ts';

/** A way to run a model. Open until it is closed; asked by many at once. */
export interface Runtime {
  describe(): RuntimeIdentity;
  /** Generations that it takes at one time; a further one waits inside. */
  readonly concurrency: number;
  /** True where answers were given, and paid, before. */
  readonly replays?: boolean;
  /**
   * One generation. The last event is the `end`; moderation is an event, never an error.
   * @throws RuntimeFault where there is no answer to judge
   */
  generate(request: GenerationRequest, signal?: AbortSignal): AsyncIterable<GenerationEvent>;
  /** Only where the weights are at hand. */
  readonly tokens?: TokenAccess;
  close(): Promise<void>;
}

/** What must be the same for two answers to be comparable. Without credentials: journals and dossiers hold it. */
export interface RuntimeIdentity {
  /** The folder of the runtime, e.g. `llama`. */
  readonly runtime: string;
  /** Of what computes the answers, where that is known. */
  readonly version?: string;
  /** As it was asked for: the name of a file without its folder, or a server's name for it. */
  readonly model: string;
  readonly weights?: { readonly sha256: string; readonly bytes: number };
  /** SHA-256 of the chat template, where it is at hand. */
  readonly template?: string;
  /** Origin and path, without user, password or query. */
  readonly endpoint?: string;
  /** What else decides an answer, by the runtime's own names: the size of the context, the kind of numbers. */
  readonly settings?: Readonly<Record<string, string | number | boolean>>;
  readonly capabilities: readonly Capability[];
}

/**
 * What a study may ask for. `prefill`: answers that begin as one says. `opening`: turns of others, too. `logprobs`: of tokens said. `prompt-logprobs`: of
 * tokens given. `seed`: the same answer for the same seed. `tokens`: {@link TokenAccess}. `effort`, `thinking-budget`: thinking as much as one says, in a word or in
 * tokens.
 */
export const CAPABILITIES = [
  'chat',
  'text',
  'prefill',
  'opening',
  'seed',
  'logprobs',
  'prompt-logprobs',
  'tokens',
  'effort',
  'thinking-budget',
] as const;
export type Capability = (typeof CAPABILITIES)[number];

/** The model as it computes: tokens and their probabilities. */
export interface TokenAccess {
  vocabulary(): Promise<Vocabulary>;
  /** Special tokens that are written out are read as such; no beginning-of-sequence token is added. */
  encode(text: string): Promise<readonly Token[]>;
  /** Special tokens are written out. */
  decode(tokens: readonly Token[]): Promise<string>;
  /** By the model's own chat template, the beginning of the assistant's turn included, then `prefill`. */
  render(messages: readonly Message[], prefill?: string): Promise<readonly Token[]>;
  /**
   * For each sequence the natural log-probability of every token of the vocabulary to come next, at temperature 1.
   * Sequences that begin alike are computed once.
   */
  next(batch: readonly (readonly Token[])[], signal?: AbortSignal): Promise<readonly Float32Array[]>;
  /** Teacher-forced: the natural log-probability of each of `tokens[from…]` given all before it. `from` is at least 1. */
  score(tokens: readonly Token[], from: number, signal?: AbortSignal): Promise<Float32Array>;
  /** Forward passes so far, one for each token computed: what a search is budgeted in. */
  passes(): number;
}

interface Vocabulary {
  /** How each token is written, by its number. */
  readonly texts: readonly string[];
  /** Control tokens: beginning and end of sequence, marks of turns. */
  readonly special: ReadonlySet<Token>;
  readonly bos?: Token;
  readonly eos?: Token;
}
