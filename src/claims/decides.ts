import type { Evidence } from './checks/check-kind.ts';
import { numberText, percentText } from './held/number-text.ts';
import type { Decides, Held } from './verdict.ts';

/**
 * What a verdict hangs on: the limit on what was said; else that over which what it was held against disagrees; else the input
 * with the greatest share of what is uncertain; else nothing.
 */
export function decidesOf({ sets, limits, decides }: Evidence, thing: Decides['what']): Decides {
  const known = sets.filter(({ outcome }) => outcome !== 'unknown');
  const [blank] = sets;
  if (known.length === 0)
    return { what: thing, name: blank?.id ?? 'nothing', says: blank?.says ?? 'there is nothing to hold it against' };
  const [limit] = limits;
  if (limit !== undefined) return { what: thing, name: known[0]?.id ?? '', says: limit };
  if (decides !== undefined) return decides;
  const expired = known.find(({ outcome }) => outcome === 'expired');
  if (expired !== undefined) return { what: thing, name: expired.id, says: expired.says };
  return disagreement(known, thing) ?? greatestInput(known) ?? plain(known, thing);
}

const isHeld = ({ outcome }: Held): boolean => outcome === 'reproduces' || outcome === 'holds';

/** Sets that give it beside sets that do not. An own sum that comes out is not called in question by others. */
function disagreement(known: readonly Held[], thing: Decides['what']): Decides | undefined {
  const among = known.some(({ own, outcome }) => own && outcome === 'reproduces')
    ? known.filter(({ own }) => own)
    : known;
  const [yes, no] = [among.filter(isHeld), among.filter((one) => !isHeld(one))];
  const [first] = no;
  if (yes.length === 0 || first === undefined) return undefined;
  const [possible, against] = [no.filter(isPossible), no.filter((one) => !isPossible(one))];
  const says = [part('so', yes), part('possible', possible), part('not so', against)].filter((one) => one !== '');
  return { what: thing, name: first.id, says: says.join('; ') };
}

const isPossible = ({ outcome }: Held): boolean => outcome === 'possible';
/** Titles have commas and semicolons of their own. */
const part = (how: string, sets: readonly Held[]): string =>
  sets.length === 0 ? '' : `${how} by ${sets.map(({ title }) => `“${title.replace(/\.$/, '')}”`).join(', ')}`;

/** Of the first set with something uncertain, an independent one before the speaker's own. */
function greatestInput(known: readonly Held[]): Decides | undefined {
  const ordered = known.toSorted((a, b) => Number(a.own) - Number(b.own));
  for (const { number, title } of ordered) {
    const [first] = number?.sensitivity ?? [];
    if (number === undefined || first === undefined) continue;
    const swing = number.swings.find(({ input }) => input === first.input);
    const moves =
      swing === undefined
        ? ''
        : `; from ${numberText(swing.from)} to ${numberText(swing.to)} it takes the result from ${numberText(swing.outputFrom)} to ${numberText(swing.outputTo)} ${number.unit === '1' ? '' : number.unit}`.trimEnd();
    const says = `${percentText(first.share)} of what is uncertain in “${title}”${moves}`;
    return { what: 'input', name: first.input, share: first.share, says };
  }
  return undefined;
}

function plain(known: readonly Held[], thing: Decides['what']): Decides {
  const [first] = known;
  return {
    what: thing,
    name: first?.id ?? '',
    says: first === undefined ? '' : `${first.title.replace(/\.$/, '')}: ${first.says}`,
  };
}
