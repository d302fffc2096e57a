import { day } from '../date.ts';
import { type Edge, weigh } from '../edge.ts';
import { computed } from '../measure.ts';
import type { Citation, Rule } from './rule.ts';

const TEXT: readonly Citation[] = [
  {
    source: '89 FR 96790',
    at: 'ECCN 3A090.c',
    text: "High bandwidth memory (HBM) having a 'memory bandwidth density' greater than 2 gigabytes per second per square millimeter.",
    status: 'quoted',
    address: 'https://www.govinfo.gov/content/pkg/FR-2024-12-05/html/2024-28270.htm',
  },
  {
    source: '89 FR 96790',
    at: 'Technical Note to 3A090.c, in our words',
    text: "'Memory bandwidth density' is the bandwidth of the package or stack in GB/s divided by its area in mm², whether or not it follows a JEDEC standard; memory packaged with a logic chip whose function dominates is left out.",
    accounts: 2,
    status: 'secondary',
    address: 'https://www.govinfo.gov/content/pkg/FR-2024-12-05/html/2024-28270.htm',
  },
  {
    source: '89 FR 96790',
    at: 'preamble',
    text: 'All HBM stacks currently in production exceed this threshold.',
    status: 'quoted',
    address: 'https://www.govinfo.gov/content/pkg/FR-2024-12-05/html/2024-28270.htm',
  },
];

/** Memory stacks as goods of their own. */
export const hbm2024: Rule = {
  id: 'hbm-2024',
  title: '3A090.c of December 2024: high bandwidth memory',
  dates: { published: day('2024-12-02'), effective: day('2024-12-02'), compliance: day('2024-12-31') },
  destinations: 'Macau and Country Group D:5',
  cites: TEXT,
  unverified: ['The destinations are from summaries.'],
  judge({ item }) {
    const kind = item.memory?.kind;
    const says =
      kind === undefined
        ? 'no memory is recorded'
        : /^HBM/i.test(kind)
          ? `its ${kind} is packaged with the logic: 3A090.c is for stacks on their own`
          : `${kind} is no high bandwidth memory`;
    return { outcome: { kind: 'not-applicable', paragraphs: [], says }, edges: [], remarks: [] };
  },
};

export interface StackResult {
  /** In GB/s per mm². */
  readonly density: number;
  readonly controlled: boolean;
  /** Below 3.3, where License Exception HBM (§ 740.25) may be open. */
  readonly belowException: boolean;
  readonly edges: readonly Edge[];
  readonly cites: readonly Citation[];
}

/**
 * A stack of memory by itself against 3A090.c.
 * @param bandwidth of the package or stack, in GB/s
 * @param area of the package or stack, in mm²
 */
export function classifyStack(bandwidth: number, area: number): StackResult {
  const density = bandwidth / area;
  const working = `${bandwidth} GB/s / ${area} mm²`;
  const measures = {
    'memory bandwidth density': computed(
      'memory bandwidth density',
      density,
      [{ from: ['given'], status: 'given' as const }],
      working,
    ),
  };
  const c = weigh({ id: '3A090.c', limits: [{ quantity: 'memory bandwidth density', is: '>', edge: 2 }] }, measures);
  const exception = weigh(
    { id: 'License Exception HBM', limits: [{ quantity: 'memory bandwidth density', is: '<', edge: 3.3 }] },
    measures,
  );
  return {
    density,
    controlled: c.meets === 'yes',
    belowException: exception.meets === 'yes',
    edges: [...c.edges, ...exception.edges],
    cites: TEXT,
  };
}
