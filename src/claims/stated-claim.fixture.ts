import { readClaims } from './claim-file.ts';
import type { Claim } from './claim.ts';

/** A claim of a file, with some of its words replaced. */
export function statedClaim(check: string, on = '2025-02-03', status: Claim['status'] = 'quoted'): Claim {
  const lines = check.trim().split('\n');
  const text = `version: 1
claims:
- id: stated
  sentence: A sentence.
  by: Somebody
  on: "${on}"
  source: https://example.org/page
  status: ${status}
  about: a model
  check:
${lines.map((line) => `    ${line}`).join('\n')}
`;
  const [claim] = readClaims(text, 'stated.yaml');
  if (claim === undefined) throw new Error('no claim');
  return claim;
}

/** Hours of V3 at a rent that the speaker assumes. */
export const rentalClaim = (claimed: string, rent: string): Claim =>
  statedClaim(`kind: model
model: rental-cost
claimed: { ${claimed} }
sets:
- id: own
  title: its own sum
  as: source
  assume: { hours: { record: v3.hours.total }, rent: ${rent.startsWith('{') ? rent : `{ ${rent}, unit: "USD/chip:H800/h", as_of: 2024-12-27 }`} }`);
