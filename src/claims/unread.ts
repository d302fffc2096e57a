import { type EconomicRecord, unverified as nobodyRead } from './economics/record.ts';
import type { Held } from './verdict.ts';

/** What stands behind every number that comes of one that nobody read. */
export const UNREAD = ' (unverified)';

/** Behind what has a status of its own: a record, a result, a curve. */
export const unreadMark = (of: Pick<EconomicRecord, 'status'>): string => (nobodyRead(of) ? UNREAD : '');

type Source = Pick<Held, 'unverified'>;

/** Behind what several things give together: also where only some of them were read by nobody. */
export function unreadText(sets: readonly Source[]): string {
  const unread = sets.filter(({ unverified }) => unverified.length > 0);
  if (unread.length === 0) return '';
  return unread.length === sets.length ? UNREAD : ' (partly unverified)';
}

export const titleWithUnread = ({ title, unverified }: Source & Pick<Held, 'title'>): string =>
  `${title}${unreadText([{ unverified }])}`;
