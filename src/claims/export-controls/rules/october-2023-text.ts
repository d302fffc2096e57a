import type { Citation } from './rule.ts';

const SOURCE = '88 FR 73458';
const ADDRESS = 'https://www.govinfo.gov/content/pkg/FR-2023-10-25/html/2023-23055.htm';

/** The words of the rule of October 2023 that results rest on. */
export const OCTOBER_2023_TEXT: readonly Citation[] = [
  {
    source: SOURCE,
    at: 'ECCN 3A090.a, as the entry is printed in 2026',
    text: "Integrated circuits having one or more digital processing units having either of the following: a.1. A 'total processing performance' of 4800 or more; or a.2. A 'total processing performance' of 1600 or more and a 'performance density' of 5.92 or more.",
    status: 'quoted',
    address: ADDRESS,
  },
  {
    source: SOURCE,
    at: 'ECCN 3A090.b, its thresholds in our words',
    text: "b.1: 'total processing performance' of 2400 or more and less than 4800 and 'performance density' of 1.6 or more and less than 5.92; b.2: 'total processing performance' of 1600 or more and 'performance density' of 3.2 or more and less than 5.92.",
    status: 'quoted',
    address: ADDRESS,
  },
  {
    source: SOURCE,
    at: 'Technical Notes to 3A090',
    text: "'Total processing performance' ('TPP') is 2 x 'MacTOPS' x 'bit length of the operation', aggregated over all processing units on the integrated circuit. … the 'TPP' threshold of 4800 can be met with 600 tera integer operations (or 2 x 300 'MacTOPS') at 8 bits or 300 tera FLOPS (or 2 x 150 'MacTOPS') at 16 bits.",
    status: 'quoted',
    address: ADDRESS,
  },
  {
    source: SOURCE,
    at: 'Technical Notes to 3A090',
    text: "'Performance density' is 'TPP' divided by 'applicable die area'. For purposes of 3A090, 'applicable die area' is measured in millimeters squared and includes all die area of logic dies manufactured with a process node that uses a non-planar transistor architecture.",
    status: 'quoted',
    address: ADDRESS,
  },
  {
    source: SOURCE,
    at: 'Note 2 to 3A090',
    text: "3A090 does not apply to items that are not designed or marketed for use in datacenters and do not have a 'total processing performance' of 4800 or more.",
    status: 'quoted',
    address: ADDRESS,
  },
  {
    source: SOURCE,
    at: 'ECCN 3A090, List Based License Exceptions',
    text: "NAC: Yes, for 3A090.a, if the item is not designed or marketed for use in datacenters and has a 'total processing performance' of 4800 or more; yes, for 3A090.b, if the item is designed or marketed for use in datacenters.",
    status: 'quoted',
    address: ADDRESS,
  },
];
