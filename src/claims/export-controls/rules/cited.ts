import { decides } from '../status.ts';
import type { Citation } from './rule.ts';

/** Whether a result may rest on these texts: as with figures, accounts decide where two agree. */
export const mayDecide = (cites: readonly Citation[]): boolean =>
  cites.every(({ status, accounts = 1 }) => decides(status, accounts));
