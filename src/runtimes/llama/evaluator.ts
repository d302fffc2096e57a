import type { ControlledEvaluateInputItem, LlamaContextSequence } from 'node-llama-cpp';
import { RuntimeFault } from '../fault.ts';
import type { Token } from '../request.ts';
import { logSoftmax } from './logprobs.ts';

interface Setting {
  /** Tokens that the model knows. */
  readonly vocabulary: number;
  readonly contextSize: number;
  /** Tokens computed at one time: no more than fit one batch. */
  readonly chunk: number;
  /** Called with each count of tokens computed. */
  readonly progress: (passes: number) => void;
}

/** What is wanted of the token after one: its logits, or only the likeliest. */
export type Want = 'logits' | 'likeliest';
export interface Computed {
  readonly logits?: Float32Array;
  readonly likeliest?: Token;
}

/**
 * Computes tokens so that the result depends on the tokens alone, to the last bit. llama.cpp takes other kernels for a
 * single token than for several; with two or more of one sequence, each row comes out the same whatever stands beside
 * it. So tokens that are given are computed two or more at a time, and only such are kept for reuse; tokens that are
 * generated are computed one at a time and dropped afterwards. Sequences are never computed side by side: llama.cpp cuts
 * such a batch so that one token of a sequence may be left alone. The several sequences keep several beginnings. Where
 * all this does not hold ({@link probe}) nothing is reused.
 */
export class Evaluator {
  exact = true;
  /** Asked between steps: throws to end the work. */
  check: () => void = () => {};
  readonly #sequences: LlamaContextSequence[];
  readonly #setting: Setting;

  constructor(sequences: readonly LlamaContextSequence[], setting: Setting) {
    this.#sequences = [...sequences];
    this.#setting = setting;
  }

  /** @throws RuntimeFault unless each is a token, there is one, and they leave `room` in the context */
  validate(tokens: readonly Token[], room = 0): void {
    const { vocabulary, contextSize } = this.#setting;
    if (tokens.length === 0) throw new RuntimeFault('invalid', 'the prompt has no tokens');
    const strange = tokens.find((token) => !Number.isInteger(token) || token < 0 || token >= vocabulary);
    if (strange !== undefined)
      throw new RuntimeFault('invalid', `there is no token ${strange}: the vocabulary has ${vocabulary}`);
    if (tokens.length + room > contextSize) {
      throw new RuntimeFault(
        'invalid',
        `the prompt has ${tokens.length} tokens; the context holds ${contextSize}, the answer included`,
      );
    }
  }

  get contextSize(): number {
    return this.#setting.contextSize;
  }

  /** Reads a prompt and hands out a way to go on from it, token by token; what was added is dropped at the end. */
  async continue<T>(
    prompt: readonly Token[],
    want: Want,
    use: (first: Computed, step: (token: Token) => Promise<Computed>) => Promise<T>,
  ): Promise<T> {
    const sequence = this.#closest(prompt);
    try {
      // The logits of the first token are looked at in any case: weights that compute nothing show there.
      const first = (await this.#read(sequence, prompt, prompt.length - 1, 'logits')).at(-1);
      if (first?.logits === undefined) throw new Error('llama.cpp gave no logits');
      logSoftmax(first.logits);
      return await use(first, async (token) => {
        const [computed] = await this.#compute(sequence, [token], 0, want);
        if (computed === undefined) throw new Error('llama.cpp gave no token');
        return computed;
      });
    } finally {
      await this.#keep(sequence, prompt, prompt.length);
    }
  }

  /** Log-probabilities of what follows each; least work where those that begin alike stand beside each other. */
  async next(batch: readonly (readonly Token[])[]): Promise<Float32Array[]> {
    const results: Float32Array[] = [];
    for (const tokens of batch) {
      const computed = (await this.#read(this.#closest(tokens), tokens, tokens.length - 1, 'logits')).at(-1);
      if (computed?.logits === undefined) throw new Error('llama.cpp gave no logits');
      results.push(logSoftmax(computed.logits));
    }
    return results;
  }

  /** Log-probabilities of `tokens[from…]`, each after all before it. */
  async score(tokens: readonly Token[], from: number): Promise<Float32Array> {
    const given = tokens.slice(0, -1);
    const computed = await this.#read(this.#closest(given), given, from - 1, 'logits');
    return Float32Array.from(computed, ({ logits }, index) => {
      if (logits === undefined) throw new Error('llama.cpp gave no logits');
      return logSoftmax(logits)[tokens[from + index] ?? -1] ?? Number.NaN;
    });
  }

  /** Whether cutting the work otherwise leaves the result the same to the last bit. */
  async probe(): Promise<boolean> {
    const { vocabulary } = this.#setting;
    const some = Array.from({ length: 16 }, (_, index) => (index * 7919 + 13) % vocabulary);
    const whole = await this.next([some]);
    for (const kept of [9, 14]) {
      await this.next([some.slice(0, kept)]);
      const again = await this.next([some]);
      if (!same(whole[0], again[0])) return false;
    }
    return true;
  }

  /** The sequence that begins most like these tokens; of equals, the one that was used longest ago. */
  #closest(tokens: readonly Token[]): LlamaContextSequence {
    let best = this.#sequences[0];
    let longest = -1;
    for (const sequence of this.#sequences) {
      const length = Math.min(sequence.compareContextTokens(tokens as never).firstDifferentIndex, tokens.length);
      if (length > longest) [best, longest] = [sequence, length];
    }
    if (best === undefined) throw new Error('no sequence');
    this.#sequences.push(...this.#sequences.splice(this.#sequences.indexOf(best), 1));
    return best;
  }

  /** Results for the tokens from `from` on; what the sequence holds of the tokens before is not computed again. */
  async #read(sequence: LlamaContextSequence, tokens: readonly Token[], from: number, want: Want): Promise<Computed[]> {
    await this.#keep(sequence, tokens, this.exact ? Math.min(from, tokens.length - 2) : 0);
    const results: Computed[] = [];
    for (let at = sequence.nextTokenIndex; at < tokens.length; ) {
      const left = tokens.length - at;
      // Never one alone at the end of several.
      const size = left - this.#setting.chunk === 1 ? this.#setting.chunk - 1 : Math.min(left, this.#setting.chunk);
      const part = tokens.slice(at, at + size);
      results.push(...(await this.#compute(sequence, part, Math.max(0, from - at), want)));
      at += size;
    }
    return results;
  }

  /** Leaves of a sequence what it shares with the first `most` of these tokens. */
  async #keep(sequence: LlamaContextSequence, tokens: readonly Token[], most: number): Promise<void> {
    const kept = tokens.length < 2 ? 0 : Math.max(0, most);
    await sequence.adaptStateToTokens(tokens.slice(0, kept) as never, false);
  }

  async #compute(
    sequence: LlamaContextSequence,
    tokens: readonly Token[],
    from: number,
    want: Want,
  ): Promise<Computed[]> {
    this.check();
    const generateNext = want === 'logits' ? { logits: true } : { token: true };
    const input = tokens.map((token, index) => (index < from ? token : [token, { generateNext }]));
    const output = await sequence.controlledEvaluate(input as ControlledEvaluateInputItem[]);
    this.#setting.progress(tokens.length);
    return Array.from({ length: Math.max(0, tokens.length - from) }, (_, index) => {
      const next = output[from + index]?.next;
      if (want === 'likeliest') return next?.token == null ? {} : { likeliest: next.token };
      return next?.logits === undefined ? {} : { logits: this.#dense(next.logits) };
    });
  }

  #dense(logits: ReadonlyMap<Token, number>): Float32Array {
    const dense = new Float32Array(this.#setting.vocabulary).fill(Number.NEGATIVE_INFINITY);
    for (const [token, logit] of logits) dense[token] = logit;
    return dense;
  }
}

function same(a: Float32Array = new Float32Array(), b: Float32Array = new Float32Array()): boolean {
  return a.length > 0 && a.length === b.length && a.every((value, index) => Object.is(value, b[index]));
}
