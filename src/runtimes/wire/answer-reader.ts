import { maskSecrets } from '../../core/secrets.ts';
import type { EndEvent, FilterSignal, Finish, GenerationEvent, ReasoningField, Usage } from '../event.ts';
import { errorIn, isError, type ServiceError } from './error-body.ts';
import { finishOf } from './finish.ts';
import { at, type Fields, fieldsOf, listOf, numberOf, parsed, textOf, wordOf } from './json.ts';
import { logprobsOf, promptLogprobsOf } from './logprobs.ts';
import { moderationOfError, moderationOfFields, moderationOfFinish } from './moderation.ts';
import { usageOf } from './usage.ts';

/** UTF-16 units kept of an event that means nothing known, and how many such events of one answer. */
const OTHER = { length: 2_000, count: 200 };

/** UTF-16 units kept of a name or word. */
const WORD = 200;

/**
 * Reads answers of the OpenAI protocol, chat and completions, whole or in parts, into events. One for each answer; it
 * never throws for what a server sends.
 */
export class AnswerReader {
  #finish: Finish | undefined;
  #error: ServiceError | undefined;
  #usage: Usage | undefined;
  readonly #names: { model?: string | undefined; provider?: string | undefined; fingerprint?: string | undefined } = {};
  /** Of the part that is being read. An array and no generator: this is done for every token. */
  readonly #found: GenerationEvent[] = [];
  readonly #seen = new Set<string>();
  #others = 0;
  #shown = false;
  #received = false;
  #done = false;

  /** True once anything of an answer came: text, reasoning, a filter, an end. */
  get received(): boolean {
    return this.#received;
  }

  /** True once text or reasoning came. */
  get shown(): boolean {
    return this.#shown;
  }

  /** The service's word for the end, where it came. */
  get finish(): Finish | undefined {
    return this.#finish;
  }

  /** Events that meant nothing known. */
  get others(): number {
    return this.#others;
  }

  /** True after `[DONE]`. */
  get done(): boolean {
    return this.#done;
  }

  /** An error that the service stated in place of an answer, or in the middle of one, and that is no moderation. */
  get error(): ServiceError | undefined {
    return this.#error;
  }

  /** @param data the data of one server-sent event, or a whole body */
  read(data: string, now: number): readonly GenerationEvent[] {
    if (data.trim() === '[DONE]') {
      this.#done = true;
      return [];
    }
    const body = parsed(data);
    const fields = fieldsOf(body) ?? fieldsOf(listOf(body)[0]);
    if (fields === undefined) this.#other(data, now);
    else if (isError(fields)) this.#failure(errorIn(fields, data), data, now);
    else this.#part(fields, data, now);
    return this.#found.splice(0);
  }

  #failure(error: ServiceError, data: string, now: number): void {
    const filter = moderationOfError(error, this.#shown);
    if (filter === undefined) {
      this.#error ??= error;
      this.#other(data, now);
      return;
    }
    this.#filters([filter], now);
    this.#finish = { reason: 'filter', raw: filter.code };
  }

  #part(fields: Fields, data: string, now: number): void {
    this.#name(fields);
    this.#usage = usageOf(fields['usage']) ?? usageOf(at(fields, 'x_groq.usage')) ?? this.#usage;
    this.#filters(moderationOfFields(fields), now);
    const choices = listOf(fields['choices']);
    const known = choices.length > 0 || fieldsOf(fields['usage']) !== undefined;
    if (!known && !('prompt_filter_results' in fields)) this.#other(data, now);
    for (const choice of choices) {
      const own = fieldsOf(choice);
      // One answer was asked for.
      if (own === undefined || (numberOf(own['index']) ?? 0) !== 0) this.#other(data, now);
      else this.#choice(own, data, now);
    }
    this.#promptLogprobs(fields, now);
  }

  #choice(choice: Fields, data: string, now: number): void {
    if (isError(choice)) return this.#failure(errorIn(choice, data), data, now);
    const whole = fieldsOf(choice['message']);
    const said = whole ?? fieldsOf(choice['delta']) ?? {};
    this.#reasoning(said, whole !== undefined, now);
    this.#text(textOf(choice['text']) ?? said['content'], data, now);
    // What a model trained to refuse by schema says in place of its content.
    this.#text(said['refusal'], data, now);
    if (said['refusal'] || said['tool_calls'] || said['function_call']) this.#other(data, now);
    const tokens = logprobsOf(choice['logprobs']);
    if (tokens.length > 0) this.#found.push({ kind: 'logprobs', at: now, tokens });
    this.#promptLogprobs(choice, now);
    this.#ending(choice, now);
  }

  #reasoning(said: Fields, whole: boolean, now: number): void {
    // Some servers write both names for one text.
    const place = (['reasoning_content', 'reasoning'] as const).find((name) => textOf(said[name]) !== undefined);
    if (place === undefined) return;
    const text = textOf(said[place]) ?? '';
    // In a whole message an empty field is empty reasoning; in parts it is nothing yet.
    if (text !== '' || whole) this.#found.push(this.#thought(text, place, now));
  }

  #text(content: unknown, data: string, now: number): void {
    if (typeof content === 'string') {
      if (content !== '') this.#found.push(this.#said(content, now));
      return;
    }
    // Parts: Mistral's `thinking`, texts of several.
    for (const part of listOf(content)) {
      const text = textOf(at(part, 'text'));
      if (text !== undefined && text !== '') this.#found.push(this.#said(text, now));
      const thoughts = listOf(at(part, 'thinking')).map((inner) => textOf(at(inner, 'text')) ?? '');
      if (thoughts.length > 0) this.#found.push(this.#thought(thoughts.join(''), 'thinking', now));
      if (text === undefined && thoughts.length === 0) this.#other(data, now);
    }
  }

  #said(text: string, now: number): GenerationEvent {
    this.#shown = true;
    this.#received = true;
    return { kind: 'text', at: now, text };
  }

  #thought(text: string, place: ReasoningField, now: number): GenerationEvent {
    this.#shown ||= text !== '';
    this.#received = true;
    return { kind: 'reasoning', at: now, text, place };
  }

  #ending(choice: Fields, now: number): void {
    const raw = wordOf(choice['finish_reason']) ?? wordOf(choice['finishReason']);
    // vLLM writes there which stop sequence was met.
    const stop = raw === undefined || raw === '' ? textOf(choice['stop_reason']) : undefined;
    const word = (raw || stop)?.slice(0, WORD);
    if (word === undefined || word === '') return;
    const native = textOf(choice['native_finish_reason'])?.slice(0, WORD);
    const filter = [native, word].map((said) => said && moderationOfFinish(said, this.#shown)).find(Boolean);
    this.#received = true;
    if (filter) this.#filters([filter], now);
    const finish: Finish = filter ? { reason: 'filter', raw: word } : finishOf(word);
    this.#finish = { ...finish, ...(native === undefined || native === word ? {} : { native }) };
  }

  #promptLogprobs(fields: Fields, now: number): void {
    const tokens = promptLogprobsOf(fields['prompt_logprobs']);
    if (tokens !== undefined && tokens.length > 0) this.#found.push({ kind: 'prompt-logprobs', at: now, tokens });
  }

  #filters(signals: readonly FilterSignal[], now: number): void {
    for (const filter of signals) {
      this.#received = true;
      // Services repeat them with every part.
      const key = JSON.stringify([filter.service, filter.phase, filter.code]);
      if (this.#seen.has(key) || this.#seen.size >= OTHER.count) continue;
      this.#seen.add(key);
      this.#found.push({ kind: 'filter', at: now, filter });
    }
  }

  #other(data: string, now: number): void {
    if (this.#others++ >= OTHER.count) return;
    this.#found.push({ kind: 'other', at: now, data: maskSecrets(data.slice(0, OTHER.length)) });
  }

  #name(fields: Fields): void {
    this.#names.model ??= short(fields['model']);
    this.#names.provider ??= short(fields['provider']);
    this.#names.fingerprint ??= short(fields['system_fingerprint']);
  }

  /** @param finish in place of the service's word; @param provider where the body names none */
  end(now: number, finish: Finish, provider?: string): EndEvent {
    const { model, fingerprint } = this.#names;
    const by = this.#names.provider ?? provider;
    return {
      kind: 'end',
      at: now,
      finish,
      ...(this.#usage === undefined ? {} : { usage: this.#usage }),
      ...(model === undefined ? {} : { model }),
      ...(by === undefined ? {} : { provider: by }),
      ...(fingerprint === undefined ? {} : { fingerprint }),
    };
  }
}

function short(value: unknown): string | undefined {
  const text = textOf(value);
  return text === undefined || text === '' ? undefined : maskSecrets(text.slice(0, WORD));
}
