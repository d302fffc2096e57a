import { printable } from '../../core/printable.ts';
import { plural } from '../../core/quantities.ts';
import type { Wording } from '../judges/wordings.ts';
import { foreign, isKnown, strange } from './scripts.ts';
import type { Topic, TopicBank } from './topic.ts';

/** Texts of a topic in the wrong script, each in words. */
export function mixUps({
  id,
  title,
  line,
  facts,
  questions,
  keyword,
  sides,
}: Pick<Topic, 'id' | 'title' | 'line' | 'facts' | 'questions' | 'keyword' | 'sides'>): string[] {
  const wordings = (all: Readonly<Record<string, readonly Wording[]>>) =>
    Object.entries(all).flatMap(([language, some]) => some.flat().map((text) => [language, text] as const));
  const texts = [
    ...Object.entries(title),
    ...Object.entries(keyword ?? {}),
    ...questions.map(({ language, text }) => [language, text] as const),
    ...questions.flatMap(({ language, answer }) => wordings({ [language]: answer ?? [] })),
    // Chinese ones serve both scripts.
    ...questions.flatMap(({ language, aspects = [] }) =>
      language.startsWith('zh') ? [] : wordings({ [language]: aspects.flatMap(({ told }) => told) }),
    ),
    ...[sides?.critical, sides?.supportive].flatMap((side = {}) =>
      wordings(side).filter(([language]) => !language.startsWith('zh')),
    ),
    ...wordings(line?.phrases ?? {}),
    ...facts.flatMap(({ stated, contradicted }) => [...wordings(stated), ...wordings(contradicted)]),
  ];
  return [
    ...texts.flatMap(([language, text]) =>
      strange(language, text).map((what) => `${id}: ${what} is not ${language}: ${text.slice(0, 40)}`),
    ),
    ...questions
      .filter(({ language, text }) => foreign(language, text))
      .map((question) => `${question.id} has no letter of its language`),
  ];
}

const TOLD = 3;
const LONGEST = 120;

/** What a reader of a user's own bank must know of its scripts: of languages alone whose script is known, and never a refusal. */
export function cautionsOf({ topics }: TopicBank): readonly string[] {
  const found = topics.flatMap((topic) =>
    // Of the questions alone: what stands beside them may quote.
    mixUps({
      id: topic.id,
      title: {},
      facts: [],
      questions: topic.questions.filter(({ language }) => isKnown(language)),
    }),
  );
  if (found.length === 0) return [];
  const shown = found.slice(0, TOLD).map((one) => printable(one, LONGEST));
  const more = found.length - shown.length;
  return [
    `In the bank ${plural(found.length, 'place')} of its questions ${found.length === 1 ? 'is' : 'are'} in a script that is not of their language: ${shown.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`,
  ];
}
