import type { Claim } from './claim.ts';
import type { FileAssumption } from './claimed.ts';
import type { Dated } from './checks/known-by.ts';
import type { EconomicRecord } from './economics/record.ts';
import { economicRecord } from './economics/records.ts';
import { RECORDS } from './economics/records.gen.ts';

const IDS: ReadonlySet<string> = new Set(RECORDS.map(({ id }) => id));

/** The records that a claim is held against or that rivals give, in the order in which they stand in it. */
export function recordsOf({ check, rivals }: Claim): readonly EconomicRecord[] {
  const found = new Set<string>();
  collect(check, found);
  for (const { record } of rivals) if (record !== undefined) found.add(record);
  return [...found].map(economicRecord);
}

/** Ids of records have dots, and no other word of a claim is one of them. */
function collect(value: unknown, into: Set<string>): void {
  if (typeof value === 'string') {
    if (IDS.has(value)) into.add(value);
    return;
  }
  if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) collect(part, into);
}

/** What an input rests on, each with its day; an assumption without one is of the day of the claim. */
export function datedOf(name: string, assumption: FileAssumption): readonly Dated[] {
  if ('record' in assumption) return [datedRecord(assumption.record)];
  if ('sum' in assumption) return assumption.sum.map(datedRecord);
  if ('from' in assumption) return [assumption.from, assumption.to].map((date) => ({ name, date }));
  return 'unknown' in assumption || assumption.as_of === undefined ? [] : [{ name, date: assumption.as_of }];
}

const datedRecord = (id: string): Dated => ({ name: id, date: economicRecord(id).as_of });

/** Where an input comes from, and how well that is known. */
export interface InputSource {
  readonly text: string;
  readonly status?: string;
}

export function sourceOf(assumption: FileAssumption): InputSource {
  if ('record' in assumption) {
    const { id, source, as_of, status } = economicRecord(assumption.record);
    return { text: `${source}, ${as_of} (${id})`, status };
  }
  if ('sum' in assumption) {
    const sources = new Set(assumption.sum.map((id) => economicRecord(id).source));
    return { text: `${[...sources].join('; ')} (sum of ${assumption.sum.join(', ')})` };
  }
  if ('from' in assumption) return { text: `the time from ${assumption.from} to ${assumption.to}` };
  if ('unknown' in assumption) return { text: assumption.unknown };
  const { source = 'assumed', as_of, status } = assumption;
  return { text: as_of === undefined ? source : `${source}, ${as_of}`, ...(status === undefined ? {} : { status }) };
}
