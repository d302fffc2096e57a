import { numberText, rangeText, unconvertedText, withUnit } from './held/number-text.ts';
import { unreadText } from './unread.ts';
import type { Held, Range, Verdict } from './verdict.ts';

type Compared = Pick<Verdict, 'sets' | 'own' | 'others'>;

/** What the speaker's own inputs give, in a few words; nothing where there are none. */
export const ownText = ({ sets, own }: Compared): string =>
  gives(
    sets.filter((one) => one.own),
    own,
  );

/** What all else gives that the claim was held against, and whether this excludes it. */
export function othersText({ sets, others }: Compared): string {
  const independent = sets.filter((one) => !one.own);
  const text = gives(independent, others);
  const known = independent.filter(({ outcome }) => outcome !== 'unknown');
  const excluded = others !== undefined && known.length > 0 && known.every(({ outcome }) => outcome === 'fails');
  return excluded ? `${text}; excludes it` : text;
}

/** A range, each of several quantities, or of how many things it is so. */
function gives(sets: readonly Held[], range: Range | undefined): string {
  const counted = sets.filter(({ number }) => number !== undefined);
  if (range !== undefined) return `${rangeText(range)}${unreadText(counted)}`;
  const numbered = counted.flatMap(({ quantity, number, unverified }) =>
    number === undefined ? [] : [{ quantity, number, unverified }],
  );
  if (numbered.length > 0)
    return numbered
      .map(({ quantity = '', number, unverified }) =>
        `${withUnit(numberText(number.point), number.unit)} ${quantity}${unconvertedText(number)}${unreadText([{ unverified }])}`.trim(),
      )
      .join(', ');
  const known = sets.filter(({ outcome }) => outcome !== 'unknown');
  const so = known.filter(({ outcome }) => outcome === 'reproduces' || outcome === 'holds');
  return known.length === 0 ? '' : `so in ${so.length} of ${known.length}${unreadText(known)}`;
}
