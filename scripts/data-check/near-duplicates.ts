/**
 * Texts that differ by filled slots alone. What is likely to fill a slot is masked: quoted text, numbers, identifiers and
 * names. What is left is compared by the Jaccard similarity of its word shingles (Broder 1997), exactly: the bank is
 * small enough for all pairs.
 */
const SLOT = '□';

export interface Pair {
  readonly a: string;
  readonly b: string;
  readonly similarity: number;
}

const words = (text: string): string[] => text.match(/□|[\p{L}'’-]+|[^\s\p{L}]/gu) ?? [];

/** Quoted text, paths, identifiers and numbers become slots, and so do names: capitals other than after a full stop. */
export function maskPrompt(text: string): string[] {
  const masked = text
    .replaceAll(/"[^"]*"|`[^`]*`|\{[^{}]*\}|\([^()]*\)/g, SLOT)
    .replaceAll(/\S*[\d_/.=<>$@]\S*[\w>]/g, SLOT)
    .replaceAll(/\b\p{L}+\p{Lu}\p{L}*\b/gu, SLOT)
    .replaceAll(/(?<![.:!?]\s+|^)\b\p{Lu}[\p{L}-]*/gu, SLOT);
  return words(masked.toLowerCase()).filter((word) => word === SLOT || /\p{L}/u.test(word));
}

/** Strings and numbers become slots. Names stay, or any two functions of a kind would look the same. */
export function maskCode(text: string): string[] {
  const masked = text.replaceAll(/"[^"\n]*"|'[^'\n]*'|`[^`]*`/g, SLOT).replaceAll(/\b\d\w*\b/g, SLOT);
  return masked.match(/□|[A-Za-z_]\w*|[^\s\w]/g) ?? [];
}

/** Pairs of neighbours. Long shingles would lose a frame whose slots lie close together; two slots side by side say nothing. */
function shingles(sequence: readonly string[]): Set<string> {
  const pairs = sequence.slice(1).map((word, at) => `${sequence[at]} ${word}`);
  return new Set(pairs.filter((pair) => pair !== `${SLOT} ${SLOT}`));
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((shingle) => b.has(shingle)).length;
  const union = a.size + b.size - shared;
  return union === 0 ? 0 : shared / union;
}

/** Every pair of texts with its similarity in [0, 1], the most similar first. Quadratic in the number of texts. */
export function similarities(texts: ReadonlyMap<string, readonly string[]>): Pair[] {
  const all = [...texts].map(([id, sequence]) => [id, shingles(sequence)] as const);
  const pairs: Pair[] = [];
  for (const [at, [a, left]] of all.entries()) {
    for (const [b, right] of all.slice(at + 1)) pairs.push({ a, b, similarity: jaccard(left, right) });
  }
  return pairs.toSorted((x, y) => y.similarity - x.similarity);
}
