import { maskSecrets } from '../../core/secrets.ts';
import type { EndEvent, Finish, GenerationEvent } from '../event.ts';
import { at, type Fields, fieldsOf, listOf, parsed, textOf } from '../wire/json.ts';
import { finishOf } from '../wire/finish.ts';
import { moderationOfFinish } from '../wire/moderation.ts';

type Part = Exclude<GenerationEvent, EndEvent>;

/** UTF-16 units kept of an event that means nothing known. */
const OTHER = 2_000;

/** Fragments of one message that are told apart. */
const FRAGMENTS = 1_000;

/** Patches inside patches that are followed. */
const DEPTH = 4;

/**
 * Reads what DeepSeek's own chat sends: patches of one message, `{p: path, o: SET | APPEND | BATCH, v}`, where a patch
 * without path or operation goes on with the last (as its web client has them in 2025 and 2026, with `content` and
 * `thinking_content` of the first half of 2025 and `fragments` after it). The answer is taken back by the status
 * `CONTENT_FILTER`; what a template puts in its place comes as a fragment of another type, or as a new value of all.
 */
export class DeepSeekChat {
  #path = '';
  #operation = 'SET';
  /** Types of the fragments so far, by their index. */
  readonly #types: string[] = [];
  #filtered = false;
  #replaced = '';
  #shown = false;
  #finish: Finish | undefined;

  static recognises(data: readonly string[]): boolean {
    return data.slice(0, 8).some((one) => {
      const body = parsed(one);
      return at(body, 'response_message_id') !== undefined || at(body, 'v.response') !== undefined || isPatch(body);
    });
  }

  get finish(): Finish | undefined {
    return this.#finish;
  }

  /** @param name of the event, `title` and `close` among them */
  *read(data: string, name: string | undefined, now: number): Generator<Part> {
    const body = fieldsOf(parsed(data));
    const control = name !== undefined && name !== 'message' && name !== 'delta';
    if (body === undefined || control || !('v' in body)) {
      if (data.trim() !== '' && data.trim() !== '{}') yield other(data, now);
      return;
    }
    this.#path = textOf(body['p']) ?? this.#path;
    // A text without an operation goes on, whatever was set in between.
    this.#operation = textOf(body['o']) ?? (this.#path.endsWith('content') ? 'APPEND' : this.#operation);
    yield* this.#patch(this.#path, this.#operation, body['v'], data, now, 0);
  }

  *#patch(path: string, operation: string, value: unknown, data: string, now: number, depth: number): Generator<Part> {
    if (operation === 'BATCH' && depth < DEPTH) {
      for (const inner of listOf(value)) {
        const own = fieldsOf(inner) ?? {};
        const place = [path, textOf(own['p'])].filter(Boolean).join('/');
        yield* this.#patch(place, textOf(own['o']) ?? 'SET', own['v'], data, now, depth + 1);
      }
      return;
    }
    const place = path.replace(/^\//, '');
    const message = fieldsOf(at(value, 'response'));
    if (place === '' && message !== undefined) yield* this.#snapshot(message, now);
    else if (place === 'response' && fieldsOf(value) !== undefined) yield* this.#snapshot(fieldsOf(value) ?? {}, now);
    else if (/^(?:response(?:\/fragments)?)?$/.test(place) && typeof value === 'string')
      yield* this.#said(this.#types.at(-1) ?? 'RESPONSE', value, 'APPEND', now);
    else if (/^response\/(?:quasi_)?status$/.test(place)) yield* this.#status(value, now);
    else if (place === 'response/fragments') yield* this.#fragments(listOf(value), operation, now);
    else if (/^response\/fragments\/-?\d+\/content$/.test(place)) yield* this.#more(place, value, operation, now);
    else if (place === 'response/content') yield* this.#said('RESPONSE', value, operation, now);
    else if (place === 'response/thinking_content') yield* this.#said('THINK', value, operation, now);
    else if (place === 'response/ban_regenerate' && value === true) yield other(data, now);
  }

  *#snapshot(message: Fields, now: number): Generator<Part> {
    yield* this.#fragments(listOf(message['fragments']), 'APPEND', now);
    yield* this.#said('THINK', message['thinking_content'], 'APPEND', now);
    yield* this.#said('RESPONSE', message['content'], 'APPEND', now);
    yield* this.#status(message['status'], now);
  }

  *#fragments(fragments: readonly unknown[], operation: string, now: number): Generator<Part> {
    if (operation === 'SET') {
      this.#types.length = 0;
      const visible = fragments.filter((one) => isVisible(typeAt(one)));
      if (this.#shown && visible.length > 0) {
        this.#types.push(...fragments.map(typeAt));
        yield* this.#instead(visible.map((one) => textOf(at(one, 'content')) ?? '').join(''), true, now);
        return;
      }
    }
    for (const fragment of fragments.slice(0, FRAGMENTS)) {
      if (this.#types.length < FRAGMENTS) this.#types.push(typeAt(fragment));
      yield* this.#said(typeAt(fragment), at(fragment, 'content'), 'APPEND', now);
    }
  }

  *#more(place: string, value: unknown, operation: string, now: number): Generator<Part> {
    yield* this.#said(this.#types.at(Number(place.split('/')[2])) ?? 'RESPONSE', value, operation, now);
  }

  *#said(type: string, value: unknown, operation: string, now: number): Generator<Part> {
    const text = textOf(value);
    if (text === undefined || (text === '' && operation !== 'SET')) return;
    if (type === 'THINK') {
      this.#shown = true;
      yield { kind: 'reasoning', at: now, text, place: 'thinking' };
    } else if (!isVisible(type)) {
      yield other(text, now);
    } else if (this.#shown && (operation === 'SET' || this.#filtered || type.startsWith('TEMPLATE'))) {
      // What follows a filter stands in place of what was shown.
      yield* this.#instead(text, operation === 'SET', now);
    } else {
      this.#shown = true;
      yield { kind: 'text', at: now, text };
    }
  }

  *#instead(text: string, anew: boolean, now: number): Generator<Part> {
    this.#replaced = anew ? text : this.#replaced + text;
    yield { kind: 'replaced', at: now, text: this.#replaced };
  }

  *#status(value: unknown, now: number): Generator<Part> {
    const word = textOf(value);
    if (word === undefined || word === 'WIP' || word === 'PENDING') return;
    const filter = moderationOfFinish(word, this.#shown);
    if (filter !== undefined && !this.#filtered) {
      this.#filtered = true;
      yield { kind: 'filter', at: now, filter };
    }
    // `FINISHED` may follow, and takes nothing back.
    if (!this.#filtered) this.#finish = finishOf(word);
    else if (filter !== undefined) this.#finish = { reason: 'filter', raw: word };
  }
}

const isVisible = (type: string): boolean => type === 'RESPONSE' || type.startsWith('TEMPLATE');

const typeAt = (fragment: unknown): string => textOf(at(fragment, 'type')) ?? 'RESPONSE';

function isPatch(body: unknown): boolean {
  const path = at(body, 'p');
  return typeof path === 'string' && path.startsWith('response') && at(body, 'v') !== undefined;
}

function other(data: string, now: number): Part {
  return { kind: 'other', at: now, data: maskSecrets(data.slice(0, OTHER)) };
}
