import { createHash } from 'node:crypto';
import type { Message, Prompt } from '../../runtimes/request.ts';
import type { Capability } from '../../runtimes/runtime.ts';
import type { Trial, Trials } from '../engine/trial.ts';
import type { Judged } from './answers/judged.ts';

/** What a detector asks. `id` says what for: it names the trial in the journal. */
export type Question = { readonly id: string; readonly condition: string } & (
  | {
      /** The model writes a conversation from the bare template. */
      readonly kind: 'leak';
      readonly turn: 'system' | 'user';
      readonly begins?: string;
      readonly draw: number;
    }
  | ({
      readonly kind: 'answer';
      readonly temperature: number;
      /** Questions with the same draw have the same seed. */
      readonly draw: number;
      /** What the answer is made to begin with. */
      readonly begun?: string;
    } & Chat)
  /** Where the answer would go on after `begun`. */
  | ({ readonly kind: 'next'; readonly begun: string } & Chat)
  | ({ readonly kind: 'likelihood'; readonly answer: string } & Chat)
);

interface Chat {
  readonly system?: string;
  readonly user: string;
  /** The reference is asked, not the suspect. */
  readonly reference?: true;
}

/** What became of a question: undefined where there is no answer that could be judged. */
export type Answered = Judged | undefined;

/** A method inside the study: asks, is answered, asks on. */
export type Asking<T> = Generator<readonly Question[], T, readonly Answered[]>;

export interface Arms {
  readonly suspect: string;
  readonly reference: string | undefined;
  /** The reference holds the suspect's own weights: it tells nothing. */
  readonly sameWeights?: true;
  /** The suspect writes conversations from its bare template. */
  readonly opens: boolean;
  /** What the runtime of the suspect can do. */
  readonly offers: readonly Capability[];
}

/** Of the likeliest tokens at a place of decision. */
const TOP = 16;

export function trialsOf(questions: readonly Question[], arms: Arms, seed: number, tokens: number): Trials {
  return {
    length: questions.length,
    at: (index) => {
      const question = questions[index];
      return question === undefined ? undefined : trialOf(question, arms, seed, tokens);
    },
  };
}

function trialOf(question: Question, { suspect, reference }: Arms, seed: number, tokens: number): Trial {
  const ofReference = question.kind !== 'leak' && question.reference === true;
  const arm = ofReference ? (reference ?? suspect) : suspect;
  const place = { arm, item: question.id, condition: question.condition, repeat: 0 };
  switch (question.kind) {
    case 'leak': {
      const { turn, begins, draw } = question;
      const prompt: Prompt = { kind: 'opening', turn, messages: [], ...(begins === undefined ? {} : { begins }) };
      // Three turns and not one are written.
      const sampling = { temperature: 1, seed: seedOf(seed, draw), maxTokens: 2 * tokens };
      return { ...place, repeat: draw, ask: { kind: 'generate', prompt, sampling } };
    }
    case 'answer': {
      const { temperature, draw } = question;
      const sampling = { temperature, seed: seedOf(seed, draw), maxTokens: tokens };
      return { ...place, ask: { kind: 'generate', prompt: chat(question, question.begun), sampling } };
    }
    case 'next':
      return { ...place, ask: { kind: 'next', prompt: chat(question, question.begun), top: TOP } };
    case 'likelihood':
      return { ...place, ask: { kind: 'likelihood', prompt: chat(question), continuation: question.answer } };
  }
}

function chat({ system, user }: Chat, prefill?: string): Prompt {
  const messages: Message[] = [
    ...(system === undefined ? [] : [{ role: 'system' as const, content: system }]),
    { role: 'user', content: user },
  ];
  return { kind: 'chat', messages, ...(prefill === undefined || prefill === '' ? {} : { prefill }) };
}

/** 31 bits: what every server takes. */
function seedOf(seed: number, draw: number): number {
  return (
    createHash('sha256')
      .update(JSON.stringify([seed, draw]))
      .digest()
      .readUInt32BE(0) >>> 1
  );
}
