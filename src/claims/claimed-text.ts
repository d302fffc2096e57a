import type { Claim } from './claim.ts';
import type { ClaimedNumber } from './claimed.ts';
import { THRESHOLDS } from './export-controls/thresholds.ts';
import { claimedRange } from './held/claimed-range.ts';
import { numberText, rangeText, withUnit } from './held/number-text.ts';

/** What is claimed, in a few words: the number as it was said and not as it is rounded. */
export function claimedText({ check }: Pick<Claim, 'check'>): string {
  switch (check.kind) {
    case 'model':
    case 'record':
    case 'ratio':
      return said(check.claimed);
    case 'parameters': {
      const { total, active } = check.claimed;
      const parts = [total === undefined ? '' : said(total), active === undefined ? '' : `${said(active)} active`];
      return parts.filter((part) => part !== '').join(', ');
    }
    case 'threshold': {
      const edge = THRESHOLDS.find(({ id }) => id === check.threshold)?.edge;
      return `${check.claimed} ${edge === undefined ? check.threshold : withUnit(numberText(edge), 'FLOP')}`;
    }
    case 'curves':
      return `${check.of} ${check.claimed}`;
    case 'event':
      return check.events
        .map(({ claimed }) => ('happened_on' in claimed ? claimed.happened_on : `so on ${claimed.true_on}`))
        .join(', ');
    default:
      return check.claimed;
  }
}

function said(claimed: ClaimedNumber): string {
  const { value, unit } = claimed;
  return value === undefined ? rangeText(claimedRange(claimed)) : withUnit(numberText(value), unit);
}
