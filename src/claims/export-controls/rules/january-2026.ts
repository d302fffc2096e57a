import { day } from '../date.ts';
import { type Paragraph, weigh } from '../edge.ts';
import type { Truth } from '../truth.ts';
import { inEitherTier } from './covered.ts';
import { different } from './different.ts';
import type { Facts, Outcome, Rule } from './rule.ts';
import type { Reading } from './data-centres.ts';

const LIMITS: Paragraph = {
  id: '§ 742.6 and supp. 2 to part 748 (dd)(1)',
  limits: [
    { quantity: 'TPP', is: '<', edge: 21_000 },
    { quantity: 'DRAM bandwidth', is: '<', edge: 6500 },
  ],
};

function outcome(covered: Truth, within: Truth): Outcome {
  if (covered === 'no') return { kind: 'not-applicable', paragraphs: [], says: 'it is outside 3A090.a and 3A090.b' };
  if (covered === 'unknown' || within === 'unknown')
    return { kind: 'undecided', paragraphs: [], says: 'it rests on figures that may not decide' };
  if (within === 'yes')
    return {
      kind: 'within',
      paragraphs: [],
      says: 'below both limits: case by case from the United States to China and Macau, if the conditions are met',
    };
  return { kind: 'beyond', paragraphs: [], says: 'not below both limits: the presumption of denial stays' };
}

function read(facts: Facts, reading: Reading): Outcome {
  return outcome(inEitherTier(facts, reading), weigh(LIMITS, facts.measures)[reading]);
}

/** How licences for China and Macau are reviewed; whether one is needed is for 3A090 to say. */
export const january2026: Rule = {
  id: 'january-2026',
  title: 'Review of licences for China and Macau, January 2026',
  dates: { published: day('2026-01-15'), effective: day('2026-01-15') },
  destinations: 'exports from the United States to China and Macau; not reexports, transfers or subsidiaries elsewhere',
  cites: [
    {
      source: '91 FR 1684',
      at: 'SUMMARY',
      text: 'changing it from a presumption of denial to a case-by-case review. The semiconductors covered by this rule are the Nvidia H200 and its equivalents, as well as less advanced chips--provided that (1) the semiconductors are commercially available in the United States at the time of publication of this rule and (2) the exporter certifies that: there is sufficient supply of this product in the United States; production of this product for exports to China will not divert global foundry capacity for similar or more advanced products for end users in the United States; the recipient has demonstrated sufficient security procedures; and the item undergoes independent, third-party testing in the United States to verify its performance specifications.',
      status: 'read',
      address: 'https://www.govinfo.gov/content/pkg/FR-2026-01-15/html/2026-00789.htm',
    },
    {
      source: '91 FR 1684',
      at: 'preamble',
      text: "for advanced computing commodities with a TPP less than 21,000 (as defined in Technical Note 2 to 3A090.a and 3A090.b), and a 'total DRAM bandwidth' less than 6,500 GB/s (as defined in the notes to paragraph (dd)(1) in supplement no. 2 to part 748), such as the NVIDIA H200 or AMD MI325X",
      status: 'quoted',
      address: 'https://www.govinfo.gov/content/pkg/FR-2026-01-15/html/2026-00789.htm',
    },
  ],
  unverified: [
    'The definition of total DRAM bandwidth in supplement no. 2 to part 748 was not read; the bandwidth of the memory is taken for it.',
    'Exports to China and Macau may be at most 50% of the TPP that is shipped of the product to US customers, and the item must have been sold in the United States when the rule was published: neither is judged here.',
  ],
  judge(facts) {
    return {
      ...different(read(facts, 'meets'), read(facts, 'numerically')),
      edges: [...weigh(LIMITS, facts.measures).edges],
      remarks: [],
    };
  },
};
