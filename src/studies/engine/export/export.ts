import { join } from 'node:path';
import { readJournal } from '../journal-file.ts';
import type { AnsweredRow, FaultRow } from '../journal-row.ts';
import type { Outcome } from '../outcome.ts';
import { readOutcomes } from '../outcome-file.ts';
import { JOURNAL_NAME, OUTCOMES_NAME } from '../run.ts';
import { type Cell, COLUMNS } from './columns.ts';
import { csvSink } from './csv.ts';
import { parquetSink } from './parquet.ts';
import type { Sink } from './sink.ts';

/** Forms of a table. */
type ExportFormat = 'csv' | 'parquet';

/** Rows that are held at one time. */
const BATCH = 2000;

/**
 * Writes the trials of a study's folder as a table, in the order in which they were answered, with the outcomes of the
 * last judge. Gives their number.
 * @throws UsageError, StorageError where there is no journal to read, or no place to write
 */
export async function exportJournal(folder: string, format: ExportFormat, output: string): Promise<number> {
  const journal = join(folder, JOURNAL_NAME);
  const latest = latestRows(journal);
  const outcomes = await outcomesOf(join(folder, OUTCOMES_NAME));
  const sink: Sink = format === 'csv' ? csvSink(output) : parquetSink(output);
  let batch: (readonly Cell[])[] = [];
  const flush = (): void => {
    if (batch.length > 0) sink.write(batch);
    batch = [];
  };
  readJournal(journal, (row, { at }) => {
    if (!('trial' in row) || latest.get(row.trial) !== at) return;
    batch.push(cellsOf(row, outcomes.get(row.trial)));
    if (batch.length === BATCH) flush();
  });
  flush();
  sink.end();
  return latest.size;
}

/** Where the row of each trial stands that counts: an answer, else the last failure. */
function latestRows(journal: string): ReadonlyMap<string, number> {
  const answered = new Set<string>();
  const latest = new Map<string, number>();
  readJournal(journal, (row, { at }) => {
    if (!('trial' in row) || answered.has(row.trial)) return;
    latest.set(row.trial, at);
    if ('reply' in row) answered.add(row.trial);
  });
  return latest;
}

/** None where nobody has judged yet. */
async function outcomesOf(path: string): Promise<ReadonlyMap<string, Outcome<unknown>>> {
  const outcomes = new Map<string, Outcome<unknown>>();
  try {
    for await (const outcome of readOutcomes<unknown>(path)) outcomes.set(outcome.trial, outcome);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return outcomes;
}

function cellsOf(row: AnsweredRow | FaultRow, outcome: Outcome<unknown> | undefined): readonly Cell[] {
  return COLUMNS.map((column) => column.of(row, outcome));
}
