import { day } from '../date.ts';
import { weigh } from '../edge.ts';
import { any } from '../truth.ts';
import { different } from './different.ts';
import { licenceExceptions } from './licence-exceptions.ts';
import { OCTOBER_2023_TEXT } from './october-2023-text.ts';
import type { Outcome, Remark, Rule } from './rule.ts';
import { PARAGRAPHS, type Tiers, tiersOf } from './tiers.ts';

function outcome({ a, b, excluded, paragraphs }: Tiers): Outcome {
  const covered = any([a, b]);
  if (covered === 'no') return { kind: 'not-controlled', paragraphs, says: 'it is outside 3A090.a and 3A090.b' };
  if (excluded === 'yes') {
    const numbers = paragraphs.length === 0 ? '' : `; by its numbers alone it would be in ${paragraphs.join(' and ')}`;
    return { kind: 'excluded', paragraphs, says: `Note 2 to 3A090 leaves it out${numbers}` };
  }
  if (covered === 'unknown' || excluded === 'unknown')
    return { kind: 'undecided', paragraphs: [], says: 'its tier rests on figures that may not decide' };
  const tier = a === 'yes' ? 'a' : 'b';
  const within = paragraphs.length === 0 ? `3A090.${tier}` : paragraphs.join(' and ');
  return { kind: 'controlled', paragraphs, says: `it is in ${within}, and computers with it are in 4A090.${tier}` };
}

function noteTwo({ excluded }: Tiers): Remark {
  return {
    about: 'Note 2 to 3A090',
    answer: excluded,
    says: 'items that are not designed or marketed for data centres and stay below 4,800 are left out',
    verified: true,
  };
}

/** Processing performance and its density, in two tiers. */
export const october2023: Rule = {
  id: 'october-2023',
  title: '3A090 and 4A090 of October 2023: total processing performance and performance density',
  dates: { published: day('2023-10-25'), effective: day('2023-11-17') },
  destinations:
    'Country Groups D:1, D:4 and D:5 outside of A:5 and A:6, and firms headquartered in D:5 or Macau wherever they are',
  cites: OCTOBER_2023_TEXT,
  unverified: [
    'Since January 2025 Note 1 to 3A090.a presumes certain logic ICs to be 3A090.a unless their designer or packager attests otherwise; that is not judged here.',
    'Later corrections (89 FR 23876) were not read against this text; the thresholds are repeated in the entry as it is printed in 2026.',
  ],
  judge(facts) {
    const tiers = tiersOf(facts, 'meets');
    return {
      ...different(outcome(tiers), outcome(tiersOf(facts, 'numerically'))),
      edges: PARAGRAPHS.flatMap((paragraph) => weigh(paragraph, facts.measures).edges),
      remarks: [noteTwo(tiers), ...licenceExceptions(facts, tiers)],
    };
  },
};
