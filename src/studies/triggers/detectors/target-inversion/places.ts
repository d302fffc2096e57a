const WORD = /\s*(?:[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]+)/gu;

/**
 * The beginnings of an answer, each cut where a word or a mark begins, with the space before it left to what comes: there
 * tokens nearly always begin. Of more than `most`, so many evenly spread.
 */
export function placesIn(answer: string, most: number): readonly string[] {
  const cuts = [...answer.matchAll(WORD)].map(({ index }) => index).filter((index) => index > 0);
  const step = Math.max(1, cuts.length / most);
  return Array.from({ length: Math.min(most, cuts.length) }, (_, n) => answer.slice(0, cuts[Math.floor(n * step)]));
}
