import type { EndEvent, Finish, GenerationEvent } from '../event.ts';
import { finishOf } from '../wire/finish.ts';
import { at, parsed, textOf, wordOf } from '../wire/json.ts';
import { moderationOfFields, moderationOfFinish } from '../wire/moderation.ts';

type Part = Exclude<GenerationEvent, EndEvent>;

/** Where a service that is not known here writes what, as dotted paths into the JSON of each event. */
export interface Places {
  readonly text: string;
  readonly reasoning?: string | undefined;
  /** The word for the end. */
  readonly finish?: string | undefined;
  /** True where each event holds all of the answer so far: what no longer goes on from it was replaced. */
  readonly whole?: boolean | undefined;
}

/** Reads the events of a service whose user says where things are. */
export class DeclaredPlaces {
  readonly #places: Places;
  #said = '';
  #finish: Finish | undefined;

  constructor(places: Places) {
    this.#places = places;
  }

  get finish(): Finish | undefined {
    return this.#finish;
  }

  *read(data: string, now: number): Generator<Part> {
    const body = parsed(data);
    const { text, reasoning, finish } = this.#places;
    for (const filter of moderationOfFields(body)) yield { kind: 'filter', at: now, filter };
    const thought = reasoning === undefined ? undefined : textOf(at(body, reasoning));
    if (thought) yield { kind: 'reasoning', at: now, text: thought, place: 'thinking' };
    const said = textOf(at(body, text));
    if (said !== undefined) yield* this.#text(said, now);
    const word = finish === undefined ? undefined : wordOf(at(body, finish));
    if (!word) return;
    const filter = moderationOfFinish(word, this.#said !== '');
    if (filter !== undefined) yield { kind: 'filter', at: now, filter };
    this.#finish = filter === undefined ? finishOf(word) : { reason: 'filter', raw: word };
  }

  *#text(said: string, now: number): Generator<Part> {
    if (this.#places.whole !== true) {
      this.#said += said;
      if (said !== '') yield { kind: 'text', at: now, text: said };
    } else if (said.startsWith(this.#said)) {
      const more = said.slice(this.#said.length);
      this.#said = said;
      if (more !== '') yield { kind: 'text', at: now, text: more };
    } else {
      this.#said = said;
      yield { kind: 'replaced', at: now, text: said };
    }
  }
}
