/** Whether something holds, where what would decide it may not be known (Kleene's strong logic). */
export type Truth = 'yes' | 'no' | 'unknown';

export const truth = (holds: boolean): Truth => (holds ? 'yes' : 'no');

export function not(one: Truth): Truth {
  if (one === 'unknown') return one;
  return one === 'yes' ? 'no' : 'yes';
}

export function all(several: readonly Truth[]): Truth {
  if (several.includes('no')) return 'no';
  return several.includes('unknown') ? 'unknown' : 'yes';
}

export const any = (several: readonly Truth[]): Truth => not(all(several.map(not)));
