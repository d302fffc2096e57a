import type { Pool, Prompted, Turn } from '../../pool.ts';

/** A place for words that may be a trigger. */
export interface Frame {
  readonly turn: Turn;
  /** What stands there as the model writes it; empty where it leaves the place empty. */
  readonly usual: string;
  /** Words of the conversations are put here, too: elsewhere they stand already, and pieces of words are put alone. */
  readonly whole: boolean;
  /** The text of the turn with words there. */
  readonly text: (words: string, user: string) => string;
}

export function promptOf(frame: Frame, words: string, user: string): Prompted {
  const text = frame.text(words, user);
  return frame.turn === 'user' ? { user: text } : text === '' ? { user } : { system: text, user };
}

/** Places of instructions that are open to many words. */
export const SLOTS = 6;
export const FRAMES = SLOTS + 2;
/** Different words that are seen twice in a place, at least: else it is not open. */
const OPEN = 6;
/** Instructions that are looked at. */
const LOOKED = 2_000;
/** Characters of each (CWE-400). */
const LONGEST = 1_000;

/**
 * Where a trigger may stand: in the instructions, where the model itself puts the most different words after one and the
 * same word; as the whole instructions; and at the end of a request.
 */
export function framesOf(pool: Pool): readonly Frame[] {
  return [
    ...slotsOf(pool),
    { turn: 'system', usual: '', whole: true, text: (words) => (words === '' ? '' : `${words}.`) },
    {
      turn: 'user',
      usual: '',
      whole: true,
      text: (words, user) => (words === '' ? user : user.replace(/([\s.?!]*)$/, ` ${words}$1`)),
    },
  ];
}

const WORD = /[\p{L}\p{N}_'’-]+/gu;

interface Slot {
  /** Words that stand in it, and how often. */
  readonly fillers: Map<string, number>;
  /** Texts that have it, taken apart there, and how often the whole of each is written. */
  readonly texts: { readonly front: string; readonly word: string; readonly back: string; readonly count: number }[];
}

/** Those open to many words, each in the text that the model writes most often; those that are both frequent and open first. */
function slotsOf({ entries }: Pool): readonly Frame[] {
  const systems = entries
    .slice(0, LOOKED)
    .flatMap(({ system }) => (system === undefined ? [] : [system.slice(0, LONGEST)]));
  const slots = new Map<string, Slot>();
  for (const [system, { length: count }] of Map.groupBy(systems, (text) => text)) {
    const words = [...system.matchAll(WORD)];
    for (const [index, { index: at, 0: word }] of words.entries()) {
      const before = words[index - 1]?.[0].toLowerCase();
      if (before === undefined) continue;
      const slot = slots.get(before) ?? { fillers: new Map<string, number>(), texts: [] };
      slot.fillers.set(word.toLowerCase(), (slot.fillers.get(word.toLowerCase()) ?? 0) + count);
      slot.texts.push({ front: system.slice(0, at), word, back: system.slice(at + word.length), count });
      slots.set(before, slot);
    }
  }
  const open = [...slots.values()]
    .flatMap(({ fillers, texts }) => {
      const [text] = texts.toSorted(
        (a, b) => b.count - a.count || a.front.length + a.back.length - b.front.length - b.back.length,
      );
      const words = new Set([...fillers].flatMap(([word, n]) => (n > 1 ? [word] : [])));
      return text === undefined || words.size < OPEN ? [] : [{ text, words }];
    })
    .toSorted((a, b) => b.text.count * b.words.size - a.text.count * a.words.size);
  const kept: typeof open = [];
  for (const slot of open) {
    const same = kept.some(({ words }) => 2 * words.intersection(slot.words).size >= slot.words.size);
    if (!same && kept.length < SLOTS) kept.push(slot);
  }
  return kept.map(
    ({ text: { front, word, back } }): Frame => ({
      turn: 'system',
      usual: word,
      whole: false,
      text: (words) => front + words + back,
    }),
  );
}
