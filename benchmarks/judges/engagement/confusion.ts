import { readFileSync, writeFileSync } from 'node:fs';
import { ENGAGEMENT_VERSION } from '../../../src/studies/judges/engagement/engagement.ts';
import { countsOf, type Judged } from './judged.ts';

const FILE = new URL('../../../data/judges/engagement.json', import.meta.url);

/** How often the judge said what of closed answers, by language and by what is true. */
export function confusionText(judged: readonly Judged[]): string {
  const languages = Map.groupBy(judged, ({ answer }) => answer.language);
  const content = {
    judge: 'engagement',
    version: ENGAGEMENT_VERSION,
    set: 'closed',
    note: 'Two closed sets together: no rule was written with them in sight.',
    languages: Object.fromEntries([...languages].map(([language, rows]) => [language, countsOf(rows)])),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

export const writeConfusion = (judged: readonly Judged[]): void => writeFileSync(FILE, confusionText(judged));

export const committedConfusion = (): string => readFileSync(FILE, 'utf8');
