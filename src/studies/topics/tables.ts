import { UsageError } from '../../core/errors.ts';
import type { Row } from './import/row.ts';

const MOST_ROWS = 200_000;

/** Rows of CSV, or of TSV, by its heading. @throws UsageError where it is none */
export async function csvRows(text: string, delimiter: ',' | '\t'): Promise<Row[]> {
  const { parse } = await import('csv-parse/sync');
  const rows: Row[] = parse(text, {
    columns: (heading: string[]) => heading.map((column) => column.trim()),
    bom: true,
    delimiter,
    skip_empty_lines: true,
    to: MOST_ROWS + 1,
  });
  return bounded(rows);
}

/** Rows of JSON lines. @throws UsageError where a line is no object */
export function jsonlRows(text: string): Row[] {
  const rows: Row[] = [];
  for (const [at, line] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (line.trim() === '') continue;
    rows.push(objectOf(line, at + 1));
    bounded(rows);
  }
  return bounded(rows);
}

function objectOf(line: string, number: number): Row {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new UsageError(`line ${number} is not JSON`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UsageError(`line ${number} is no object`);
  return value as Row;
}

function bounded(rows: Row[]): Row[] {
  if (rows.length > MOST_ROWS) throw new UsageError(`it has more than ${MOST_ROWS} rows`);
  return rows;
}
