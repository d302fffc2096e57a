import { format } from '../core/figures/format.ts';
import type { Table } from '../core/table.ts';
import { letter } from '../dossier/side-notes.ts';
import type { SideBySide, SideCell, SideColumn, SideRow } from '../dossier/side-by-side.ts';

const MOST_ROWS = 100;

/** A table for each thing that was measured: what it was measured under, each model, and how far it is from the first. */
export function sideTables(one: SideBySide): readonly Table[] {
  return [...Map.groupBy(one.rows, ({ title }) => title)].map(([title, rows], index) => ({
    id: `${one.study}-${index}`,
    title,
    columns: [
      { title: 'under', align: 'left' },
      ...one.columns.flatMap((column, at) => [
        { title: columnTitle(column), align: 'right' as const },
        ...(hasDifferences(rows, at)
          ? [{ title: `${named(column, one)} − ${named(one.columns[0], one)}`, align: 'right' as const }]
          : []),
      ]),
    ],
    rows: rows
      .slice(0, MOST_ROWS)
      .map((row) => [
        Object.values(row.under).join(' · ') || 'all',
        ...row.cells.flatMap((cell, at) => [
          cell === null ? 'not measured' : valueText(cell, row.unit),
          ...(hasDifferences(rows, at) ? [differenceText(cell, row.unit)] : []),
        ]),
      ]),
    ...noteOf(rows),
  }));
}

function noteOf(rows: readonly SideRow[]): Pick<Table, 'note'> {
  const [first] = rows;
  const differences = first?.cells.some((_, column) => hasDifferences(rows, column)) === true;
  const shares = first?.unit === 'share' || first?.unit === 'difference of shares';
  const notes = [
    ...(differences ? [`Differences${shares ? ' in percentage points' : ''}; * where the interval leaves 0 out.`] : []),
    ...(rows.length > MOST_ROWS ? [`… and ${rows.length - MOST_ROWS} more rows: --format json has all.`] : []),
  ];
  return notes.length === 0 ? {} : { note: notes.join(' ') };
}

/** Which columns are which models. */
export const columnTitle = ({ dossier, arm }: SideColumn): string => `${letter(dossier)}: ${arm}`;

/** By its letter alone, where that says it. */
function named(column: SideColumn | undefined, { columns }: SideBySide): string {
  if (column === undefined) return '';
  return columns.filter(({ dossier }) => dossier === column.dossier).length > 1
    ? columnTitle(column)
    : letter(column.dossier);
}

const hasDifferences = (rows: readonly SideRow[], column: number): boolean =>
  rows.some(({ cells }) => cells[column]?.difference !== undefined);

/** Numbers as the unit has them. */
function sayer(unit: string): { value: (value: number) => string; difference: (value: number) => string } {
  if (unit === 'share') return { value: format('share'), difference: format('points') };
  if (unit === 'difference of shares') return { value: format('points'), difference: format('points') };
  const plain = format('number');
  return {
    value: (value) => `${plain(value)}${unit === '%' ? '%' : ''}`,
    difference: (value) => `${value > 0 ? '+' : ''}${plain(value)}`,
  };
}

function valueText({ value, interval, n }: SideCell, unit: string): string {
  const say = sayer(unit).value;
  const range = interval === undefined ? '' : ` [${say(interval.low)}, ${say(interval.high)}]`;
  return `${say(value)}${range}${n === undefined ? '' : ` (${n})`}`;
}

/** An asterisk where the interval leaves 0 out. */
function differenceText(cell: SideCell | null, unit: string): string {
  if (cell?.difference === undefined) return '';
  const { value, low, high } = cell.difference;
  const say = sayer(unit).difference;
  return `${say(value)} [${say(low)}, ${say(high)}]${low > 0 || high < 0 ? ' *' : ''}`;
}
