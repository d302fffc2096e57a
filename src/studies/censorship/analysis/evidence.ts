import { Random } from '../../../core/random.ts';
import type { Table } from '../../../core/table.ts';
import type { Evidence } from '../../engine/evidence.ts';
import type { Outcome } from '../../engine/outcome.ts';
import type { AnalysisContext } from '../../engine/study.ts';
import type { Reading } from '../attribution/reading.ts';
import type { Chosen } from '../chosen.ts';
import type { Judged } from '../judged.ts';
import type { CensorshipOptions } from '../options.ts';
import { readingsFor, readingTable } from './attribution.ts';
import { type Behind, behindOf, behindTable } from './behind.ts';
import { figuresOf, marked } from './figures.ts';
import { findingsOf } from './findings.ts';
import { type JudgeErrors, judgeErrors } from './judge-error.ts';
import { measurementsOf } from './measurements.ts';
import { mirrorTable } from './mirror-table.ts';
import { notesOf } from './notes.ts';
import { examinedOf, isRead, type Results, resultsOf } from './results.ts';
import { rowsOf } from './rows.ts';
import { partialTable, prefillTable, reasoningTable, stockTable } from './side-tables.ts';
import { summaryOf } from './summary.ts';
import { accountTable, contrastTable, engagementTable, missingTable, testTable, topicTable } from './tables.ts';
import { timelineOf } from './timeline.ts';
import { languageName } from './words.ts';

/** What the study ends in. */
export async function evidenceOf(
  chosen: Chosen,
  options: CensorshipOptions,
  outcomes: () => AsyncIterable<Outcome<Judged>>,
  context: AnalysisContext,
): Promise<Evidence> {
  const random = Random.from(context.seed).split('censorship');
  const rows = await rowsOf(outcomes(), chosen);
  const results = resultsOf(rows, chosen, options, context.arms, random.split('contrasts'));
  const ended = !rows.rows.some(({ missing }) => missing === 'skipped');
  const timeline = await timelineOf(results, context);
  const errors: JudgeErrors = isRead(results) ? new Map() : judgeErrors();
  const behind = await behindOf(results, context);
  const readings = await readingsFor(results, behind, context);
  return {
    summary: summaryOf(results, { readings, errors, ended }, random.split('summary')),
    findings: await findingsOf(results, readings, context),
    measurements: measurementsOf(results, random.split('measurements')),
    tables: await tablesOf(results, { readings, behind, errors }, context, random),
    figures: [
      ...figuresOf(results, random.split('figures')),
      ...(timeline === undefined ? [] : [marked(timeline, results)]),
    ],
    notes: notesOf(results, errors, ended),
  };
}

async function tablesOf(
  results: Results,
  { readings, behind, errors }: { readings: readonly Reading[]; behind: Behind; errors: JudgeErrors },
  context: AnalysisContext,
  random: Random,
): Promise<readonly Table[]> {
  const by = [
    { id: 'language', title: 'language', column: 'language', of: ({ question }) => languageName(question.language) },
    {
      id: 'form',
      title: 'form of the question',
      column: 'form',
      of: ({ question, topic }) => (topic.kind === 'topic' || topic.kind === 'mirror' ? question.form : 'all'),
    },
    { id: 'group', title: 'group of topics', column: 'group', of: ({ topic }) => topic.group },
  ] as const satisfies readonly Parameters<typeof engagementTable>[1][];
  const tables = [
    ...by.map((one) => engagementTable(results, one, errors, random.split(one.id))),
    readingTable(readings),
    contrastTable(results),
    testTable(results),
    ...examinedOf(results).map((arm) => topicTable(arm, results)),
    ...examinedOf(results).map((arm) => mirrorTable(arm, results)),
    accountTable(results, random.split('accounts')),
    await stockTable(results, context),
    partialTable(results),
    reasoningTable(results),
    prefillTable(results),
    behindTable(behind),
    missingTable(results),
  ];
  return tables.flatMap((table) => (table === undefined || table.rows.length === 0 ? [] : [table]));
}
