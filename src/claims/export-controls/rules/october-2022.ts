import { day } from '../date.ts';
import { type Paragraph, weigh } from '../edge.ts';
import type { Truth } from '../truth.ts';
import { different } from './different.ts';
import type { Facts, Outcome, Rule } from './rule.ts';

const PARAGRAPH: Paragraph = {
  id: '3A090.a (2022)',
  limits: [
    { quantity: 'I/O bandwidth', is: '>=', edge: 600 },
    { quantity: 'TPP', is: '>=', edge: 4800 },
  ],
};

function outcome(meets: Truth): Outcome {
  if (meets === 'yes')
    return {
      kind: 'controlled',
      paragraphs: ['3A090.a', '4A090'],
      says: 'it is in 3A090, and computers with it in 4A090',
    };
  if (meets === 'no') return { kind: 'not-controlled', paragraphs: [], says: 'it is outside 3A090 of 2022' };
  return {
    kind: 'undecided',
    paragraphs: [],
    says: 'whether it meets both criteria rests on figures that may not decide',
  };
}

/** Interconnect and speed together: to slow the links was enough to be outside. */
export const october2022: Rule = {
  id: 'october-2022',
  title: '3A090 of October 2022: interconnect and processing performance',
  dates: {
    published: day('2022-10-07'),
    effective: [day('2022-10-07'), day('2022-10-21')],
    replaced: day('2023-11-17'),
  },
  destinations: 'China, and from January 2023 Macau',
  cites: [
    {
      source: '87 FR 62186',
      at: 'ECCN 3A090.a, a.1',
      text: 'Integrated circuits that have or are programmable to have an aggregate bidirectional transfer rate over all inputs and outputs of 600 Gbyte/s or more to or from integrated circuits other than volatile memories, and any of the following: a.1. One or more digital processor units executing machine instructions having a bit length per operation multiplied by processing performance measured in TOPS, aggregated over all processor units, of 4800 or more',
      status: 'quoted',
      address: 'https://www.govinfo.gov/content/pkg/FR-2022-10-13/html/2022-21658.htm',
    },
  ],
  unverified: [
    'The rule takes effect in parts on 7, 12 and 21 October 2022, and supplement no. 1 to part 774 is named in two of them: between the days the standing of 3A090 is not settled here.',
    'a.2 to a.4 (computational units, analog units, combinations) are not judged apart; the interconnect is the sum of the links that are recorded.',
  ],
  judge({ measures }: Facts) {
    const { meets, numerically, edges } = weigh(PARAGRAPH, measures);
    // TPP as later defined is dense; the text of 2022 says no more than TOPS.
    return { ...different(outcome(meets), outcome(numerically)), edges, remarks: [] };
  },
};
