import { day } from '../date.ts';
import { type Paragraph, weigh } from '../edge.ts';
import { any, type Truth } from '../truth.ts';
import { different } from './different.ts';
import type { Outcome, Rule } from './rule.ts';

const BANDS: readonly Paragraph[] = [
  {
    id: 'band (1)',
    limits: [
      { quantity: 'TPP', is: '>', edge: 14_000 },
      { quantity: 'TPP', is: '<', edge: 17_500 },
      { quantity: 'DRAM bandwidth', is: '>', edge: 4500 },
      { quantity: 'DRAM bandwidth', is: '<', edge: 5000 },
    ],
  },
  {
    id: 'band (2)',
    limits: [
      { quantity: 'TPP', is: '>', edge: 20_800 },
      { quantity: 'TPP', is: '<', edge: 21_100 },
      { quantity: 'DRAM bandwidth', is: '>', edge: 5800 },
      { quantity: 'DRAM bandwidth', is: '<', edge: 6200 },
    ],
  },
];

function outcome(within: Truth, bands: readonly string[]): Outcome {
  if (within === 'yes') return { kind: 'within', paragraphs: bands, says: '25% on its import, unless a use is exempt' };
  if (within === 'no') return { kind: 'beyond', paragraphs: [], says: 'outside both bands' };
  return { kind: 'undecided', paragraphs: [], says: 'it rests on figures that may not decide' };
}

/** No export control: a duty that chips meet on their way through the United States to be tested. */
export const tariff2026: Rule = {
  id: 'tariff-2026',
  title: 'Duty on certain semiconductors under section 232, January 2026',
  dates: { published: day('2026-01-14'), effective: day('2026-01-15') },
  destinations: 'imports into the United States',
  cites: [
    {
      source: 'Proclamation of 2026-01-14, annex',
      at: 'U.S. note 39(b), heading 9903.79.01',
      text: 'a logic integrated circuit, or an article that contains a logic integrated circuit, that meets the technical parameters of having: (1) a total processing performance greater than 14,000 and less than 17,500, and a total DRAM bandwidth greater than 4,500 GB/s and less than 5,000 GB/s; or (2) a total processing performance greater than 20,800 and less than 21,100, and total DRAM bandwidth greater than 5,800 GB/s and less than 6,200 GB/s',
      status: 'quoted',
      address: 'https://gsm.international/?p=4042',
    },
  ],
  unverified: ['Exempt uses (data centres in the United States, repair, research, and others) are not judged here.'],
  judge({ measures }) {
    const weighed = BANDS.map((band) => weigh(band, measures));
    const names = (reading: 'meets' | 'numerically'): string[] =>
      weighed.filter((one) => one[reading] === 'yes').map(({ id }) => id);
    return {
      ...different(
        outcome(any(weighed.map(({ meets }) => meets)), names('meets')),
        outcome(any(weighed.map(({ numerically }) => numerically)), names('numerically')),
      ),
      edges: weighed.flatMap(({ edges }) => edges),
      remarks: [],
    };
  },
};
