import { day } from '../date.ts';
import { all, any, not, type Truth } from '../truth.ts';
import { forDataCentres } from './data-centres.ts';
import type { Facts, Remark } from './rule.ts';
import type { Tiers } from './tiers.ts';

/** License Exception ACA was separated from NAC on that day (89 FR 23876). */
const SEPARATED = day('2024-04-04');

/** Whether an item is of the kind that License Exception NAC is open to. It says nothing about the transaction. */
function eligibleForNac(facts: Facts, { a, b, excluded }: Tiers): Truth {
  const dataCentre = forDataCentres(facts, 'meets');
  const atLeast4800 = facts.measures.TPP;
  const large: Truth =
    atLeast4800?.value === undefined || !atLeast4800.decides ? 'unknown' : atLeast4800.value >= 4800 ? 'yes' : 'no';
  const asA = all([a, not(dataCentre), large]);
  const asB = all([b, dataCentre]);
  return all([not(excluded), any([asA, asB])]);
}

export function licenceExceptions(facts: Facts, tiers: Tiers): Remark[] {
  const controlled = all([any([tiers.a, tiers.b]), not(tiers.excluded)]);
  if (controlled === 'no') return [];
  const remarks: Remark[] = [
    {
      about: 'License Exception NAC (§ 740.8)',
      answer: eligibleForNac(facts, tiers),
      says: 'of the kind that may be eligible, after notice to BIS: 3A090.a outside of data centres from 4,800, or 3A090.b for data centres',
      verified: true,
    },
  ];
  if (facts.asOf >= SEPARATED)
    remarks.push({
      about: 'License Exception ACA (§ 740.8)',
      says: 'since April 2024 the destinations that need no notice, D:1 and D:4 outside of D:5 and Macau, are under ACA',
      verified: true,
    });
  return remarks;
}
