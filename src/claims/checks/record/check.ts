import type { Claim } from '../../claim.ts';
import type { EconomicRecord } from '../../economics/record.ts';
import { unverified } from '../../economics/record.ts';
import { economicRecord } from '../../economics/records.ts';
import { type ClaimedRange, claimedRange } from '../../held/claimed-range.ts';
import { outcomeOf, published } from '../../held/distributed.ts';
import { numberText, percentText, rangeText, unconvertedText, withUnit } from '../../held/number-text.ts';
import { alike, scaleBetween } from '../../held/scale.ts';
import { distributionOf } from '../../uncertainty/distribution.ts';
import { unit } from '../../units/unit.ts';
import type { Decides, Held } from '../../verdict.ts';
import type { CheckContext, CheckKind } from '../check-kind.ts';
import { notYetSaid } from '../known-by.ts';

type RecordCheck = Extract<Claim['check'], { kind: 'record' }>;

export const recordCheck: CheckKind<RecordCheck> = {
  kind: 'record',
  thing: 'record',
  about: 'a number held against published ones with their intervals',
  hold({ records, claimed, says, measures }, context) {
    const range = claimedRange(claimed);
    const sets = records.map((id) => holdRecord(economicRecord(id), range, context));
    const limits = says === undefined ? [] : [`it says ${says}, and the source measures ${measures}`];
    const decides = decidesOf(sets, range);
    return { sets, limits, claimed: range, ...(decides === undefined ? {} : { decides }) };
  },
  inputs: () => [],
  with: (check) => check,
};

function holdRecord(record: EconomicRecord, claimed: ClaimedRange, { asOf }: CheckContext): Held {
  const { id, name, as_of, low, high, level, unit: of } = record;
  const about = { id, title: name, own: false, inputs: [], unverified: unverified(record) ? [id] : [] };
  const later = notYetSaid([{ name: id, date: as_of }], asOf);
  if (later !== undefined) return { ...about, unverified: [], outcome: 'unknown', says: later };
  if (!alike(unit(of).dimension, unit(claimed.unit).dimension))
    return { ...about, outcome: 'unknown', says: `is in ${of}, and the claim in ${claimed.unit}` };
  const { scale, tag } = scaleBetween(unit(of).dimension, of, claimed.unit);
  const distribution = distributionOf(record);
  const bare = published(record.value, distribution, scale, claimed);
  const number = tag === undefined ? bare : { ...bare, unconverted: tag };
  const interval =
    low === undefined || high === undefined ? '' : `${numberText(low * scale)} to ${numberText(high * scale)}`;
  const stated = [record.value === undefined ? '' : numberText(number.point), interval].filter((one) => one !== '');
  const at = typeof level === 'number' ? ` at ${percentText(level)}` : level === 'range' ? ' as bounds' : '';
  const share = interval === '' ? '' : `; ${percentText(number.probability)} of it as claimed`;
  const says = `${withUnit(stated.join(', '), claimed.unit)}${at}${share}${unconvertedText(number)}`;
  if (unverified(record)) return { ...about, outcome: 'unknown', number, says: `${says}; nobody read its source` };
  return { ...about, outcome: outcomeOf(number, claimed, false), number, says };
}

/** The record of which the claim holds the least. */
function decidesOf(sets: readonly Held[], claimed: ClaimedRange): Decides | undefined {
  const known = sets.filter(({ outcome }) => outcome !== 'unknown');
  const [least] = known.toSorted((a, b) => (a.number?.probability ?? 0) - (b.number?.probability ?? 0));
  if (least === undefined) return undefined;
  return { what: 'record', name: least.id, says: `${least.title}: ${least.says}; claimed is ${rangeText(claimed)}` };
}
