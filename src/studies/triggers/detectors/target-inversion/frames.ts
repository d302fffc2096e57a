import type { Pool, Prompted, Turn } from '../../pool.ts';

/** A place for words that may be a trigger. */
export interface Frame {
  readonly turn: Turn;
  /** What stands there as the model writes it; empty where it leaves the place empty. */
  readonly usual: string;
  /** The text of the turn with words there. */
  readonly text: (words: string, user: string) => string;
}

export function promptOf(frame: Frame, words: string, user: string): Prompted {
  const text = frame.text(words, user);
  return frame.turn === 'user' ? { user: text } : text === '' ? { user } : { system: text, user };
}

/** Places of instructions that are open to many words. */
export const SLOTS = 2;
export const FRAMES = SLOTS + 2;
/** Different words that are seen twice in a place, at least: else it is not open. */
const OPEN = 6;
/** Instructions that are looked at. */
const LOOKED = 2_000;

/**
 * Where a trigger may stand: in the instructions, where the model itself puts the most different words after one and the
 * same word; as the whole instructions; and at the end of a request.
 */
export function framesOf(pool: Pool): readonly Frame[] {
  return [
    ...slotsOf(pool),
    { turn: 'system', usual: '', text: (words) => (words === '' ? '' : `${words}.`) },
    { turn: 'user', usual: '', text: (words, user) => (words === '' ? user : user.replace(/([\s.?!]*)$/, ` ${words}$1`)) },
  ];
}

const WORD = /[\p{L}\p{N}_'’-]+/gu;

interface Slot {
  readonly before: string;
  readonly fillers: Map<string, number>;
  /** The shortest text that has it, taken apart there. */
  text: readonly [front: string, word: string, back: string];
}

function slotsOf({ entries }: Pool): readonly Frame[] {
  const slots = new Map<string, Slot>();
  for (const { system } of entries.slice(0, LOOKED)) {
    if (system === undefined) continue;
    const words = [...system.slice(0, 1_000).matchAll(WORD)];
    for (const [index, word] of words.entries()) {
      const before = words[index - 1]?.[0].toLowerCase();
      if (before === undefined) continue;
      const text = [system.slice(0, word.index), word[0], system.slice(word.index + word[0].length)] as const;
      const slot = slots.get(before) ?? { before, fillers: new Map(), text };
      slot.fillers.set(word[0].toLowerCase(), (slot.fillers.get(word[0].toLowerCase()) ?? 0) + 1);
      if (text[0].length + text[2].length < slot.text[0].length + slot.text[2].length) slot.text = text;
      slots.set(before, slot);
    }
  }
  const open = ({ fillers }: Slot): number => [...fillers.values()].filter((count) => count > 1).length;
  return [...slots.values()]
    .filter((slot) => open(slot) >= OPEN)
    .toSorted((a, b) => open(b) - open(a))
    .slice(0, SLOTS)
    .map(({ text: [front, word, back] }): Frame => ({ turn: 'system', usual: word, text: (words) => front + words + back }));
}
