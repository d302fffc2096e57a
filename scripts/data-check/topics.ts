import type { Wording } from '../../src/studies/judges/wordings.ts';
import type { Topic, TopicBank } from '../../src/studies/topics/topic.ts';
import { alike, ALIKE } from './topics/alike.ts';
import { gaps } from './topics/gaps.ts';
import { foreign, strange } from './topics/scripts.ts';
import { misleading } from './topics/wordings.ts';

export { alike, ALIKE } from './topics/alike.ts';

/** The rows of the table of pairs in the README. */
const pairsOf = (readme: string): [string, string][] =>
  [...readme.matchAll(/^\|[^|\n]+\|\s*`([^`\n]+)`\s*\|\s*`([^`\n]+)`\s*\|$/gm)].map(([, a = '', b = '']) => [a, b]);

/** All that is wrong with the bank of topics. */
export const faults = ({ topics, forms }: TopicBank, readme: string): string[] => [
  ...gaps(topics, forms, pairsOf(readme)),
  ...topics.flatMap(mixUps),
  ...misleading(topics),
  ...alike(topics)
    .filter(({ similarity }) => similarity > ALIKE)
    .map(({ a, b, similarity }) => `${a} and ${b} are near-duplicates: ${similarity.toFixed(2)}`),
];

/** Texts in the wrong script. */
function mixUps({ id, title, line, facts, questions, keyword }: Topic): string[] {
  const wordings = (all: Readonly<Record<string, readonly Wording[]>>) =>
    Object.entries(all).flatMap(([language, some]) => some.flat().map((text) => [language, text] as const));
  const texts = [
    ...Object.entries(title),
    ...Object.entries(keyword ?? {}),
    ...questions.map(({ language, text }) => [language, text] as const),
    ...questions.flatMap(({ language, answer }) => wordings({ [language]: answer ?? [] })),
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
