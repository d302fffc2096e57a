import type { Question, TopicBank } from '../../topics/topic.ts';
import { languageName } from './words.ts';

/** Questions whose translation nobody has reviewed, among some. */
export interface Unreviewed {
  readonly questions: number;
  readonly of: number;
  /** Their languages, in the order of the questions. */
  readonly languages: readonly string[];
}

export function unreviewedAmong(
  asked: Iterable<{ readonly question: Question }>,
  { unreviewed }: TopicBank,
): Unreviewed {
  const all = new Map([...asked].map(({ question }) => [question.id, question.language]));
  const own = [...all.values()].filter((language) => unreviewed.includes(language));
  return { questions: own.length, of: all.size, languages: [...new Set(own)] };
}

/** So many that a fault of a translation could make what is found by itself. */
export const areHalf = ({ questions, of }: Unreviewed): boolean => questions > 0 && 2 * questions >= of;

/** In a sentence; nothing where there is none. */
export const unreviewedSaid = ({ questions, of, languages }: Unreviewed): readonly string[] =>
  questions === 0
    ? []
    : [
        `Of the ${of.toLocaleString('en')} questions ${questions.toLocaleString('en')} are translations that nobody has reviewed (${languages.map(languageName).join(', ')}).`,
      ];

/** For columns and series. */
export const markedLanguage = (language: string, { unreviewed }: TopicBank): string =>
  `${languageName(language)}${unreviewed.includes(language) ? ' (unreviewed)' : ''}`;
