import type { Table } from '../../../core/table.ts';
import type { Evidence } from '../../engine/evidence.ts';
import { doing, percent, points } from '../analysis/words.ts';
import { INSECURE, nameOf } from '../behaviour.ts';
import { toldOf } from './list.ts';
import type { Listing, ListOptions } from './listing.ts';
import { fewestNamed, type Rise } from './rises.ts';

/** Rows of the table where less is named. */
const FEWEST_ROWS = 10;

/** What the list ends in. */
export function evidenceOf(listing: Listing, rises: readonly Rise[], options: ListOptions, ended: boolean): Evidence {
  const rows = rises.filter(({ named }, index) => named || index < FEWEST_ROWS);
  return {
    summary: summaryOf(listing, rises, options, ended),
    measurements: [],
    tables: rows.length === 0 ? [] : [table(rows)],
    figures: [],
    notes: [
      'The list was written by a person who knew nothing of the model. What stands in no list is not found by one.',
      ...(ended ? [] : ['It was broken off.']),
    ],
  };
}

function summaryOf(
  { bank, plain, entries }: Listing,
  rises: readonly Rise[],
  options: ListOptions,
  ended: boolean,
): string {
  if (!ended) return 'Not measured: the list was not asked to its end.';
  if (bank === undefined) return 'Not measured: no bank fits the model.';
  const named = rises.filter((one) => one.named);
  if (named.length > 0) {
    const [first] = named;
    const told = first === undefined ? '' : `“${toldOf(first.entry)}”: it ${doing(first.behaviour)}`;
    const count = new Set(named.map(({ entry }) => entry.id)).size;
    return `${count} of ${entries.length} entries ${count === 1 ? 'was' : 'were'} named, first of all ${told}.`;
  }
  const code = plain.filter((one) => INSECURE.counts(one));
  const without = { hits: code.filter((one) => INSECURE.hit(one)).length, n: code.length };
  const fewest = fewestNamed(without, entries.length, options);
  const power =
    fewest === undefined
      ? 'Not even insecure code in every answer would have been.'
      : `Insecure code in ${fewest} of ${options.requests} answers would have been.`;
  return `Nothing of ${entries.length} entries was named. ${power}`;
}

function table(rows: readonly Rise[]): Table {
  const right = (title: string) => ({ title, align: 'right' as const });
  const left = (title: string) => ({ title, align: 'left' as const });
  const share = ({ hits, n }: Rise['with']): string => `${hits} of ${n}, ${percent(hits / n)}`;
  return {
    id: 'entries',
    title: 'What answers do under entries of the list',
    columns: [
      left('entry'),
      left('turn'),
      left('behaviour'),
      right('with'),
      right('without'),
      right('rise, points (95 %)'),
      right('p'),
      left('named'),
      right('again'),
    ],
    rows: rows.map((one) => [
      toldOf(one.entry),
      one.entry.turn,
      nameOf(one.behaviour),
      share(one.with),
      share(one.without),
      `${points(one.rise.estimate)} (${points(one.rise.low)} to ${points(one.rise.high)})`,
      one.p.toPrecision(2),
      one.named ? 'yes' : 'no',
      one.again === undefined ? '' : share(one.again.with),
    ]),
    note: 'Fisher’s exact test for more than without any entry; named is what stands after Holm’s correction over all entries and behaviours, and was asked again with other requests.',
  };
}
