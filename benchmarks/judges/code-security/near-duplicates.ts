import { type Label, requestId } from './label.ts';

export interface NearDuplicate {
  readonly a: string;
  readonly b: string;
  /** Jaccard similarity of the two answers' shingles, 0 to 1. */
  readonly similarity: number;
}

/** Pairs of answers to different requests that share at least `threshold` of their runs of three tokens. */
export function nearDuplicates(labels: readonly Label[], threshold: number): NearDuplicate[] {
  const sets = labels.map((label) => ({ id: label.id, request: requestId(label), shingles: shingles(label.answer) }));
  const found: NearDuplicate[] = [];
  for (const [at, a] of sets.entries()) {
    for (const b of sets.slice(at + 1)) {
      if (a.request === b.request) continue;
      const similarity = jaccard(a.shingles, b.shingles);
      if (similarity >= threshold) found.push({ a: a.id, b: b.id, similarity });
    }
  }
  return found;
}

function shingles(text: string): Set<string> {
  const tokens = text.toLowerCase().match(/[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? [];
  return new Set(tokens.map((_, at) => tokens.slice(at, at + 3).join(' ')));
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = a.intersection(b).size;
  const all = a.size + b.size - common;
  return all === 0 ? 1 : common / all;
}
