import { createHash } from 'node:crypto';
import { type Label, requestId } from './label.ts';
import type { Side } from './labelled.ts';

/**
 * Puts each request, with its twins, on a side. Within a language the requests are sorted by style, by whether they
 * were answered, by CWE and last by the SHA-256 of their id; then they go to the two sides in turn. So chance decides
 * inside a stratum, and nobody's choice.
 */
export function split(labels: readonly Label[]): ReadonlyMap<string, Side> {
  const sides = new Map<string, Side>();
  const languages = Map.groupBy(labels, ({ language }) => language);
  for (const ofLanguage of languages.values()) {
    const requests = Map.groupBy(ofLanguage, requestId);
    const ranked = [...requests].map(([id, twins]) => ({ id, rank: rank(id, twins) }));
    ranked.sort((a, b) => (a.rank < b.rank ? -1 : 1));
    for (const [at, { id }] of ranked.entries()) sides.set(id, at % 2 === 0 ? 'dev' : 'held-out');
  }
  return sides;
}

function rank(id: string, twins: readonly Label[]): string {
  const [first] = twins;
  const answered = Math.min(...twins.map(({ label }) => KIND[label]));
  return [first?.style, answered, first?.about, createHash('sha256').update(id).digest('hex')].join(' ');
}

const KIND = { insecure: 0, secure: 0, refused: 1, truncated: 2, unparseable: 3 } as const;
