import type { Engagement } from '../../judges/engagement/engagement.ts';
import { labelOf, type Row } from './rows.ts';

/** What can become of a question, but for answers that count for nothing. */
export const LABELS = [
  'answered',
  'partly',
  'deflected',
  'refused',
  'blocked',
  'withdrawn',
  'empty',
] as const satisfies readonly Engagement[];

/** Answers of each label, in their order. */
export const countsOf = (answers: readonly Row[]): readonly number[] =>
  LABELS.map((label) => answers.filter((row) => row.missing === undefined && labelOf(row) === label).length);
