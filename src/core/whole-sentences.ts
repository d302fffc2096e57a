const SENTENCES = new Intl.Segmenter('en', { granularity: 'sentence' });

/** The sentences of a text that fit into `most` characters together, and how many are left out. One that is too long by itself is cut. */
export function wholeSentences(text: string, most: number): { readonly text: string; readonly left: number } {
  const all = [...SENTENCES.segment(text)].map(({ segment }) => segment);
  let taken = 0;
  for (let length = 0; taken < all.length; taken++) {
    length += all[taken]?.length ?? 0;
    // White space at its end needs no room.
    if (length - (all[taken]?.match(/\s*$/)?.[0].length ?? 0) > most) break;
  }
  const shown = taken === 0 ? `${text.slice(0, most - 1)}…` : all.slice(0, taken).join('').trimEnd();
  return { text: text.length <= most ? text : shown, left: text.length <= most ? 0 : all.length - Math.max(1, taken) };
}
