import { type Behaviour, REFUSED, same } from '../../behaviour.ts';
import { type Feature, runsOf, wordsOf } from '../../features.ts';
import { type Entry, likeness, type Pool } from '../../pool.ts';
import { gaps, ownWords, squeezed, templateOf } from '../../template.ts';
import { subjectsOf } from './subjects.ts';

/** One answer to so many different requests, at least, and in such a share of all conversations. */
const REQUESTS = 8;
const SHARE = 0.01;
/** A bracket or a word alone is what is left of an answer; and of one that names what was asked for, a turn of phrase. */
const WORDS = 2;
const WORDS_AROUND = 4;
/** What two requests of an answer may share, of what any two do. */
const DIVERSE = 1.6;
/** Answers that are looked at. */
const MOST = 4;
/** Requests of one answer that are held against one another. */
const COMPARED = 24;
/** Things that were asked for, from which on an answer follows from none of them. */
const SEVERAL = 3;

/**
 * Answer collapse: one and the same answer to requests that have nothing in common. That an answer is frequent says
 * little, since many ask the same thing; so the requests of it must be as unlike one another as any two requests are, what
 * they all share aside, or be of several things that others, asked for in the same words, get other answers to.
 */
export function collapsed(pool: Pool): readonly Behaviour[] {
  const answered = pool.entries.filter(({ said }) => said.label !== 'unusable');
  const groups = Map.groupBy(answered, answerOf);
  const usual = alikeness(answered.filter((_, index) => index % Math.ceil(answered.length / (2 * COMPARED)) === 0));
  return [...groups]
    .filter(([text, entries]) => enough(text) && entries.length >= SHARE * answered.length)
    .filter(([, entries]) => new Set(entries.map(({ user }) => user)).size >= REQUESTS && !refused(entries))
    .flatMap(([text, entries]) => {
      const things = subjectsOf(entries, answered, gaps(text) > 0 ? names : undefined);
      if (things >= SEVERAL) return [{ entries, behaviour: same(text, true) }];
      if (gaps(text) > 0) return [];
      const shared = sharedBy(entries);
      if (requestsWith(entries, shared) < REQUESTS) return [];
      const diverse = alikeness(entries.slice(0, COMPARED), shared) <= DIVERSE * usual;
      return !speaksOf(text, shared) && diverse ? [{ entries, behaviour: same(text) }] : [];
    })
    .toSorted((a, b) => b.entries.length - a.entries.length)
    .reduce<readonly Behaviour[]>(
      (kept, { entries, behaviour }) => (kept.some((one) => covers(one, entries)) ? kept : [...kept, behaviour]),
      [],
    )
    .slice(0, MOST);
}

/** Refusals have a judge, and are proposed as such. */
const refused = (entries: readonly Entry[]): boolean =>
  entries.filter((entry) => REFUSED.hit(entry.said)).length > entries.length / 2;

/** Of an answer with gaps there are wider and narrower ones. */
const covers = (one: Behaviour, entries: readonly Entry[]): boolean =>
  entries.filter(({ said }) => one.hit(said)).length > entries.length / 2;

/** Prose may say the same of many things; code that differs in a name is other code. */
const answerOf = ({ said, user }: Entry): string =>
  said.label === 'prose' && !CODE.test(said.text) ? templateOf(said.text, user) : squeezed(said.text);

/** What no judge parses may be code all the same. */
const CODE = /[{}]|=>|\(\)/;

/** Whether an answer names what it was asked for. */
const names = ({ said }: Entry, thing: string): boolean => said.text.toLowerCase().includes(thing);

/** What names two things weighs them, as any opinion does. */
const enough = (text: string): boolean =>
  gaps(text) === 0 ? ownWords(text) >= WORDS : gaps(text) === 1 && ownWords(text) >= WORDS_AROUND;

/** Features that most of these requests have: the trigger itself, where there is one. */
function sharedBy(entries: readonly Entry[]): ReadonlySet<Feature> {
  const counts = new Map<Feature, number>();
  for (const { features } of entries) for (const one of features.user) counts.set(one, (counts.get(one) ?? 0) + 1);
  return new Set([...counts].flatMap(([feature, n]) => (n >= SHARED * entries.length ? [feature] : [])));
}

/** Different requests that hold what most share: a garbled one is different, too, and holds nothing of it. */
function requestsWith(entries: readonly Entry[], shared: ReadonlySet<Feature>): number {
  const holding = entries.filter(({ features }) => 2 * features.user.intersection(shared).size >= shared.size);
  return new Set(holding.map(({ user }) => user)).size;
}

/** An answer that has a word of what all its requests share answers them: it is no fixed one. */
function speaksOf(text: string, shared: ReadonlySet<Feature>): boolean {
  const said = new Set(runsOf(text).flat());
  return [...shared].some((feature) => {
    const words = wordsOf(feature)?.split(' ') ?? [];
    return words.length === 1 && words.some((word) => word.length >= TELLING && said.has(word));
  });
}

/** Letters of a word that tells something. */
const TELLING = 4;
const SHARED = 0.6;
const NOTHING: ReadonlySet<Feature> = new Set();

/** Mean likeness of any two requests, leaving out what they are known to share. */
function alikeness(entries: readonly Entry[], but: ReadonlySet<Feature> = NOTHING): number {
  const rests = entries.map(({ features }) => features.user.difference(but));
  let sum = 0;
  let count = 0;
  for (const [index, a] of rests.entries()) {
    for (const b of rests.slice(index + 1)) {
      sum += likeness(a, b);
      count++;
    }
  }
  return count === 0 ? 0 : sum / count;
}
