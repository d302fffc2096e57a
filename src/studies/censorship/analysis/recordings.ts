import type { Recording } from '../../../runtimes/recording.ts';
import type { AnalysisContext } from '../../engine/study.ts';
import type { Row } from './rows.ts';

/** Journals are read by parts: a service may have answered with megabytes. */
const AT_ONCE = 200;

/** Rows with what was recorded of them, in their order; those without an answer are left out. */
export async function* recordingsOf(
  rows: readonly Row[],
  { replies }: AnalysisContext,
): AsyncGenerator<{ readonly row: Row; readonly recording: Recording }> {
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const part = rows.slice(at, at + AT_ONCE);
    const found = await replies(part.map(({ trial }) => trial));
    for (const row of part) {
      const reply = found.get(row.trial)?.reply;
      if (reply?.kind === 'generate') yield { row, recording: reply.recording };
    }
  }
}
