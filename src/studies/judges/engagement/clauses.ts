import { fold } from '../lexicon/fold.ts';
import { holding, termsOf } from '../lexicon/terms.ts';
import { lexiconFor } from '../lexicon/words/words.ts';

/** Where a question goes on to another thing that it asks. */
const BETWEEN = /[,;:?!.،؛؟，、；：？！。()（）–—-]|(?<=\s)(?:and|or|и|или)(?=\s)|(?<=\s)و(?=[\p{L}])|以及|并且|和|与/u;

export interface Coverage {
  /** Share of the question's own terms that the text has. */
  readonly all: number;
  /** The same of the clause of the question that is held least. */
  readonly least: number;
  /** Share of the clauses of which the text has a third of the terms or more. */
  readonly clauses: number;
}

/** How far a text takes up what its question names, as a whole and clause by clause. */
export function coverageOf(text: string, question: string, language: string): Coverage {
  const lexicon = lexiconFor(language);
  const folded = fold(text);
  const all = termsOf(question, language, lexicon);
  const shares = question
    .split(BETWEEN)
    .map((clause) => termsOf(clause, language, lexicon))
    .filter((terms) => terms.size > 0)
    .map((terms) => holding(folded, terms) / terms.size);
  return {
    all: all.size === 0 ? 0 : holding(folded, all) / all.size,
    least: shares.length === 0 ? 0 : Math.min(...shares),
    clauses: shares.length === 0 ? 0 : shares.filter((share) => share >= 1 / 3).length / shares.length,
  };
}
