import { Random } from '../../core/random.ts';
import { holm } from '../../statistics/holm.ts';
import type { Evidence } from '../engine/evidence.ts';
import type { Outcome } from '../engine/outcome.ts';
import type { AnalysisContext } from '../engine/study.ts';
import { agreements } from './agreement.ts';
import { contrastOf } from './contrasts.ts';
import { correctedRate } from './corrected.ts';
import { labelsOf } from './definition.ts';
import { contrastFigure, rateFigure } from './figures.ts';
import { measurementsOf } from './measurements.ts';
import type { StudyFile } from './read.ts';
import { rateOf } from './rates.ts';
import type { ContrastRow, RateRow } from './results.ts';
import { notesOf, summaryOf } from './summary.ts';
import { agreementTable, contrastTable, rateTable, trialsTable } from './tables.ts';
import { type JudgedAnswer, Tally } from './tally.ts';
import { witnessTable } from './witnesses.ts';

/** Rates with their intervals, contrasts between conditions, and agreement between models. */
export async function evidenceOf(
  { definition, items }: StudyFile,
  rows: () => AsyncIterable<Outcome<JudgedAnswer>>,
  context: AnalysisContext,
): Promise<Evidence> {
  const { level } = definition;
  const clusters = new Map(items.flatMap(({ id, cluster }) => (cluster === undefined ? [] : [[id, cluster] as const])));
  const tally = await Tally.of(rows(), clusters);
  const random = Random.from(context.seed);
  const arms = context.arms.map(({ id }) => id);
  const labels = definition.measure ?? labelsOf(definition.judge);

  const rates: RateRow[] = arms.flatMap((arm) =>
    definition.conditions.flatMap(({ id: condition }) =>
      labels.flatMap((label) => {
        const stream = random.split(`rate ${arm} ${condition} ${label}`);
        const rate = rateOf(tally.cell(arm, condition), label, tally.clustered, level, stream);
        if (rate === undefined) return [];
        const corrected = correctedRate(rate, label, definition.judge.measured, level, stream.split('judge'));
        return [{ ...rate, arm, condition, label, ...(corrected === undefined ? {} : { corrected }) }];
      }),
    ),
  );
  const contrasts = contrastsOf(definition.contrasts, arms, labels, tally, level, random);
  const agreeing = await agreements(rows(), context.arms, level);
  const witnesses = await witnessTable(agreeing, context);
  const summary = summaryOf(contrasts, context.arms, level);
  return {
    ...(summary === undefined ? {} : { summary }),
    measurements: measurementsOf(rates, contrasts, agreeing),
    tables: [
      trialsTable(arms, tally),
      rateTable(rates, level),
      ...(contrasts.length === 0 ? [] : [contrastTable(contrasts, level)]),
      ...(agreeing.length === 0 ? [] : [agreementTable(agreeing, level)]),
      ...(witnesses === undefined ? [] : [witnesses]),
    ],
    figures: [rateFigure(rates, arms), ...(contrasts.length === 0 ? [] : [contrastFigure(contrasts, arms)])],
    notes: notesOf(definition.judge.measured !== undefined, tally),
  };
}

function contrastsOf(
  pairs: readonly (readonly [string, string])[],
  arms: readonly string[],
  labels: readonly string[],
  tally: Tally,
  level: number,
  random: Random,
): readonly ContrastRow[] {
  const found = arms.flatMap((arm) =>
    pairs.flatMap(([first, second]) =>
      labels.flatMap((label) => {
        const stream = random.split(`contrast ${arm} ${first} ${second} ${label}`);
        const [one, other] = [tally.cell(arm, first), tally.cell(arm, second)];
        const contrast = contrastOf(one, other, label, tally.clustered, level, stream);
        return contrast === undefined ? [] : [{ ...contrast, arm, first, second, label }];
      }),
    ),
  );
  const adjusted = holm(found.map(({ p }) => p));
  return found.map((contrast, index) => ({ ...contrast, adjusted: adjusted[index] ?? 1 }));
}
