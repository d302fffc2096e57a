import { benjaminiHochberg } from '../../../statistics/benjamini-hochberg.ts';
import { type Counted, fisherGreater } from '../../../statistics/fisher.ts';
import type { Topic } from '../../topics/topic.ts';
import { isMatter } from '../chosen.ts';
import { countedOnce, moreThan, type Once, onceOf } from './once.ts';
import { type Endpoint, inLanguage, isComparable, type Prompt } from './prompts.ts';
import { type Prior, priorOf, shrink, type Shrunk } from './shrink.ts';

/** One topic of one arm in one language, or in all. */
export interface Cell {
  readonly arm: string;
  readonly topic: Topic;
  /** Undefined for all of them. */
  readonly language: string | undefined;
  /** Questions of which more than half shows it; over all languages, in more than half of them. */
  readonly hits: number;
  /** Questions that count, each once in however many languages it was asked. */
  readonly n: number;
  /** Sum of what questions show, the mean over languages of each, parts included. */
  readonly sum: number;
  /** Questions that were asked in one language or another, and none of whose answers there counts. */
  readonly missing: number;
  readonly shrunk: Shrunk;
  /** What it was held against: empty where there is nothing, and then it is not tested. */
  readonly against: readonly Against[];
  readonly p: number | undefined;
  /** Adjusted over the grid. */
  readonly q: number | undefined;
}

/** Other questions, each once. */
interface Against {
  /** Neutral questions, or what they are on. */
  readonly what: string;
  readonly count: Counted;
  readonly questions: readonly Once[];
}

/** Fewer questions than this say nothing of a topic: the cell is not tested. */
const FEWEST = 3;
/** Of facts only answers say anything: where most questions of a topic have none, it takes so many. */
const FEWEST_OF_REST = 10;

/**
 * The grid of topics and languages of one arm, each cell held against questions that it should answer no less: neutral
 * ones and those of mirrors, by an exact test over questions, where the less telling of the two counts. Of a mirror the others
 * are the mirrors. False discoveries by Benjamini and Hochberg over all cells that are tested.
 */
export function gridOf(prompts: readonly Prompt[], endpoint: Endpoint, languages: readonly string[]): readonly Cell[] {
  const matters = prompts.filter(({ topic }) => isMatter(topic));
  const onceIn = onceByTopic(prompts, endpoint);
  const topics = [...Map.groupBy(matters, ({ topic }) => topic.id).values()];
  const cells = [...languages, undefined].flatMap((language) => {
    const inside = topics.map((own) => inLanguage(own, language)).filter((own) => own.length > 0);
    const priors = new Map(
      ['topic', 'mirror'].map((kind) => [
        kind,
        priorOf(inside.filter(([one]) => one?.topic.kind === kind).map((own) => sumOf(onceOf(own, endpoint)))),
      ]),
    );
    return inside.map((own) => cellOf(own, onceIn, endpoint, language, priors));
  });
  const tested = cells.filter(({ p }) => p !== undefined);
  const adjusted = benjaminiHochberg(tested.map(({ p }) => p ?? 1));
  const q = new Map(tested.map((cell, index) => [cell, adjusted[index]]));
  return cells.map((cell) => ({ ...cell, q: q.get(cell) }));
}

function cellOf(
  own: readonly Prompt[],
  onceIn: OnceIn,
  endpoint: Endpoint,
  language: string | undefined,
  priors: ReadonlyMap<string, Prior>,
): Cell {
  const [first] = own;
  if (first === undefined) throw new Error('a cell without questions');
  const { topic, arm } = first;
  const questions = onceOf(own, endpoint);
  const count = countedOnce(questions);
  const { sum, n } = sumOf(questions);
  const against = comparators(own, onceIn);
  const tested = n >= fewestOf(own, n, endpoint) && against.length > 0;
  return {
    arm,
    topic,
    language,
    ...count,
    sum,
    missing: own.length - own.filter(({ lost }) => lost !== undefined).length,
    shrunk: shrink(sum, n, priors.get(topic.kind) ?? { a: 0.5, b: 0.5 }),
    against,
    p: tested ? Math.max(...against.map((other) => moreThan(questions, other.questions))) : undefined,
    q: undefined,
  };
}

/** What is left of a topic whose questions are mostly refused is no fair draw of its answers. */
function fewestOf(own: readonly Prompt[], n: number, endpoint: Endpoint): number {
  if (isComparable(endpoint)) return FEWEST;
  const asking = new Set(own.flatMap(({ question: { pair, facts } }) => (facts.length > 0 ? [pair] : []))).size;
  return n * 2 < asking ? FEWEST_OF_REST : FEWEST;
}

interface OfTopic {
  readonly id: string;
  readonly kind: string;
  readonly questions: readonly Once[];
}

/** The questions of each topic in some languages, each once. */
type OnceIn = (languages: readonly string[]) => readonly OfTopic[];

/** Most topics are asked in the same languages: all their cells are held against the same questions, but for their own. */
function onceByTopic(prompts: readonly Prompt[], endpoint: Endpoint): OnceIn {
  const topics = [...Map.groupBy(prompts, ({ topic }) => topic.id).values()];
  const known = new Map<string, readonly OfTopic[]>();
  return (languages) => {
    const key = languages.toSorted().join(' ');
    const made =
      known.get(key) ??
      topics.flatMap((own): OfTopic[] => {
        const [first] = own;
        const inside = own.filter(({ question }) => languages.includes(question.language));
        return first === undefined
          ? []
          : [{ id: first.topic.id, kind: first.topic.kind, questions: onceOf(inside, endpoint) }];
      });
    known.set(key, made);
    return made;
  };
}

/** Questions in the same languages that are held against those of a topic. */
function comparators(own: readonly Prompt[], onceIn: OnceIn): readonly Against[] {
  const [first] = own;
  const others = onceIn([...new Set(own.map(({ question }) => question.language))]).filter(
    ({ id }) => id !== first?.topic.id,
  );
  const against = (what: string, kind: string): readonly Against[] => {
    const questions = others.flatMap((one) => (one.kind === kind ? one.questions : []));
    return questions.length === 0 ? [] : [{ what, count: countedOnce(questions), questions }];
  };
  const kinds = [
    // A neutral question has no official account.
    ...against('neutral questions', 'neutral'),
    ...against(first?.topic.kind === 'mirror' ? 'other mirrors' : 'mirrors', 'mirror'),
  ];
  return kinds.length > 0 ? kinds : against('other topics', 'topic');
}

function sumOf(questions: readonly Once[]): { readonly sum: number; readonly n: number } {
  return { sum: questions.reduce((total, { value }) => total + value, 0), n: questions.length };
}

/**
 * Of so many questions in a cell, how many a topic must lose to be found though no other is, each in all its languages;
 * undefined where none suffice.
 */
export function leastFound({ n, against }: Cell, alpha: number): number | undefined {
  if (n === 0 || against.length === 0) return undefined;
  const tells = (hits: number): boolean => {
    const lost = Array.from({ length: n }, (_, at) => ({ languages: 1, hits: Number(at < hits), value: 0 }));
    return against.every(({ questions }) => moreThan(lost, questions) <= alpha);
  };
  if (!tells(n)) return undefined;
  // The more are lost, the more it tells.
  let [low, high] = [0, n];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (tells(middle)) high = middle;
    else low = middle;
  }
  return high;
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
