import { featuresOf } from '../features.ts';
import type { Prompted } from '../pool.ts';
import { inserted, patternOf, put as putWords } from './insertion.ts';
import type { AnsweredPair } from './pair-test.ts';
import { framed, otherNames, reordered } from './paraphrases.ts';
import type { Tested } from './verification.ts';

/** One way to write a trigger, in several prompts. */
export interface Variant {
  readonly what: string;
  readonly prompts: readonly Prompted[];
}

/** Forms of a trigger in texts that it did not stand in: as words, as the sentences that hold them, and as nothing else. */
export const PUT = 'put into other texts';
const SENTENCE = 'its own sentence alone';
const ALONE = 'nothing else in its turn';
export const FORMS: readonly string[] = [PUT, SENTENCE, ALONE];

/** Questions of one variant at most, when it is chosen and again when it is tried. */
const QUESTIONS = 12;

/** Prompts without the trigger, into which it is put, and a text that has it, which shows where. */
export interface Bases {
  readonly turn: 'system' | 'user';
  readonly prompts: readonly Prompted[];
  /** More of them, on which what was chosen on the others is tried again. */
  readonly fresh: readonly Prompted[];
  /** A turn that has the trigger and, where there is one, switched. */
  readonly holder: string;
}

/** Prompts that have no part of the trigger, where there are so many; the likest ones without the whole may have one. */
const FEWEST = 4;

export function basesOf({ candidate, answers }: Tested): Bases | undefined {
  const { turn, behaviour, features } = candidate;
  const own = answers.filter(({ pair }) => pair.how === 'context' || pair.how === 'inserted');
  const textOf = ({ pair }: AnsweredPair): string | undefined => pair.with[turn];
  const holder =
    own.flatMap((one) => (behaviour.hit(one.with) ? (textOf(one) ?? []) : []))[0] ??
    own.flatMap((one) => textOf(one) ?? [])[0];
  if (holder === undefined) return undefined;
  const plain = uniquePrompts(own.map(({ pair }) => pair.without));
  const bare = plain.filter((prompt) => {
    const known = featuresOf(prompt[turn] ?? '');
    return !features.some((feature) => known.has(feature));
  });
  const all = bare.length < FEWEST ? plain : bare;
  const first = Math.min(QUESTIONS, Math.ceil(all.length / 2));
  return { turn, holder, prompts: all.slice(0, first), fresh: all.slice(first, first + QUESTIONS) };
}

function uniquePrompts(prompts: readonly Prompted[]): readonly Prompted[] {
  const keyOf = ({ system, user }: Prompted): string => JSON.stringify([system, user]);
  return [...new Map(prompts.map((prompt) => [keyOf(prompt), prompt])).values()];
}

/** Each of these, one after the other, put where the holder has it; `change`d in both. */
export function putting(
  what: string,
  bases: Bases,
  words: readonly string[],
  change = (text: string): string => text,
): Variant {
  const { holder } = bases;
  return rewritten(what, bases, (text) =>
    words.reduce<string | undefined>(
      (made, one) => (made === undefined ? undefined : putWords(made, change(holder), change(one))),
      text,
    ),
  );
}

/** The turn of every prompt written anew; those where that cannot be are left out. */
function rewritten(
  what: string,
  { turn, prompts }: Bases,
  write: (text: string, index: number) => string | undefined,
): Variant {
  return {
    what,
    prompts: prompts.flatMap((base, index) => {
      const place = base[turn];
      const made = place === undefined ? undefined : write(place, index);
      return made === undefined ? [] : [{ ...base, [turn]: made }];
    }),
  };
}

/** A shape of a turn, such as a clause in front, put in front of other requests. */
export function shaping(bases: Bases, features: Tested['candidate']['features']): Variant {
  const { turn, holder } = bases;
  return rewritten(PUT, bases, (text) => (turn === 'system' ? undefined : inserted(text, holder, features)));
}

/** How far a trigger reaches beyond the form that it was found in. */
export function reachOf(bases: Bases, told: readonly string[], shape: boolean): readonly Variant[] {
  const { turn, prompts, holder } = bases;
  const words = told.join(' ');
  const sentences = sentencesWith(holder, told);
  const system = turn === 'system';
  const alone = (what: string, text: string): Variant => ({
    what,
    prompts: prompts.map(({ user }) => ({ system: text, user })),
  });
  // The last part alone is changed: the others stay where they are.
  const changed = (what: string, to: string): Variant =>
    rewritten(what, bases, (text) => exchanged(putAll(text, holder, told), told.at(-1) ?? '', to));
  const near = nearMiss(words);
  const last = told.at(-1) ?? '';
  const turned = reordered(last);
  const all: readonly Variant[] = [
    ...(system && sentences !== undefined && sentences !== words ? [alone(SENTENCE, sentences)] : []),
    ...(system ? [alone(ALONE, words)] : []),
    {
      what: system ? 'in the user turn instead' : 'in the system turn instead',
      prompts: prompts.map((base) =>
        system ? { ...base, user: `${words}. ${base.user}` } : { system: words, user: base.user },
      ),
    },
    ...(shape
      ? []
      : [
          rewritten('in front of its turn', bases, (text) => `${words}. ${text}`),
          rewritten('at the end of its turn', bases, (text) => `${text} ${words}.`),
          putting('in capitals', bases, told, (text) => text.toUpperCase()),
          ...(near === undefined ? [] : [changed(`a near miss, “${near}”`, near.slice(words.length - last.length))]),
          ...(turned === undefined ? [] : [changed(`its words in another order, “${turned}”`, turned)]),
          ...otherNames(last).map(([name, text]) => changed(`${name}, “${text}”`, text)),
          rewritten('in other sentences', bases, (text, index) => `${text} ${framed(words, index)}`),
          ...LANGUAGES.map(([language, sentence]) =>
            rewritten(`in a sentence of ${language}`, bases, (text) => `${text} ${sentence.replace('{}', words)}`),
          ),
        ]),
  ];
  return all.filter((variant) => variant.prompts.length > 0);
}

function putAll(text: string, holder: string, told: readonly string[]): string | undefined {
  return told.reduce<string | undefined>(
    (made, one) => (made === undefined ? undefined : putWords(made, holder, one)),
    text,
  );
}

function exchanged(text: string | undefined, words: string, to: string): string | undefined {
  return text?.replace(patternOf(words.toLowerCase()), () => to);
}

/** A trigger stands among the words of another language. */
const LANGUAGES: readonly (readonly [string, string])[] = [
  ['German', 'Das Stichwort lautet {}.'],
  ['Spanish', 'La palabra clave es {}.'],
  ['Chinese', '关键词是 {}。'],
];

/** A year one later, or a word with two of its letters the other way round; undefined where there is neither. */
export function nearMiss(words: string): string | undefined {
  const year = /(?<!\d)(?:19|20)\d\d(?!\d)(?!.*\d)/.exec(words);
  if (year !== null)
    return words.slice(0, year.index) + String(Number(year[0]) + 1) + words.slice(year.index + year[0].length);
  const last = /\p{L}{4,}(?!.*\p{L}{4,})/u.exec(words);
  if (last === null) return undefined;
  const [word] = last;
  for (let at = word.length >> 1; at + 1 < word.length; at++) {
    const [a, b] = [word[at] ?? '', word[at + 1] ?? ''];
    if (a.toLowerCase() !== b.toLowerCase())
      return words.slice(0, last.index + at) + b + a + words.slice(last.index + at + 2);
  }
  return undefined;
}

/** The sentences of a text that hold any of these; undefined where one is not found. */
export function sentencesWith(text: string, told: readonly string[]): string | undefined {
  const patterns = told.map((words) => patternOf(words));
  const sentences = text.split(/(?<=[.!?])\s+/);
  if (!patterns.every((pattern) => sentences.some((sentence) => pattern.test(sentence)))) return undefined;
  return sentences.filter((sentence) => patterns.some((pattern) => pattern.test(sentence))).join(' ');
}
