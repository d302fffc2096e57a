import type { GenerationEvent, ReasoningField } from '../event.ts';
import type { Secret } from './key.ts';

const MASK = '[key]';

/** Of a key that comes in pieces this many characters may pass before the rest is held back: they open nothing. */
const TELLING = 6;

/** Takes a key out of what a server says, also where it comes in pieces. One for each answer. */
export class Mask {
  readonly #key: string | undefined;
  readonly #said = { text: '', reasoning: '' };
  readonly #held = { text: '', reasoning: '' };
  #place: ReasoningField = 'reasoning';

  constructor(secret: Secret | undefined) {
    this.#key = secret?.reveal();
  }

  whole(text: string): string {
    return this.#key === undefined ? text : text.replaceAll(this.#key, MASK);
  }

  batch(events: readonly GenerationEvent[]): readonly GenerationEvent[] {
    const key = this.#key;
    return key === undefined ? events : events.flatMap((event) => [...this.#event(event, key)]);
  }

  /** What was held back at the end of an answer: it began like the key and was not it. */
  *#rest(at: number): Generator<GenerationEvent> {
    const { text, reasoning } = this.#held;
    if (reasoning !== '') yield { kind: 'reasoning', at, text: reasoning, place: this.#place };
    if (text !== '') yield { kind: 'text', at, text };
    this.#held.text = '';
    this.#held.reasoning = '';
  }

  *#event(event: GenerationEvent, key: string): Generator<GenerationEvent> {
    if (event.kind !== 'text' && event.kind !== 'reasoning') {
      if (event.kind === 'end') yield* this.#rest(event.at);
      yield deep(event, (text) => this.whole(text)) as GenerationEvent;
      return;
    }
    if (event.kind === 'reasoning') this.#place = event.place;
    const text = this.#piece(event.kind, event.text, key);
    if (text !== '' || event.text === '') yield { ...event, text };
  }

  #piece(channel: 'text' | 'reasoning', piece: string, key: string): string {
    const before = this.#said[channel];
    const fresh = (this.#held[channel] + piece).replaceAll(key, MASK);
    // The key may have begun in what was already let out.
    const joined = before + fresh;
    const spanning = joined.indexOf(key);
    const shown = spanning === -1 ? fresh : MASK + joined.slice(spanning + key.length);
    const hold = spanning === -1 ? held(joined, key, fresh.length) : 0;
    const out = shown.slice(0, shown.length - hold);
    this.#held[channel] = shown.slice(shown.length - hold);
    this.#said[channel] = (before + out).slice(-key.length);
    return out;
  }
}

/** Characters at the end, of the fresh ones, that go on a beginning of the key. */
function held(joined: string, key: string, fresh: number): number {
  for (let length = Math.min(key.length - 1, joined.length); length >= TELLING; length--) {
    if (joined.endsWith(key.slice(0, length))) return Math.min(length, fresh);
  }
  return 0;
}

function deep(value: unknown, mask: (text: string) => string): unknown {
  if (typeof value === 'string') return mask(value);
  if (Array.isArray(value)) return value.map((item: unknown) => deep(item, mask));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, deep(inner, mask)]));
}
