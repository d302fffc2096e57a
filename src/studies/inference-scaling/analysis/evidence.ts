import { Random } from '../../../core/random.ts';
import { plural } from '../../../core/quantities.ts';
import type { Evidence } from '../../engine/evidence.ts';
import type { Outcome } from '../../engine/outcome.ts';
import type { AnalysisContext } from '../../engine/study.ts';
import type { Judged } from '../judging.ts';
import { budgetsOf, type ScalingOptions } from '../options.ts';
import type { Question } from '../question.ts';
import { type Curve, curveOf } from './curve.ts';
import { figuresOf } from './figures.ts';
import { findingsOf } from './findings.ts';
import { forcingTable, Thoughts } from './forced.ts';
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
  const budgets = budgetsOf(setup.options);
  const thoughts = setup.options.by === 'forcing' ? await Thoughts.of(rows()) : undefined;
  for await (const outcome of rows()) {
    if (outcome.state !== 'judged' || outcome.judgement.said !== undefined) continue;
    const { arm, item, condition } = outcome;
    const at = budgets.findIndex(({ id }) => id === condition);
    const judgement = thoughts?.whole(outcome, outcome.judgement, budgets, at) ?? outcome.judgement;
    estimated ||= judgement.estimated === true;
    const items = answers.get(arm) ?? new Map<string, Map<string, Judged[]>>();
    const cells = items.get(item) ?? new Map<string, Judged[]>();
    cells.set(condition, [...(cells.get(condition) ?? []), judgement]);
    items.set(item, cells);
    answers.set(arm, items);
  }
  const random = Random.from(context.seed).split('inference-scaling analysis');
  const curves = [...answers].map(([arm, of]) => curveOf(arm, of, setup.options, random, context.prices?.get(arm)));
  const heldOut = curves.some(({ shape }) => shape?.holdout !== undefined);
  return {
    summary: curves.map(saidOf).join(' '),
    findings: findingsOf(curves),
    measurements: measurementsOf(curves),
    tables: [
      shapeTable(curves),
      curveTable(curves),
      ...(thoughts === undefined ? [] : [forcingTable(thoughts, budgets)]),
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
    ...(options.by === 'forcing'
      ? [
          'One thought grows through all budgets, which contrasts within each question allow for; each answer is charged with all that was thought up to it.',
        ]
      : []),
    ...(estimated ? ['Tokens that no server counted are estimated, as a quarter of the characters.'] : []),
    ...(dropped > 0 ? [`${plural(dropped, 'question')} without an answer at every budget were left out.`] : []),
  ];
}
