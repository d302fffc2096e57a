import { day } from '../date.ts';
import type { Truth } from '../truth.ts';
import { inTierA } from './covered.ts';
import { different } from './different.ts';
import type { Facts, Outcome, Remark, Rule } from './rule.ts';

/** In TPP; from summaries of the rule (90 FR 4544), not from its text. */
const ALLOCATIONS = [
  { about: 'Allocation of a country, 2025 to 2027', tpp: 790e6 },
  { about: 'Low processing performance, of a consignee in a year', tpp: 26.9e6 },
] as const;

function outcome(inA: Truth): Outcome {
  if (inA === 'yes') return { kind: 'controlled', paragraphs: ['3A090.a'], says: 'a licence for every destination' };
  if (inA === 'no') return { kind: 'not-applicable', paragraphs: [], says: 'it is not in 3A090.a' };
  return { kind: 'undecided', paragraphs: [], says: 'whether it is in 3A090.a rests on figures that may not decide' };
}

/** How many of an item an allocation holds. */
function allocations({ measures }: Facts): Remark[] {
  const tpp = measures.TPP?.value;
  if (tpp === undefined) return [];
  return ALLOCATIONS.map(({ about, tpp: most }) => ({
    about,
    says: `${(most / 1e6).toLocaleString('en-US')} million TPP hold ${Math.floor(most / tpp).toLocaleString('en-US')} of it`,
    verified: false,
  }));
}

/** A licence for 3A090.a worldwide; printed in the EAR and not enforced since May 2025. */
export const diffusion2025: Rule = {
  id: 'diffusion-2025',
  title: 'Framework for Artificial Intelligence Diffusion',
  dates: {
    published: day('2025-01-13'),
    effective: day('2025-01-13'),
    compliance: day('2025-05-15'),
    unenforced: day('2025-05-13'),
  },
  destinations: 'all destinations, with exceptions for countries of supplement no. 5 to part 740',
  cites: [
    {
      source: 'BIS guidance of 2026-05-31',
      at: 'on 90 FR 4544',
      text: 'In January 2025, the AI Diffusion Rule transferred the requirement for these ".a" items from § 744.23(a) into § 742.6 as part of a new worldwide license requirement. In May 2025, BIS announced that it would not be enforcing the AI Diffusion Rule\'s new compliance requirements.',
      status: 'quoted',
      address: 'https://www.bis.gov/media/documents/bis-guidance-may-31-2026.pdf',
    },
    {
      source: 'BIS, public information for the framework',
      at: 'Regulation summary',
      text: 'Although this rule is effective upon publication, exporters, reexporters, and transferors are not required to comply with the changes made in this rule until 120 days from date of publication, except that paragraphs 14, 15, and 18 of supplement no. 10 to part 748 have a delayed compliance date of 365 days from date of publication.',
      status: 'read',
      address: 'https://bis.gov/advanced-compute-resources',
    },
  ],
  unverified: [
    'Allocations, the shares of Universal and National Validated End Users and their conditions are from summaries; the text of supplement no. 10 to part 748 was not read.',
    'Exceptions AIA, ACM and LPP are not judged.',
  ],
  judge(facts) {
    const inA = inTierA(facts, 'meets');
    return {
      ...different(outcome(inA), outcome(inTierA(facts, 'numerically'))),
      edges: [],
      remarks: inA === 'no' ? [] : allocations(facts),
    };
  },
};
