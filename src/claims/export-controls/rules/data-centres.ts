import { decides } from '../status.ts';
import { type Truth, truth } from '../truth.ts';
import type { Facts } from './rule.ts';

/** A reading of truth: as it may decide, or as the bare numbers say. */
export type Reading = 'meets' | 'numerically';

/** Whether it is designed or marketed for data centres. */
export function forDataCentres({ item }: Facts, reading: Reading): Truth {
  const known = item['data-centre'];
  if (known === undefined || (reading === 'meets' && !decides(known.status, known.from.length))) return 'unknown';
  return truth(known.is);
}
