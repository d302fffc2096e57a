/**
 * How well a figure or a text is known. `read`: in the primary document. `quoted`: the source's own words or table, seen through
 * a copy or a quotation. `secondary`: somebody else's account. `estimated`: worked out by analysts, the maker publishes none.
 * `recalled`: from memory. `given`: by whoever asks.
 */
export const RECORDED = ['read', 'quoted', 'secondary', 'estimated', 'recalled'] as const;

export type Status = (typeof RECORDED)[number] | 'given';

/** From the best known to the least. */
const ORDER: readonly Status[] = ['read', 'quoted', 'given', 'secondary', 'estimated', 'recalled'];

/** Whether a result may rest on it. Accounts decide where two agree; what was estimated or recalled never does. */
export function decides(status: Status, sources: number): boolean {
  if (status === 'secondary') return sources >= 2;
  return status === 'read' || status === 'quoted' || status === 'given';
}

/** The least well known of them. */
export function weakest(statuses: readonly Status[]): Status {
  const at = statuses.map((status) => ORDER.indexOf(status));
  return ORDER[Math.max(0, ...at)] ?? 'recalled';
}
