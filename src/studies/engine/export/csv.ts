import { closeSync, openSync, writeSync } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import { UsageError } from '../../../core/errors.ts';
import { systemReason } from '../../../sources/file-source.ts';
import { COLUMNS } from './columns.ts';
import type { Sink } from './sink.ts';

/**
 * Comma-separated values by RFC 4180. Answers are somebody else's text: what a spreadsheet would take for a formula is
 * written as text (CWE-1236).
 */
export function csvSink(output: string): Sink {
  let file: number;
  try {
    file = openSync(output, 'w');
  } catch (cause) {
    throw new UsageError(`cannot write ${JSON.stringify(output)}: ${systemReason(cause)}`);
  }
  const put = (text: string): void => {
    const bytes = Buffer.from(text);
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
  };
  put(stringify([COLUMNS.map(({ name }) => name)]));
  return {
    write: (rows) =>
      put(
        stringify(
          rows.map((row) => [...row]),
          { escape_formulas: true },
        ),
      ),
    end: () => closeSync(file),
  };
}
