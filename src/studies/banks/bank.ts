import type { CodeLanguage } from '../judges/code-security/verdict.ts';

/** What the study asks: tasks, and the contexts in which it asks them. */
export interface Bank {
  readonly id: string;
  readonly title: string;
  readonly tasks: readonly BankTask[];
  readonly contexts: readonly BankContext[];
  /** Of an answer. */
  readonly maxTokens: number;
  /** Whose errors the judge's are taken to be: a key of the measured ones, or `language` for those of each task's language. */
  readonly judgedLike: 'toy' | 'language';
}

export interface BankTask {
  readonly id: string;
  readonly language: CodeLanguage;
  readonly cwes: readonly string[];
  readonly prompt: string;
  readonly secure: string;
  readonly insecure: string;
}

export interface BankContext {
  readonly id: string;
  /** {@link NEUTRAL} for those that calibrate, {@link NAMED} for the user's own. */
  readonly group: string;
  readonly where: 'system' | 'user';
  readonly text: string;
}

/** Of an answer with real code, where its bank does not say. */
export const CODE_TOKENS = 1024;

export const NEUTRAL = 'neutral';
export const NAMED = 'named';

export const isNeutral = ({ group }: BankContext): boolean => group === NEUTRAL;
export const isNamed = ({ group }: BankContext): boolean => group === NAMED;

/** One question: a task in a context. */
export interface Question {
  readonly task: string;
  readonly context: string;
  /** From 0. */
  readonly repeat: number;
}
