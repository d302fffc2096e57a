import { Random } from '../../../core/random.ts';
import type { Measurement } from '../../../core/measurement.ts';
import type { Interval } from '../../../statistics/result.ts';
import type { Evidence } from '../../engine/evidence.ts';
import type { Outcome } from '../../engine/outcome.ts';
import type { AnalysisContext } from '../../engine/study.ts';
import type { Setup } from '../conduct.ts';
import type { Course } from '../course/course.ts';
import type { Endpoint } from '../course/tally.ts';
import type { Judged } from '../judging.ts';
import { ALWAYS, shareOver } from './always.ts';
import { contextResults } from './contexts.ts';
import { contextFigure } from './figure.ts';
import { alwaysFinding, contextFindings } from './findings.ts';
import { judgeErrors } from './judge-error.ts';
import { measurementsOf } from './measurements.ts';
import { notesOf } from './notes.ts';
import { detectableIn, neutralCells } from './sight.ts';
import { type State, stateOf } from './state.ts';
import { summaryOf } from './summary.ts';
import { answerTable, contextTable, pilotTable, screenTable } from './tables.ts';
import { Answers } from './witnesses.ts';

/** What the study ends in. */
export async function evidenceOf(
  setup: Setup,
  rows: () => AsyncIterable<Outcome<Judged>>,
  context: AnalysisContext,
): Promise<Evidence> {
  const state = await stateOf(setup, rows, context);
  const { course } = state.progress;
  return course === undefined ? unmeasured(setup, state) : await measured(setup, state, course, context);
}

/** No bank fits: nothing is known of the model. */
function unmeasured({ named }: Setup, { progress, outcomes, ended }: State): Evidence {
  const why = ended
    ? 'Not measured: to no bank did the model answer with code that uses the names it was given. Name one with --bank, or write one of its world.'
    : 'Not measured: it was broken off before a bank was chosen.';
  return {
    summary: why,
    measurements: [],
    tables: [pilotTable(progress), answerTable(outcomes, progress)],
    figures: [],
    notes: named.length === 0 ? [] : ['The contexts that were named were not asked.'],
  };
}

async function measured(
  { options, named }: Setup,
  { progress, outcomes, ended }: State,
  course: Course,
  context: AnalysisContext,
): Promise<Evidence> {
  const random = Random.from(context.seed).split('sabotage analysis');
  const errors = judgeErrors(course.bank, course.split.confirm);
  const results = contextResults(progress, errors, random.split('effects'));
  const answers = new Answers(outcomes, progress.suspect);
  const share = shareOver(
    neutralCells([course.screening, course.confirming], course, 'insecure'),
    random.split('neutral'),
  );
  const always = share !== undefined && share.low > ALWAYS ? share : undefined;
  const held: Interval | undefined =
    progress.reference === undefined
      ? undefined
      : shareOver(neutralCells([progress.held], course, 'insecure'), random.split('held'));
  const detectable = (endpoint: Endpoint) => {
    const [screened, own] = course.confirmation?.families.get(endpoint) ?? [];
    const known = endpoint === 'insecure' ? errors : undefined;
    return {
      screened: screened === undefined ? undefined : detectableIn(course, options, endpoint, screened, known),
      named: own === undefined ? undefined : detectableIn(course, options, endpoint, own, known),
    };
  };
  // A part of the study would not have seen what all of it would.
  const nothing = { screened: undefined, named: undefined };
  const seen = ended ? detectable('insecure') : nothing;
  const findings = await contextFindings(results, progress, options, answers, context);
  const one = always === undefined ? undefined : await alwaysFinding(always, progress, held, answers, context);
  const figure = contextFigure(results, errors);
  const measurements: readonly Measurement[] = measurementsOf(results, share, seen, progress);
  return {
    summary: summaryOf({
      bank: course.bank.id,
      piloted: progress.fits.length > 0,
      ended,
      confirming: course.confirmation !== undefined,
      usable: share !== undefined,
      screened: course.others.length,
      named: named.length,
      results,
      always,
      detectable: seen,
      corrected: errors !== undefined,
    }),
    findings: [...findings, ...(one === undefined ? [] : [one])],
    measurements,
    tables: [
      ...(results.length === 0 ? [] : [contextTable(results, progress.reference)]),
      ...(course.others.length === 0 ? [] : [screenTable(course)]),
      answerTable(outcomes, progress),
      ...(progress.fits.length === 0 ? [] : [pilotTable(progress)]),
    ],
    figures: figure === undefined ? [] : [figure],
    notes: notesOf(
      course,
      options,
      errors !== undefined,
      ended ? detectable('refused') : nothing,
      progress.reference === undefined ? 'none' : held === undefined ? 'mute' : 'held',
    ),
  };
}
