import type { Outcome } from '../../engine/outcome.ts';
import type { Trial } from '../../engine/trial.ts';
import type { Judged } from '../judging.ts';
import { ASKED } from '../matching.ts';
import type { Budget, ScalingOptions } from '../options.ts';
import type { Question } from '../question.ts';
import { cutOff, urgedOn } from './thought.ts';

/** Of a part of a thought: which budget it was to fill, and how often the chain had been urged on. */
export const partOf = (condition: string): { budget: number; waits: number } | undefined => {
  const found = /^think-(\d+)-(\d+)$/.exec(condition);
  return found === null ? undefined : { budget: Number(found[1]), waits: Number(found[2]) };
};

/** One thought on one question, that grows from budget to budget: all budgets see the same thought, cut off at their own end. */
export class Chain {
  readonly #place: Pick<Trial, 'arm' | 'item' | 'repeat'>;
  readonly #ask: string;
  readonly #seed: number;
  readonly #options: ScalingOptions;
  #text = '';
  #used = 0;
  #waits = 0;
  #stopped = false;
  #lost = false;

  constructor(arm: string, question: Question, repeat: number, seed: number, options: ScalingOptions) {
    this.#place = { arm, item: question.id, repeat };
    this.#ask = `${question.question}\n\n${ASKED}`;
    this.#seed = seed;
    this.#options = options;
  }

  /** It broke off, and nothing can be said of what would have followed. */
  get lost(): boolean {
    return this.#lost;
  }

  /** It has tokens left up to here, and would go on. */
  wants(tokens: number): boolean {
    const ended = this.#stopped && this.#waits >= this.#options.waits;
    return !this.#lost && !ended && this.#used < tokens;
  }

  think(budget: Budget, at: number): Trial {
    if (this.#stopped) {
      this.#text = urgedOn(this.#text);
      this.#waits++;
      this.#stopped = false;
    }
    const left = (budget.tokens ?? 0) - this.#used;
    return this.#trial(`think-${at}-${this.#waits}`, left, this.#text);
  }

  answer(budget: Budget): Trial {
    return this.#trial(budget.id, this.#options.answer, cutOff(this.#text));
  }

  take(outcome: Outcome<Judged> | undefined, { tokens = 0 }: Budget): void {
    if (outcome?.state !== 'judged' || outcome.judgement.said === undefined) {
      this.#lost = true;
      return;
    }
    const { said, tokens: taken, label } = outcome.judgement;
    this.#text += said;
    this.#stopped = label !== 'cut';
    // Where no server counts, it is the bound that says that the budget is used up.
    this.#used = this.#stopped ? this.#used + taken : Math.max(tokens, this.#used + taken);
  }

  #trial(condition: string, maxTokens: number, prefill: string): Trial {
    const messages = [{ role: 'user' as const, content: this.#ask }];
    return {
      ...this.#place,
      condition,
      ask: {
        kind: 'generate',
        prompt: { kind: 'chat', messages, ...(prefill === '' ? {} : { prefill }) },
        sampling: { temperature: this.#options.temperature, maxTokens, seed: this.#seed },
      },
    };
  }
}
