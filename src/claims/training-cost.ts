import type { StatementOf, Statement } from './card/statement.ts';
import { fastestChip, fastestDense } from './chip-speeds.ts';
import { unverified } from './economics/record.ts';
import { economicRecord } from './economics/records.ts';
import { RECORDS } from './economics/records.gen.ts';
import { rentalCostModel } from './models/rental-cost/model.ts';
import { type ChipTime, type Compute, largest, recorded } from './training.ts';

/** Records of what an hour of a chip was rented for. */
const RENTS: Readonly<Record<string, string>> = { H800: 'v3.price', H100: 'hw.h100.2025q1' };

export interface Money {
  readonly cost?: StatementOf<'cost'>;
  /** Stated cost by stated hours, USD a chip hour. */
  readonly impliedRent?: number;
  /** Stated hours at a recorded rent, in USD. */
  readonly rented?: {
    readonly value: number;
    readonly low: number;
    readonly high: number;
    readonly record: string;
    readonly unverified: boolean;
  };
}

export function moneyOf(statements: readonly Statement[], time: ChipTime | undefined): Money {
  const cost = largest(statements.filter((one) => one.what === 'cost'));
  const hours = time?.hours;
  const id = RENTS[hours?.chip?.toUpperCase() ?? ''];
  const record = id === undefined ? undefined : economicRecord(id);
  const at = (rent: number | undefined): number =>
    rentalCostModel.evaluate({ hours: hours?.value ?? 0, rent: rent ?? record?.value ?? 0 });
  return {
    ...(cost === undefined ? {} : { cost }),
    ...(cost === undefined || hours === undefined ? {} : { impliedRent: cost.value / hours.value }),
    ...(record === undefined
      ? {}
      : {
          rented: {
            value: at(record.value),
            low: at(record.low),
            high: at(record.high),
            record: record.id,
            unverified: unverified(record),
          },
        }),
  };
}

/** Rents so many times outside of those recorded are nobody's: years, contracts and staff do not make as much. */
const FAR = 20;

export interface RentGap {
  readonly is: 'far below' | 'far above';
  /** Dollars for a chip hour: at most where it is far below, at least where it is far above. */
  readonly rent: number;
  /** Chip hours that the cost had to pay for. */
  readonly hours: number;
  /** Where those hours come from. */
  readonly from: string;
  /** The recorded rents. */
  readonly low: number;
  readonly high: number;
  readonly records: readonly string[];
}

/**
 * A cost that no rent pays for, by a card's own numbers: over the stated hours, and under them over those that the stated compute
 * takes at the fastest dense peak. Undefined where nothing contradicts.
 */
export function rentGap(
  statements: readonly Statement[],
  time: ChipTime | undefined,
  compute: Compute | undefined,
): RentGap | undefined {
  const cost = largest(statements.filter((one) => one.what === 'cost'));
  if (cost === undefined) return undefined;
  const rents = rentsOf(time?.hours.chip);
  const [low, high] = [Math.min(...rents.map((one) => one.low)), Math.max(...rents.map((one) => one.high))];
  const records = rents.map(({ id }) => id);
  if (time !== undefined) {
    const rent = cost.low / time.hours.high;
    if (!time.hours.atLeast && rent > high * FAR)
      return { is: 'far above', rent, hours: time.hours.value, from: 'as stated', low, high, records };
  }
  const needed = neededHours(time?.hours.chip, compute);
  const stated = time === undefined ? undefined : { hours: time.hours.low, from: 'as stated' };
  const most = [stated, needed].flatMap((one) => one ?? []).toSorted((a, b) => b.hours - a.hours)[0];
  if (most === undefined || cost.atLeast) return undefined;
  const rent = cost.high / most.hours;
  return rent < low / FAR ? { is: 'far below', rent, ...most, low, high, records } : undefined;
}

/** Chip hours that a compute takes at the fastest dense peak: of the chip that is named, else of the fastest recorded. */
function neededHours(name: string | undefined, compute: Compute | undefined) {
  if (compute === undefined) return undefined;
  const named = name === undefined ? undefined : recorded(name);
  const peak = named === undefined ? undefined : fastestDense(named);
  const of = named === undefined || peak === undefined ? fastestChip() : { chip: named.name, peak: peak * 1e12 };
  return { hours: compute.low / of.peak / 3600, from: `what the stated training takes at the peak of ${of.chip}` };
}

/** Rents of the chip, else all that are recorded. */
function rentsOf(chip: string | undefined) {
  const all = RECORDS.filter(({ unit }) => /^USD\/chip:[^/]+\/h$/.test(unit));
  const own = all.filter(({ unit }) => chip !== undefined && unit === `USD/chip:${chip.toUpperCase()}/h`);
  return (own.length > 0 ? own : all).map(({ id, value = 0, low = value, high = value }) => ({ id, low, high }));
}
