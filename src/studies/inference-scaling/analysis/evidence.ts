import { Random } from '../../../core/random.ts';
import { plural } from '../../../core/quantities.ts';
import type { Evidence } from '../../engine/evidence.ts';
import type { Outcome } from '../../engine/outcome.ts';
import type { AnalysisContext } from '../../engine/study.ts';
import type { Judged } from '../judging.ts';
import type { ScalingOptions } from '../options.ts';
import type { Question } from '../question.ts';
import { type Curve, curveOf } from './curve.ts';
import { figuresOf } from './figures.ts';
import { findingsOf } from './findings.ts';
import { measurementsOf } from './measurements.ts';
import { coverageTable, curveTable, holdoutTable, shapeTable } from './tables.ts';
import { saidOf } from './words.ts';

interface Setup {
  readonly options: ScalingOptions;
  readonly questions: readonly Question[];
  /** The questions were made up, and are nobody's own. */
  readonly generated: boolean;
}

/** What the study ends in. */
export async function evidenceOf(
  setup: Setup,
  rows: () => AsyncIterable<Outcome<Judged>>,
  context: AnalysisContext,
): Promise<Evidence> {
  const answers = new Map<string, Map<string, Map<string, Judged[]>>>(context.arms.map(({ id }) => [id, new Map()]));
  let estimated = false;
  for await (const outcome of rows()) {
    if (outcome.state !== 'judged') continue;
    const { arm, item, condition, judgement } = outcome;
    estimated ||= judgement.estimated === true;
    const items = answers.get(arm) ?? new Map<string, Map<string, Judged[]>>();
    const budgets = items.get(item) ?? new Map<string, Judged[]>();
    budgets.set(condition, [...(budgets.get(condition) ?? []), judgement]);
    items.set(item, budgets);
    answers.set(arm, items);
  }
  const random = Random.from(context.seed).split('inference-scaling analysis');
  const curves = [...answers].map(([arm, of]) => curveOf(arm, of, setup.options, random));
  const heldOut = curves.some(({ shape }) => shape?.holdout !== undefined);
  return {
    summary: curves.map(saidOf).join(' '),
    findings: findingsOf(curves),
    measurements: measurementsOf(curves),
    tables: [
      shapeTable(curves),
      curveTable(curves),
      ...(heldOut ? [holdoutTable(curves)] : []),
      ...(curves.some(({ coverage }) => coverage.length > 0) ? [coverageTable(curves)] : []),
    ],
    figures: figuresOf(curves),
    notes: notesOf(setup, curves, estimated),
  };
}

function notesOf({ options, generated, questions }: Setup, curves: readonly Curve[], estimated: boolean): string[] {
  const dropped = curves.reduce((sum, one) => sum + one.dropped, 0);
  return [
    'A law of this form holds on the range that was measured, and says nothing beyond it.',
    ...(generated
      ? [
          `The ${plural(questions.length, 'question')} were made up from a seed: small arithmetic, orders, counting, days of the week. What holds for them need not hold for other tasks.`,
        ]
      : []),
    ...(options.by === 'max-tokens'
      ? ['The model was not told its budget: an answer that was not finished within it counts as not right.']
      : []),
    ...(estimated ? ['Tokens that no server counted are estimated, as a quarter of the characters.'] : []),
    ...(dropped > 0 ? [`${plural(dropped, 'question')} without an answer at every budget were left out.`] : []),
  ];
}
