import type { Claim } from '../../claim.ts';
import { ClaimError } from '../../claim-error.ts';
import { type EconomicRecord, unverified } from '../../economics/record.ts';
import { economicRecord } from '../../economics/records.ts';
import { numberText, percentText } from '../../held/number-text.ts';
import { quantity, inUnit } from '../../units/quantity.ts';
import { dayOf } from '../../units/basis.ts';
import type { Held, Outcome } from '../../verdict.ts';
import type { CheckContext, CheckKind } from '../check-kind.ts';
import { knownBy, notYetSaid } from '../known-by.ts';

type TrendCheck = Extract<Claim['check'], { kind: 'trend' }>;
type Series = TrendCheck['series'][number];

export const trendCheck: CheckKind<TrendCheck> = {
  kind: 'trend',
  thing: 'series',
  about: 'that something rises or falls, held against series of published numbers',
  hold: ({ claimed, series }, context) => ({
    sets: series.map((one, at) => holdSeries(one, `series-${at + 1}`, claimed, context)),
    limits: [],
  }),
  inputs: () => [],
  with: (check) => check,
};

function holdSeries(series: Series, id: string, claimed: 'rises' | 'falls', { asOf }: CheckContext): Held {
  const ids = 'rate' in series ? [series.rate] : series.records;
  const records = ids.map(economicRecord).toSorted((a, b) => dayOf(a.as_of) - dayOf(b.as_of));
  const known = records.filter((one) => knownBy(one.as_of, asOf));
  const unread = known.filter(unverified).map((one) => one.id);
  const about = { id, title: series.title, own: false, inputs: [], unverified: unread };
  if (known.length < Math.min(2, records.length)) {
    const later = notYetSaid(
      records.map((one) => ({ name: one.id, date: one.as_of })),
      asOf,
    );
    return { ...about, outcome: 'unknown', says: later ?? 'it has fewer numbers than a change takes' };
  }
  const { steps, says } = 'rate' in series ? rateOf(records[0]) : changesOf(known);
  if (known.some(unverified)) return { ...about, outcome: 'unknown', says: `${says}; it rests on what nobody read` };
  const wanted = (claimed === 'rises' ? 1 : -1) * (series.turned === true ? -1 : 1);
  return { ...about, outcome: along(steps, wanted), says };
}

interface Direction {
  /** Up above 0, down below, the whole last. */
  readonly steps: readonly number[];
  readonly says: string;
}

function changesOf(records: readonly EconomicRecord[]): Direction {
  const { unit: of = '1' } = records[0] ?? {};
  const values = records.map(({ value, id, unit }) => {
    if (value === undefined) throw new ClaimError('no-value', `${id} is a range without a value`);
    return inUnit(quantity(value, unit), of);
  });
  const steps = values.slice(1).map((value, at) => value - (values[at] ?? value));
  const [first = 0, last = 0] = [values[0], values.at(-1)];
  const change = percentText(Math.abs(last / first - 1));
  const [from, to] = [records[0]?.as_of ?? '', records.at(-1)?.as_of ?? ''];
  const way = last >= first ? 'up' : 'down';
  return {
    steps: [...steps, last - first],
    says: `${numberText(first)} (${from}) to ${numberText(last)} (${to}) ${of}, ${way} ${change}`,
  };
}

/** Both ends of the interval, then the value. */
function rateOf(record: EconomicRecord | undefined): Direction {
  const still = record?.unit.startsWith('OOM/') ? 0 : record?.unit.startsWith('factor/') ? 1 : undefined;
  if (record?.value === undefined || still === undefined)
    throw new ClaimError('unlike-units', `${record?.id ?? ''} is no rate in OOM or factor for a time`);
  const { value, low = value, high = value, unit: of, as_of } = record;
  const interval = low === high ? '' : ` (${numberText(low)} to ${numberText(high)})`;
  return { steps: [low - still, high - still, value - still], says: `${numberText(value)}${interval} ${of}, ${as_of}` };
}

/** Every step along the claim holds; a whole against it fails; a step against it leaves it true in part. */
function along(steps: readonly number[], wanted: number): Outcome {
  const whole = (steps.at(-1) ?? 0) * wanted;
  if (whole <= 0) return 'fails';
  return steps.every((step) => step * wanted >= 0) ? 'holds' : 'possible';
}
