import type { AskedFact } from '../engagement/asked.ts';
import { finds } from '../engagement/held.ts';
import { LONGEST_TEXT, sentencesOf } from '../wordings.ts';

export type FactState = 'stated' | 'contradicted' | 'missing';

/**
 * Which gold facts a text states, by their wordings. The parts of a wording may stand in two neighbouring sentences, as
 * where the second says `he` or `that year`. One that it both states and contradicts counts as contradicted.
 */
export function factsOf(text: string, facts: readonly AskedFact[]): Readonly<Record<string, FactState>> {
  const cut = text.slice(0, LONGEST_TEXT);
  const contradicted = new Set(facts.filter((fact) => finds(fact.contradicted, cut)).map(({ id }) => id));
  // All facts in one text before the next: a text is folded once while it is asked.
  const stated = new Set(
    [cut, ...pairsOf(cut)].flatMap((one) => facts.filter((fact) => finds(fact.stated, one)).map(({ id }) => id)),
  );
  return Object.fromEntries(
    facts.map(({ id }) => [id, contradicted.has(id) ? 'contradicted' : stated.has(id) ? 'stated' : 'missing']),
  );
}

/** Each sentence with the next one, as one. Two texts hold every pair, each sentence being in one pair of both. */
function pairsOf(text: string): readonly string[] {
  const sentences = sentencesOf(text).map((sentence) =>
    sentence.text.replace(/[.!?…。！？؟۔．｡]+(["'”’»）)\]」』】》*_]*)$/u, '$1'),
  );
  const from = (first: number): string => {
    const pairs: string[] = [];
    for (let at = first; at < sentences.length; at += 2) pairs.push(sentences.slice(at, at + 2).join(', '));
    return pairs.join('\n');
  };
  return [from(0), from(1)];
}
