import { readFileSync, writeFileSync } from 'node:fs';
import { ENGAGEMENT_VERSION } from '../../../src/studies/judges/engagement/engagement.ts';
import { countsOf, type Judged } from './judged.ts';

const FILE = new URL('../../../data/judges/engagement.json', import.meta.url);

const NOTES = {
  open: 'An open set: rules and lexicons were written with it in sight, the weights fitted without the topic of each answer. It flatters.',
  closed: 'A closed set: no rule was written with it in sight.',
} as const;

/** How often the judge said what, by language and by what is true. */
export function confusionText(judged: readonly Judged[], set: keyof typeof NOTES): string {
  const languages = Map.groupBy(judged, ({ answer }) => answer.language);
  const content = {
    judge: 'engagement',
    version: ENGAGEMENT_VERSION,
    set,
    note: NOTES[set],
    languages: Object.fromEntries([...languages].map(([language, rows]) => [language, countsOf(rows)])),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

export const writeConfusion = (judged: readonly Judged[], set: keyof typeof NOTES): void =>
  writeFileSync(FILE, confusionText(judged, set));

export const committedConfusion = (): string => readFileSync(FILE, 'utf8');
