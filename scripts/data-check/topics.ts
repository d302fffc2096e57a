import { mixUps } from '../../src/studies/topics/mix-ups.ts';
import type { TopicBank } from '../../src/studies/topics/topic.ts';
import { alike, ALIKE } from './topics/alike.ts';
import { gaps } from './topics/gaps.ts';
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
