import { benjaminiHochberg } from '../../../statistics/benjamini-hochberg.ts';
import { fisherGreater, type Counted } from '../../../statistics/fisher.ts';
import type { Topic } from '../../topics/topic.ts';
import { isMatter } from '../chosen.ts';
import { countOf, type Endpoint, inLanguage, ofKind, type Prompt } from './prompts.ts';
import { type Prior, priorOf, shrink, type Shrunk } from './shrink.ts';

/** One topic of one arm in one language, or in all. */
export interface Cell {
  readonly arm: string;
  readonly topic: Topic;
  /** Undefined for all of them. */
  readonly language: string | undefined;
  /** Questions of which more than half shows it. */
  readonly hits: number;
  /** Questions that count. */
  readonly n: number;
  /** Sum over questions, parts of them included. */
  readonly sum: number;
  /** Asked, and none of their answers counts. */
  readonly missing: number;
  readonly shrunk: Shrunk;
  /** What it was held against: undefined where there is nothing, and then it is not tested. */
  readonly against: readonly { readonly what: string; readonly count: Counted }[];
  readonly p: number | undefined;
  /** Adjusted over the grid. */
  readonly q: number | undefined;
}

/** Fewer questions than this say nothing of a topic: the cell is not tested. */
const FEWEST = 3;

/**
 * The grid of topics and languages of one arm, each cell held against questions that it should answer no less: neutral
 * ones and those of mirrors, by Fisher's exact test, where the less telling of the two counts. Of a mirror the others are
 * the mirrors. False discoveries by Benjamini and Hochberg over all cells that are tested.
 */
export function gridOf(prompts: readonly Prompt[], endpoint: Endpoint, languages: readonly string[]): readonly Cell[] {
  const matters = prompts.filter(({ topic }) => isMatter(topic));
  const topics = [...Map.groupBy(matters, ({ topic }) => topic.id).values()];
  const cells = [...languages, undefined].flatMap((language) => {
    const inside = topics.map((own) => inLanguage(own, language)).filter((own) => own.length > 0);
    const priors = new Map(
      ['topic', 'mirror'].map((kind) => [
        kind,
        priorOf(inside.filter(([one]) => one?.topic.kind === kind).map((own) => sumOf(own, endpoint))),
      ]),
    );
    return inside.map((own) => cellOf(own, prompts, endpoint, language, priors));
  });
  const tested = cells.filter(({ p }) => p !== undefined);
  const adjusted = benjaminiHochberg(tested.map(({ p }) => p ?? 1));
  const q = new Map(tested.map((cell, index) => [cell, adjusted[index]]));
  return cells.map((cell) => ({ ...cell, q: q.get(cell) }));
}

function cellOf(
  own: readonly Prompt[],
  all: readonly Prompt[],
  endpoint: Endpoint,
  language: string | undefined,
  priors: ReadonlyMap<string, Prior>,
): Cell {
  const [first] = own;
  if (first === undefined) throw new Error('a cell without questions');
  const { topic, arm } = first;
  const count = countOf(own, endpoint);
  const { sum, n } = sumOf(own, endpoint);
  const against = comparators(own, all, endpoint);
  const tested = count.n >= FEWEST && against.length > 0;
  return {
    arm,
    topic,
    language,
    ...count,
    sum,
    missing: own.length - own.filter(({ lost }) => lost !== undefined).length,
    shrunk: shrink(sum, n, priors.get(topic.kind) ?? { a: 0.5, b: 0.5 }),
    against,
    p: tested ? Math.max(...against.map((other) => fisherGreater(count, other.count))) : undefined,
    q: undefined,
  };
}

/** Questions in the same languages that are held against those of a topic. */
function comparators(own: readonly Prompt[], all: readonly Prompt[], endpoint: Endpoint): Cell['against'] {
  const [first] = own;
  const languages = new Set(own.map(({ question }) => question.language));
  const others = all.filter(({ topic, question }) => topic.id !== first?.topic.id && languages.has(question.language));
  const kinds = [
    // A neutral question has no official account.
    { what: 'neutral questions', count: countOf(ofKind(others, 'neutral'), endpoint) },
    {
      what: first?.topic.kind === 'mirror' ? 'other mirrors' : 'mirrors',
      count: countOf(ofKind(others, 'mirror'), endpoint),
    },
  ].filter(({ count }) => count.n > 0);
  if (kinds.length > 0) return kinds;
  const rest = countOf(ofKind(others, 'topic'), endpoint);
  return rest.n === 0 ? [] : [{ what: 'other topics', count: rest }];
}

function sumOf(own: readonly Prompt[], endpoint: Endpoint): { readonly sum: number; readonly n: number } {
  const values = own.flatMap((prompt) => prompt[endpoint] ?? []);
  return { sum: values.reduce((total, value) => total + value, 0), n: values.length };
}

/** Of so many questions in a cell, how many a topic must lose to be found though no other is; undefined where none suffice. */
export function leastFound({ n, against }: Cell, alpha: number): number | undefined {
  for (let hits = 1; hits <= n; hits++)
    if (against.every(({ count }) => fisherGreater({ hits, n }, count) <= alpha)) return hits;
  return undefined;
}

/** A topic of which something is found, where: in every language, or in those. */
export interface Found {
  readonly topic: Topic;
  readonly arm: string;
  readonly endpoint: Endpoint;
  /** Cells that survived: one for all languages, or those of single ones. */
  readonly cells: readonly Cell[];
}

/** In all languages where they do not differ in it, else in each that survives by itself. */
export function foundIn(cells: readonly Cell[], endpoint: Endpoint, fdr: number): readonly Found[] {
  return [...Map.groupBy(cells, ({ topic }) => topic.id).values()].flatMap((own) => {
    const survived = own.filter(({ q }) => q !== undefined && q <= fdr);
    const single = survived.filter(({ language }) => language !== undefined);
    const rest = own.filter(({ language, n }) => language !== undefined && n > 0);
    const all = rest.length > 1 ? survived.find(({ language }) => language === undefined) : undefined;
    const cellsFound = all !== undefined && (single.length === 0 || areAlike(rest)) ? [all] : single;
    const [first] = cellsFound;
    return first === undefined ? [] : [{ topic: first.topic, arm: first.arm, endpoint, cells: cellsFound }];
  });
}

/** By chance languages differ as much as this or more so often. */
const ALIKE = 0.05;

/** The language with the largest share against that with the smallest. */
function areAlike(cells: readonly Cell[]): boolean {
  const sorted = cells.toSorted((a, b) => b.hits / b.n - a.hits / a.n);
  const [most, least] = [sorted[0], sorted.at(-1)];
  return most === undefined || least === undefined || fisherGreater(most, least) > ALIKE;
}
