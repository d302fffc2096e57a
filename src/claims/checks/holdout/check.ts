import type { Claim } from '../../claim.ts';
import { holdoutTest } from '../../../statistics/scaling/holdout.ts';
import type { Held } from '../../verdict.ts';
import type { CheckKind } from '../check-kind.ts';
import { notYetSaid } from '../known-by.ts';

type HoldoutCheck = Extract<Claim['check'], { kind: 'holdout' }>;
type Curve = HoldoutCheck['curves'][number];

const OUTCOMES = { predictable: 'holds', 'better, not as predicted': 'possible', 'not predictable': 'fails' } as const;
/** A rise that somebody reports says nothing of prediction; a curve that levels off or falls speaks against it. */
const FOUND = {
  rises: ['possible', 'it rises, by a report without its points'],
  'levels-off': ['fails', 'it levels off'],
  falls: ['fails', 'it falls'],
} as const;
/** Amounts of tokens below which half of them predict nothing: see `holdoutTest`. */
const LEAST = 8;

export const holdoutCheck: CheckKind<HoldoutCheck> = {
  kind: 'holdout',
  thing: 'curve',
  about: 'that more thinking makes a score predictably better',
  hold: ({ curves }, { asOf }) => ({
    sets: curves.map((curve, at) => holdCurve(curve, `curve-${at + 1}`, asOf)),
    limits: [],
  }),
  inputs: () => [],
  with: (check) => check,
};

function holdCurve(curve: Curve, id: string, asOf: string): Held {
  const { title, source, status, as_of } = curve;
  const later = as_of === undefined ? undefined : notYetSaid([{ name: source, date: as_of }], asOf);
  if (later !== undefined)
    return { id, title, own: false, inputs: [], unverified: [], outcome: 'unknown', says: later };
  const unread = status === 'recalled';
  const about = { id, title, own: false, inputs: [], unverified: unread ? [id] : [] };
  const read = (one: Pick<Held, 'outcome' | 'says'>): Held =>
    unread ? { ...about, outcome: 'unknown', says: `${one.says}; nobody read ${source}` } : { ...about, ...one };
  if ('found' in curve) {
    const [outcome, says] = FOUND[curve.found];
    return read({ outcome, says: `${says} (${source})` });
  }
  const amounts = new Set(curve.points.map(({ tokens }) => tokens)).size;
  if (amounts < LEAST)
    return read({ outcome: 'unknown', says: `${amounts} amounts of tokens predict nothing: ${LEAST} are needed` });
  const { verdict, fitted, heldOut, slope } = holdoutTest(curve.points);
  const inside = heldOut.filter((one) => one.inside).length;
  const gain = `${slope < 0 ? '' : '+'}${slope.toFixed(3)} for each tenfold in the lower ${fitted} points`;
  return read({
    outcome: OUTCOMES[verdict],
    says: `${verdict}: ${gain}, ${inside} of ${heldOut.length} others where that puts them (${source})`,
  });
}
