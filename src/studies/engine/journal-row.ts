import { z } from 'zod';
import { CAPABILITIES } from '../../runtimes/runtime.ts';
import type { ArmRecord } from './arm.ts';
import type { Recording } from '../../runtimes/recording.ts';
import type { FaultKind } from '../../runtimes/fault.ts';
import type { Reply, Trial } from './trial.ts';

/**
 * A journal is JSON, a line each, only ever appended to. The first line is the header. Then, for each stage, its plan
 * and in any order what became of its trials. A later line of a trial stands over an earlier failure.
 */
export type Row = HeaderRow | StageRow | AnsweredRow | FaultRow | JudgingRow;

export const JOURNAL = 'assay-journal/1';

export interface HeaderRow {
  readonly journal: typeof JOURNAL;
  readonly study: { readonly id: string; readonly version: string };
  /** SHA-256 over study, settings, seed and arms: what a resume must share. */
  readonly plan: string;
  readonly seed: number;
  readonly arms: readonly ArmRecord[];
}

export interface StageRow {
  readonly stage: number;
  readonly planned: number;
  /** SHA-256 over the keys of its trials, in order. */
  readonly digest: string;
}

export interface AnsweredRow {
  readonly trial: string;
  /** See `answerKey`. */
  readonly answer: string;
  readonly asked: Trial;
  readonly reply: Reply;
}

export interface FaultRow {
  readonly trial: string;
  readonly asked: Trial;
  readonly fault: { readonly kind: FaultKind; readonly message: string; readonly status?: number };
  /** Requests that were sent, each perhaps paid. */
  readonly attempts: number;
}

/** An answer of a model that judged. */
interface JudgingRow {
  readonly judging: string;
  readonly recording: Recording;
}

const text = z.string();
const number = z.number().optional();
const prompt = z.union([
  z.looseObject({
    kind: z.literal('chat'),
    messages: z.array(z.looseObject({ role: text, content: text })),
    prefill: text.optional(),
  }),
  z.looseObject({ kind: z.literal('text'), text }),
  z.looseObject({
    kind: z.literal('opening'),
    turn: z.enum(['system', 'user']),
    messages: z.array(z.looseObject({ role: text, content: text })),
    begins: text.optional(),
  }),
  z.looseObject({ kind: z.literal('tokens'), tokens: z.array(z.int()) }),
]);
const place = z.looseObject({
  arm: text,
  item: text,
  condition: text,
  repeat: z.int().nonnegative(),
  ask: z.looseObject({ kind: z.enum(['generate', 'likelihood', 'next']), prompt }),
});
const filter = z.looseObject({ service: text, phase: text, code: text });
const aside = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('filter'), at: z.number(), filter }),
  z.looseObject({ kind: z.literal('replaced'), at: z.number(), text }),
  z.looseObject({ kind: z.literal('other'), at: z.number(), data: text }),
]);
const recording = z.looseObject({
  said: text,
  thought: z.looseObject({ place: text, text }).optional(),
  marks: z.array(z.tuple([z.number(), z.number(), z.number()])),
  turns: z.array(z.tuple([z.enum(['system', 'user', 'assistant']), z.int().nonnegative()])).optional(),
  asides: z.array(aside).optional(),
  end: z.looseObject({
    at: z.number(),
    finish: z.looseObject({ reason: text, raw: text.optional() }),
    usage: z.looseObject({ promptTokens: number, completionTokens: number, cost: number }).optional(),
    model: text.optional(),
    provider: text.optional(),
  }),
});
const reply = z.union([
  z.looseObject({ kind: z.literal('generate'), recording }),
  z.looseObject({ kind: z.literal('likelihood'), logprobs: z.array(z.number()) }),
  z.looseObject({ kind: z.literal('next'), top: z.array(z.looseObject({ token: z.int(), logprob: z.number() })) }),
]);
const arm = z.looseObject({
  id: text,
  role: z.enum(['suspect', 'reference', 'host']),
  identity: z.looseObject({ runtime: text, model: text, capabilities: z.array(z.enum(CAPABILITIES)) }),
});
const SHAPES = {
  journal: z.looseObject({
    journal: z.literal(JOURNAL),
    study: z.object({ id: text, version: text }),
    plan: text,
    seed: z.int(),
    arms: z.array(arm),
  }),
  stage: z.looseObject({ stage: z.int().nonnegative(), planned: z.int().nonnegative(), digest: text }),
  reply: z.looseObject({ trial: text, answer: text, asked: place, reply }),
  fault: z.looseObject({ trial: text, asked: place, fault: z.looseObject({ kind: text, message: text }) }),
  judging: z.looseObject({ judging: text, recording }),
};

/** Reads one line. Journals travel, so nothing in them is taken on trust. Undefined where it is no row. */
export function parseRow(line: string): Row | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const kind = Object.keys(SHAPES).find((key) => key in value) as keyof typeof SHAPES | undefined;
  return kind !== undefined && SHAPES[kind].safeParse(value).success ? (value as Row) : undefined;
}
