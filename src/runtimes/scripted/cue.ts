import { createHash } from 'node:crypto';
import type { FilterSignal, Finish, ReasoningField } from '../event.ts';
import type { GenerationRequest } from '../request.ts';
import type { Line, Script, Step } from './script.ts';

/** What happens next, `after` milliseconds. */
export type Cue = { readonly after: number } & (
  | { readonly kind: 'text'; readonly text: string; readonly logprob: number }
  | { readonly kind: 'reasoning'; readonly text: string; readonly place: ReasoningField }
  | { readonly kind: 'filter'; readonly filter: FilterSignal }
  | { readonly kind: 'replaced'; readonly text: string }
  | { readonly kind: 'end'; readonly finish: Finish }
  | { readonly kind: 'fault'; readonly fault: Fault; readonly retryAfter?: number | undefined }
);

export type Fault = Extract<Step, { fault: unknown }>['fault'];

/** A script on its way: it remembers how often each line was used. */
export class Play {
  readonly script: Script;
  readonly #used = new Map<Line, number>();

  constructor(script: Script) {
    this.script = script;
  }

  /** Undefined where no line fits. Always ends with an end or a fault. */
  answer(request: GenerationRequest): Generator<Cue> | undefined {
    const line = this.script.lines.find((one) => this.#fits(one, request));
    if (line === undefined) return undefined;
    this.#used.set(line, (this.#used.get(line) ?? 0) + 1);
    return cues(line, request);
  }

  #fits(line: Line, request: GenerationRequest): boolean {
    if (!heard(line.when ?? {}, request)) return false;
    if (line.chance !== undefined && drawn(request) >= line.chance) return false;
    return line.times === undefined || (this.#used.get(line) ?? 0) < line.times;
  }
}

function heard(when: NonNullable<Line['when']>, { prompt }: GenerationRequest): boolean {
  const { says, system, prefill } = when;
  if (prompt.kind === 'tokens' || prompt.kind === 'opening')
    return says === undefined && system === undefined && prefill === undefined;
  const messages = prompt.kind === 'chat' ? prompt.messages : [];
  const last = prompt.kind === 'chat' ? messages.findLast(({ role }) => role === 'user')?.content : prompt.text;
  if (says !== undefined && !(last ?? '').includes(says)) return false;
  if (prefill !== undefined && (prompt.kind !== 'chat' || prompt.prefill !== prefill)) return false;
  return system === undefined || messages.some(({ role, content }) => role === 'system' && content.includes(system));
}

/** From 0 to 1, the same for the same prompt and seed. */
function drawn({ prompt, sampling }: GenerationRequest): number {
  const digest = createHash('sha256').update(JSON.stringify([prompt, sampling.seed ?? null]));
  return digest.digest().readUInt32BE(0) / 2 ** 32;
}

/** The fake's tokens are words with the white space before them. */
export const wordsOf = (text: string): string[] => text.match(/\s*\S+|\s+$/g) ?? [];

function* cues(line: Line, { sampling }: GenerationRequest): Generator<Cue> {
  let left = sampling.maxTokens;
  for (const step of line.steps) {
    if ('say' in step || 'think' in step) {
      const stopped = 'say' in step ? untilStop(step.say, sampling.stop ?? []) : { text: step.think, met: false };
      const words = wordsOf(stopped.text);
      yield* pieces(step, words.slice(0, left));
      left -= words.length;
      if (left < 0) return yield end('length');
      if (stopped.met) return yield end('stop');
    } else {
      yield cue(step);
      if ('end' in step || 'fault' in step) return;
    }
  }
  yield end('stop');
}

const end = (reason: 'stop' | 'length'): Cue => ({ kind: 'end', after: 0, finish: { reason, raw: reason } });

function untilStop(text: string, stops: readonly string[]): { text: string; met: boolean } {
  const at = Math.min(...stops.map((stop) => text.indexOf(stop)).filter((index) => index >= 0));
  return Number.isFinite(at) ? { text: text.slice(0, at), met: true } : { text, met: false };
}

function* pieces(step: Extract<Step, { say: string } | { think: string }>, words: readonly string[]): Generator<Cue> {
  const wait = step.after ?? 0;
  const size = Math.max(1, Math.ceil(words.length / (step.pieces ?? words.length)));
  for (let at = 0; at < words.length; at += size) {
    const text = words.slice(at, at + size).join('');
    yield 'say' in step
      ? { kind: 'text', after: wait, text, logprob: step.logprob ?? -0.1 }
      : { kind: 'reasoning', after: wait, text, place: step.place ?? 'reasoning_content' };
  }
}

function cue(step: Exclude<Step, { say: string } | { think: string }>): Cue {
  const wait = step.after ?? 0;
  if ('replace' in step) return { kind: 'replaced', after: wait, text: step.replace };
  if ('fault' in step) return { kind: 'fault', after: wait, fault: step.fault, retryAfter: step.retryAfter };
  if ('end' in step) return { kind: 'end', after: wait, finish: { reason: step.end, raw: step.raw ?? step.end } };
  const { message, ...filter } = step.filter;
  return { kind: 'filter', after: wait, filter: { ...filter, ...(message === undefined ? {} : { message }) } };
}
