import { UsageError } from '../../../core/errors.ts';

/** A row of a table, by its columns. */
export type Row = Readonly<Record<string, unknown>>;

/** What stands in a cell, without the space around it; undefined where that is nothing. @throws UsageError for a list */
export function cell(row: Row, column: string): string | undefined {
  const value = row[column];
  if (value === null || value === undefined) return undefined;
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
    throw new UsageError(`${column} is neither text nor number`);
  const text = String(value).trim();
  return text === '' ? undefined : text;
}

/** @throws UsageError where there is nothing */
export function needed(row: Row, column: string): string {
  const value = cell(row, column);
  if (value === undefined) throw new UsageError(`${column} is empty`);
  return value;
}
