import type { Usage } from '../../runtimes/event.ts';
import type { Recording } from '../../runtimes/recording.ts';
import type { GenerationRequest, Prompt } from '../../runtimes/request.ts';
import type { Reply, Trial } from './trial.ts';

/** Dollars for a million tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
  /** Where it is from, where somebody published it. */
  readonly from?: string;
}

/** What a run may spend; absent is without bound. */
export interface Budget {
  readonly tokens?: number;
  readonly dollars?: number;
  readonly seconds?: number;
}

export interface Spent {
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** Tokens of these that no server counted: a quarter of the characters. */
  readonly estimatedTokens: number;
  /** Absent where neither a price nor the service says what was paid. */
  readonly dollars?: number;
  readonly seconds: number;
}

interface Cost {
  readonly prompt: number;
  readonly completion: number;
  readonly estimated: number;
  readonly dollars: number | undefined;
}

const CHARACTERS_OF_TOKEN = 4;

/**
 * Keeps a run within its budget. What is in flight is reserved at its most, so that no bound is passed, whatever the
 * answers turn out to be.
 */
export class Spending {
  readonly #budget: Budget;
  readonly #prices: ReadonlyMap<string, Price>;
  readonly #started = performance.now();
  readonly #total = { prompt: 0, completion: 0, estimated: 0, dollars: 0 };
  #priced = false;
  #reserved = { tokens: 0, dollars: 0 };

  constructor(budget: Budget, prices: ReadonlyMap<string, Price>) {
    this.#budget = budget;
    this.#prices = prices;
  }

  /** Sets aside what a request can cost at most. A text where that would pass a bound: which one. */
  reserve(arm: string, most: Most): { readonly release: () => void } | string {
    const { tokens, dollars, seconds } = this.#budget;
    const cost = this.#dollars(arm, most.prompt, most.completion) ?? 0;
    const all = most.prompt + most.completion;
    const total = this.#total;
    if (seconds !== undefined && this.#seconds() >= seconds) return `the ${seconds} seconds of the budget are over`;
    if (tokens !== undefined && total.prompt + total.completion + this.#reserved.tokens + all > tokens)
      return `the budget of ${tokens} tokens does not hold a further trial`;
    if (dollars !== undefined && total.dollars + this.#reserved.dollars + cost > dollars)
      return `the budget of ${dollars} dollars does not hold a further trial`;
    this.#reserved.tokens += all;
    this.#reserved.dollars += cost;
    const release = (): void => {
      this.#reserved.tokens -= all;
      this.#reserved.dollars -= cost;
    };
    return { release };
  }

  add(arm: string, { prompt, completion, estimated, stated }: Taken): Cost {
    const dollars = stated ?? this.#dollars(arm, prompt, completion);
    this.#total.prompt += prompt;
    this.#total.completion += completion;
    this.#total.estimated += estimated;
    if (dollars !== undefined) {
      this.#total.dollars += dollars;
      this.#priced = true;
    }
    return { prompt, completion, estimated, dollars };
  }

  spent(): Spent {
    const { prompt, completion, estimated, dollars } = this.#total;
    return {
      promptTokens: prompt,
      completionTokens: completion,
      estimatedTokens: estimated,
      ...(this.#priced ? { dollars } : {}),
      seconds: this.#seconds(),
    };
  }

  #seconds(): number {
    return (performance.now() - this.#started) / 1000;
  }

  #dollars(arm: string, prompt: number, completion: number): number | undefined {
    const price = this.#prices.get(arm);
    return price === undefined ? undefined : (prompt * price.input + completion * price.output) / 1e6;
  }
}

/** Tokens of a request, at most. */
export interface Most {
  readonly prompt: number;
  readonly completion: number;
}

/** The most that a trial can take. The prompt's tokens are estimated until a server has counted them. */
export function mostOf({ ask }: Pick<Trial, 'ask'>): Most {
  const prompt = estimatedTokens(ask.prompt);
  if (ask.kind === 'generate') return { prompt, completion: ask.sampling.maxTokens };
  return { prompt: prompt + (ask.kind === 'likelihood' ? textTokens(ask.continuation) : 0), completion: 0 };
}

interface Taken {
  readonly prompt: number;
  readonly completion: number;
  readonly estimated: number;
  /** Dollars, where the service says. */
  readonly stated: number | undefined;
}

export function taken(trial: Pick<Trial, 'ask'>, reply: Reply): Taken {
  if (reply.kind === 'generate') return takenBy(trial.ask, reply.recording);
  const { prompt } = mostOf(trial);
  return { prompt, completion: 0, estimated: prompt, stated: undefined };
}

/** What one generation took: as the server counts, else by length. */
export function takenBy(request: Pick<GenerationRequest, 'prompt'>, { said, thought, end }: Recording): Taken {
  const usage: Usage = end.usage ?? {};
  const prompt = usage.promptTokens ?? estimatedTokens(request.prompt);
  const completion = usage.completionTokens ?? textTokens(said) + textTokens(thought?.text ?? '');
  const estimated =
    (usage.promptTokens === undefined ? prompt : 0) + (usage.completionTokens === undefined ? completion : 0);
  return { prompt, completion, estimated, stated: usage.cost };
}

function estimatedTokens(prompt: Prompt): number {
  if (prompt.kind === 'tokens') return prompt.tokens.length;
  if (prompt.kind === 'text') return textTokens(prompt.text);
  const begun = prompt.kind === 'opening' ? prompt.begins : prompt.prefill;
  return prompt.messages.reduce((sum, { content }) => sum + textTokens(content) + 4, textTokens(begun ?? ''));
}

const textTokens = (text: string): number => Math.ceil(text.length / CHARACTERS_OF_TOKEN);
