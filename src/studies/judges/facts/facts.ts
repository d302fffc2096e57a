import type { AskedFact } from '../engagement/asked.ts';
import { finds } from '../engagement/held.ts';
import { LONGEST_TEXT, sentencesOf } from '../wordings.ts';
import { inDigits } from './digits.ts';

export type FactState = 'stated' | 'contradicted' | 'missing';

/** How many neighbouring sentences may hold the parts of one wording. */
const NEIGHBOURS = 3;

/**
 * Which gold facts a text states, by their wordings. The parts of a wording may stand in three neighbouring sentences, as
 * where the next ones say `he` or `that year`, and numbers in words or digits. One that it both states and contradicts
 * counts as contradicted.
 */
export function factsOf(text: string, facts: readonly AskedFact[]): Readonly<Record<string, FactState>> {
  const cut = text.slice(0, LONGEST_TEXT);
  const contradicted = new Set(facts.filter((fact) => finds(fact.contradicted, cut)).map(({ id }) => id));
  const stated = new Set<string>();
  // All facts in one text before the next: a text is folded once while it is asked.
  for (const one of readingsOf(cut))
    for (const fact of facts) if (!stated.has(fact.id) && finds(fact.stated, one)) stated.add(fact.id);
  return Object.fromEntries(
    facts.map(({ id }) => [id, contradicted.has(id) ? 'contradicted' : stated.has(id) ? 'stated' : 'missing']),
  );
}

let latest: { readonly text: string; readonly readings: readonly string[] } | undefined;

/** A text in all ways in which a fact may stand in it. Several lists of facts are sought in one answer. */
function readingsOf(text: string): readonly string[] {
  if (latest?.text !== text) {
    const digits = inDigits(text);
    const ways = digits === text ? [text] : [text, digits.slice(0, LONGEST_TEXT)];
    latest = { text, readings: ways.flatMap((way) => [way, ...neighboursOf(way)]) };
  }
  return latest.readings;
}

/** Each sentence with the next ones, as one. As many texts as there are neighbours hold all such rows. */
function neighboursOf(text: string): readonly string[] {
  const sentences = sentencesOf(text).map((sentence) =>
    sentence.text.replace(/[.!?…。！？؟۔．｡]+(["'”’»）)\]」』】》*_]*)$/u, '$1'),
  );
  const from = (first: number): string => {
    const rows: string[] = [];
    for (let at = first; at < sentences.length; at += NEIGHBOURS)
      rows.push(sentences.slice(at, at + NEIGHBOURS).join(', '));
    return rows.join('\n');
  };
  return Array.from({ length: NEIGHBOURS }, (_, at) => from(at));
}
