import { wilson } from '../../src/statistics/wilson.ts';
import type { Judged } from '../detect/judge.ts';
import type { Verdict } from './peers.ts';

/** What one tool says of every case, by `case-N`. */
export interface Column {
  readonly name: string;
  readonly verdicts: ReadonlyMap<string, Verdict>;
  readonly seconds?: number;
}

interface Tally {
  readonly hits: number;
  readonly n: number;
  readonly errors: number;
}

/** How many malicious cases each tool finds, and how many harmless ones it flags. */
export function table(judged: readonly Judged[], columns: readonly Column[]): string {
  const head = [
    `${'tool'.padEnd(30)} ${'malicious found'.padEnd(36)} ${'harmless flagged'.padEnd(36)} errors  seconds`,
  ];
  const rows = columns.map((column) => {
    const malicious = tally(judged, column, (one) => one.malicious);
    const harmless = tally(judged, column, (one) => !one.malicious);
    return [
      column.name.padEnd(30),
      rate(malicious).padEnd(36),
      rate(harmless).padEnd(36),
      String(malicious.errors + harmless.errors).padStart(6),
      (column.seconds?.toFixed(0) ?? '').padStart(8),
    ].join(' ');
  });
  return [...head, ...rows].join('\n');
}

/** The share of the malicious cases that each tool finds, by class of trick. */
export function classes(judged: readonly Judged[], columns: readonly Column[]): string {
  const tricks = [...new Set(judged.flatMap(({ malicious, trick }) => (malicious ? [trick] : [])))].toSorted();
  const head = `${'malicious found, by class'.padEnd(26)} ${'cases'.padStart(6)} ${columns.map(({ name }) => short(name)).join(' ')}`;
  const rows = tricks.map((trick) => {
    const tallies = columns.map((column) => tally(judged, column, (one) => one.malicious && one.trick === trick));
    const shares = tallies.map(({ hits, n }) => `${Math.round((100 * hits) / n)} %`.padStart(12));
    return `${trick.padEnd(26)} ${String(tallies[0]?.n ?? 0).padStart(6)} ${shares.join(' ')}`;
  });
  return [head, ...rows].join('\n');
}

function tally(judged: readonly Judged[], { verdicts }: Column, of: (one: Judged) => boolean): Tally {
  const own = judged.flatMap((one, index) => (of(one) ? [verdicts.get(`case-${index}`)] : []));
  return {
    hits: own.filter((verdict) => verdict?.flagged === true).length,
    n: own.length,
    errors: own.filter((verdict) => typeof verdict?.error === 'string').length,
  };
}

function rate({ hits, n }: Tally): string {
  if (n === 0) return 'no cases';
  const { low, high } = wilson(hits, n);
  return `${hits} of ${n}, ${percent(hits / n)} % (${percent(low)} to ${percent(high)})`;
}

const percent = (share: number): string => (100 * share).toFixed(1);

/** The name without the version, as wide as a column. */
const short = (name: string): string =>
  name
    .replace(/ \d[\d.]*$/, '')
    .replace('modelaudit, critical', 'audit, crit.')
    .replace('picklescan --strict', 'scan, strict')
    .slice(0, 12)
    .padStart(12);
