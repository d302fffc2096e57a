import { fileWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import { UsageError } from '../../../core/errors.ts';
import { systemReason } from '../../../sources/file-source.ts';
import { type Cell, COLUMNS } from './columns.ts';
import type { Sink } from './sink.ts';

/** Apache Parquet, a row group for each batch. */
export function parquetSink(output: string): Sink {
  const columns = (rows: readonly (readonly Cell[])[]) =>
    COLUMNS.map(({ name, type }, index) => ({
      name,
      type,
      nullable: true,
      data: rows.map((row) => row[index] ?? null),
    }));
  try {
    const writer = new ParquetWriter({
      writer: fileWriter(output),
      schema: schemaFromColumnData({ columnData: columns([]) }),
      createdBy: 'assay',
    });
    return {
      write: (rows) => void writer.write({ columnData: columns(rows), rowGroupSize: rows.length }),
      end: () => void writer.finish(),
    };
  } catch (cause) {
    throw new UsageError(`cannot write ${JSON.stringify(output)}: ${systemReason(cause)}`);
  }
}
