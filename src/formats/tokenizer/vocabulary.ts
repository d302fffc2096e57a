import { Counter, type Tally, type Vocabulary } from './structure.ts';

/** Collects tokens; the last number of a token counts, as in every reader's table. */
export class VocabularyBuilder {
  readonly byText = new Map<string, number>();
  readonly #repeated = new Counter();
  readonly #most: number;
  /** True once a token was left out because of the limit. */
  full = false;

  constructor(most: number) {
    this.#most = most;
  }

  add(text: string, id: number): void {
    const before = this.byText.get(text);
    if (before !== undefined) {
      if (before !== id) this.#repeated.add(() => text);
    } else if (this.byText.size >= this.#most) {
      this.full = true;
      return;
    }
    this.byText.set(text, id);
  }

  repeated(): Tally {
    return this.#repeated.tally();
  }

  build(): { vocabulary: Vocabulary; sharedIds: Tally; holes: number; textOf: (id: number) => string | undefined } {
    const texts = [...this.byText.keys()];
    const from = new Uint32Array(texts.length + 1);
    let end = 0;
    texts.forEach((text, i) => {
      end += text.length;
      from[i + 1] = end;
    });
    const ids = Uint32Array.from(this.byText.values());
    const byId = new Map<number, number>();
    const shared = new Counter();
    let highest = -1;
    ids.forEach((id, i) => {
      const first = byId.get(id);
      if (first === undefined) byId.set(id, i);
      else shared.add(() => `${texts[first] ?? ''}\0${texts[i] ?? ''}\0${id}`);
      highest = Math.max(highest, id);
    });
    return {
      vocabulary: { text: texts.join(''), from, ids },
      sharedIds: shared.tally(),
      holes: highest + 1 - byId.size,
      textOf: (id) => texts[byId.get(id) ?? -1],
    };
  }
}

/** A number that a token can have: 32 bits, as the tokenizers library takes it. */
export const isTokenId = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= 0xffffffff;
