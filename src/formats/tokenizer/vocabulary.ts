import { Counter, type Tally, type Vocabulary } from './structure.ts';

/** Collects tokens; the last number of a token counts, as in every reader's table. */
export class VocabularyBuilder {
  /** Place of each token in `texts` and `ids`. */
  readonly places = new Map<string, number>();
  readonly texts: string[] = [];
  readonly ids: number[] = [];
  readonly #repeated = new Counter();
  readonly #most: number;
  /** True once a token was left out because of the limit. */
  full = false;

  constructor(most: number) {
    this.#most = most;
  }

  add(text: string, id: number): void {
    const place = this.places.get(text);
    if (place !== undefined) {
      if (this.ids[place] !== id) this.#repeated.add(() => text);
      this.ids[place] = id;
    } else if (this.texts.length >= this.#most) {
      this.full = true;
    } else {
      this.places.set(text, this.texts.length);
      this.texts.push(text);
      this.ids.push(id);
    }
  }

  idOf(text: string): number | undefined {
    return this.ids[this.places.get(text) ?? -1];
  }

  repeated(): Tally {
    return this.#repeated.tally();
  }

  build(): { vocabulary: Vocabulary; sharedIds: Tally; holes: number; textOf: (id: number) => string | undefined } {
    const from = new Uint32Array(this.texts.length + 1);
    let end = 0;
    this.texts.forEach((text, i) => {
      end += text.length;
      from[i + 1] = end;
    });
    const byId = new Map<number, number>();
    const shared = new Counter();
    let highest = -1;
    this.ids.forEach((id, i) => {
      const first = byId.get(id);
      if (first === undefined) byId.set(id, i);
      else shared.add(() => `${this.texts[first] ?? ''}\0${this.texts[i] ?? ''}\0${id}`);
      highest = Math.max(highest, id);
    });
    return {
      vocabulary: { text: this.texts.join(''), from, ids: Uint32Array.from(this.ids) },
      sharedIds: shared.tally(),
      holes: highest + 1 - byId.size,
      textOf: (id) => this.texts[byId.get(id) ?? -1],
    };
  }
}

/** A number that a token can have: 32 bits, as the tokenizers library takes it. */
export const isTokenId = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= 0xffffffff;
