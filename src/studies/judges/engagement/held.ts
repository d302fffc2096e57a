import { LONGEST_TEXT, type Wording, type Wordings, wordingsOf, wordsIn } from '../wordings.ts';

/** Past this many parts of wordings the vocabulary of a topic says no more. */
const MOST_PARTS = 400;

const compiled = new WeakMap<readonly Wording[], Wordings>();
const singly = new WeakMap<readonly Wording[], readonly Wordings[]>();
const alone = new WeakMap<readonly Wording[], readonly Wordings[]>();
const parted = new WeakMap<readonly Wording[], readonly (readonly Wordings[])[]>();

/** True where the text has one of the wordings. Those of a bank are compiled once. */
export function finds(wordings: readonly Wording[], text: string): boolean {
  return wordings.length > 0 && memo(compiled, wordings, () => wordingsOf(wordings)).find(text) !== undefined;
}

/** How many different places of a text hold a part of the wordings that the question does not give away. */
export function vocabularyIn(text: string, wordings: readonly Wording[], question: string): number {
  const parts = memo(singly, wordings, () =>
    [...new Set(wordings.flatMap(wordsIn))]
      .filter((part) => !/^\d{1,3}$/.test(part))
      .slice(0, MOST_PARTS)
      .map((part) => wordingsOf([part])),
  );
  const cut = text.slice(0, LONGEST_TEXT);
  const hits = parts.flatMap((part) => {
    const hit = part.find(cut);
    return hit === undefined ? [] : [{ part, at: hit.at }];
  });
  const own = hits.filter(({ part }) => part.find(question) === undefined);
  return new Set(own.map(({ at }) => at)).size;
}

/** How many of the wordings the text has. */
export function countOf(text: string, wordings: readonly Wording[]): number {
  const each = memo(alone, wordings, () => wordings.map((wording) => wordingsOf([wording])));
  return each.filter((one) => one.find(text) !== undefined).length;
}

/** Of the wording that comes nearest: the share of its parts, but for those of the question, that the text has, wherever they stand. */
export function nearest(text: string, wordings: readonly Wording[], question: string): number {
  const all = memo(parted, wordings, () =>
    wordings.map((wording) => wordsIn(wording).map((part) => wordingsOf([part]))),
  );
  const cut = text.slice(0, LONGEST_TEXT);
  const held = new Map<Wordings, boolean>();
  const given = all.flat().filter((part) => part.find(question) !== undefined);
  for (const part of all.flat()) held.set(part, part.find(cut) !== undefined);
  const own = all.map((parts) => parts.filter((part) => !given.includes(part))).filter((parts) => parts.length > 0);
  return Math.max(0, ...own.map((parts) => parts.filter((part) => held.get(part) === true).length / parts.length));
}

function memo<V>(known: WeakMap<readonly Wording[], V>, key: readonly Wording[], make: () => V): V {
  let value = known.get(key);
  if (value === undefined) {
    value = make();
    known.set(key, value);
  }
  return value;
}
