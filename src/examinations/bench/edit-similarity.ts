/** One less the edits that make one text of the other, for each character of the longer (V. Levenshtein, 1966); 1 for the same text. */
export function editSimilarity(a: string, b: string): number {
  const [one, other] = [[...a], [...b]];
  const longest = Math.max(one.length, other.length);
  if (longest === 0) return 1;
  let above = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [row, character] of one.entries()) {
    const line = [row + 1];
    for (const [at, its] of other.entries()) {
      const replaced = (above[at] ?? 0) + (character === its ? 0 : 1);
      line.push(Math.min(replaced, (above[at + 1] ?? 0) + 1, (line[at] ?? 0) + 1));
    }
    above = line;
  }
  return 1 - (above[other.length] ?? 0) / longest;
}
