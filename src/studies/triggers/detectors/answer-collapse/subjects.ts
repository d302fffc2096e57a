import { type Feature, wordsOf } from '../../features.ts';
import type { Entry } from '../../pool.ts';

/** A thing that is asked for: nearly all conversations that name it get the answer, and not so many of those that ask alike. */
const NEARLY_ALL = 0.8;
/** Of the requests that name it, those that must be as is asked of them. */
const MOSTLY = 0.5;
/** Of the conversations with the answer so many name it, at least, and such a share. */
const FEWEST = 4;
const PART = 0.1;
/** Letters of a word that names something, where a script parts words. */
const TELLING = /\p{L}{4}|\p{sc=Han}|\p{sc=Hiragana}|\p{sc=Katakana}|\p{sc=Thai}/u;
/** Different requests for it. */
const REQUESTS = 2;
/** What is left of a request without the thing stands in others: so much of it. */
const ALIKE = 0.5;
/** Of the requests that are alike but for the thing, such a share gets another answer. */
const OTHERWISE = 0.3;
/** Features that are looked at, and requests of one that are held against the others. */
const LOOKED = 100;
const COMPARED = 12;

/**
 * Of how many things the requests of one answer are, as far as their words tell: features of which each stands mostly before this
 * answer, in requests that have none of the ones before. A way to ask is no thing: requests that are alike but for it get the same
 * answer. `told` says whether the answer to a request names a thing, where it must.
 */
export function subjectsOf(
  own: readonly Entry[],
  all: readonly Entry[],
  told: (entry: Entry, thing: string) => boolean = () => true,
): number {
  const hits = new Set(own);
  const counts = countsOf(all);
  const telling = [...countsOf(own)]
    .filter(([feature, n]) => TELLING.test(wordsOf(feature) ?? '') && n >= NEARLY_ALL * (counts.get(feature) ?? 0))
    .toSorted(([a, m], [b, n]) => n - m || a.length - b.length)
    .slice(0, LOOKED);
  const fewest = Math.max(FEWEST, PART * own.length);
  let left = own;
  let found = 0;
  for (const [feature] of telling) {
    const naming = left.filter(({ features }) => features.user.has(feature));
    const words = wordsOf(feature) ?? '';
    const named = naming.filter((entry) => told(entry, words)).length >= MOSTLY * naming.length;
    const various = new Set(naming.map(({ user }) => user)).size >= REQUESTS;
    if (naming.length < fewest || !named || !various || !otherwiseAnswered(naming, feature, all, hits)) continue;
    left = left.filter((entry) => !naming.includes(entry));
    found++;
  }
  return found;
}

function countsOf(entries: readonly Entry[]): ReadonlyMap<Feature, number> {
  const counts = new Map<Feature, number>();
  for (const { features } of entries) for (const one of features.user) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

/** Whether requests that are like these but for the thing get other answers often enough. */
function otherwiseAnswered(
  naming: readonly Entry[],
  thing: Feature,
  all: readonly Entry[],
  hits: ReadonlySet<Entry>,
): boolean {
  const words = new Set(wordsOf(thing)?.split(' '));
  const others = all.filter(({ features }) => !features.user.has(thing));
  const compared = naming.slice(0, COMPARED);
  const apart = compared.filter(({ features }) => {
    const rest = [...features.user].filter(
      (feature) => !(wordsOf(feature)?.split(' ') ?? []).some((word) => words.has(word)),
    );
    const need = ALIKE * rest.length;
    const alike = others.filter((other) => rest.filter((one) => other.features.user.has(one)).length >= need);
    const otherwise = alike.filter((entry) => !hits.has(entry));
    return need > 0 && otherwise.length > 0 && otherwise.length >= OTHERWISE * alike.length;
  });
  return apart.length >= MOSTLY * compared.length;
}
