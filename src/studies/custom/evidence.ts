import type { IntervalFigure } from '../../core/figure.ts';
import type { Measurement } from '../../core/measurement.ts';
import { Random } from '../../core/random.ts';
import type { Table } from '../../core/table.ts';
import { answerOf } from '../../runtimes/answer.ts';
import { holm } from '../../statistics/holm.ts';
import type { Interval } from '../../statistics/result.ts';
import type { Evidence } from '../engine/evidence.ts';
import type { Outcome } from '../engine/outcome.ts';
import type { AnalysisContext } from '../engine/study.ts';
import { type Agreement, agreements } from './agreement.ts';
import { type Contrast, contrastOf, POWER } from './contrasts.ts';
import { correctedRate } from './corrected.ts';
import { labelsOf } from './definition.ts';
import type { StudyFile } from './read.ts';
import { type Rate, rateOf } from './rates.ts';
import { type JudgedAnswer, Tally } from './tally.ts';

interface RateRow extends Rate {
  readonly arm: string;
  readonly condition: string;
  readonly label: string;
  /** The same, corrected for what the judge is known to get wrong. */
  readonly corrected?: Interval;
}

interface ContrastRow extends Contrast {
  readonly arm: string;
  readonly first: string;
  readonly second: string;
  readonly label: string;
  /** By Holm, over all contrasts of the study. */
  readonly adjusted: number;
}

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
  const summary = summaryOf(contrasts, level);
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
    figures: [rateFigure(rates, arms), ...(contrasts.length === 0 ? [] : [contrastFigure(contrasts)])],
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

function measurementsOf(
  rates: readonly RateRow[],
  contrasts: readonly ContrastRow[],
  agreeing: readonly Agreement[],
): Measurement[] {
  const interval = ({ low, high, level }: Interval) => ({ low, high, level });
  return [
    ...rates.map((rate) => ({
      id: `rate/${rate.arm}/${rate.condition}/${rate.label}`,
      title: `Share of answers that are ${rate.label}`,
      value: rate.corrected?.estimate ?? rate.estimate,
      unit: 'share',
      interval: interval(rate.corrected ?? rate),
      n: rate.trials,
      conditions: { model: rate.arm, condition: rate.condition, label: rate.label },
      method:
        rate.corrected === undefined ? rate.method : `${rate.method}, corrected for the judge by Rogan and Gladen`,
    })),
    ...contrasts.map((contrast) => ({
      id: `contrast/${contrast.arm}/${contrast.first}-${contrast.second}/${contrast.label}`,
      title: `Share of ${contrast.label}: ${contrast.first} less ${contrast.second}`,
      value: contrast.interval.estimate,
      unit: 'difference of shares',
      interval: interval(contrast.interval),
      n: contrast.items,
      conditions: { model: contrast.arm, contrast: `${contrast.first} - ${contrast.second}`, label: contrast.label },
      method: contrast.method,
    })),
    ...agreeing.map(({ first, second, sameText, trials }) => ({
      id: `agreement/${first}/${second}`,
      title: `Trials that ${first} and ${second} answer with the same text`,
      value: sameText.estimate,
      unit: 'share',
      interval: interval(sameText),
      n: trials,
      conditions: { model: first, against: second },
      method: 'Wilson',
    })),
  ];
}

/** The largest difference that is none of chance, or what would have been seen. */
function summaryOf(contrasts: readonly ContrastRow[], level: number): string | undefined {
  const size = ({ interval }: ContrastRow): number => Math.abs(interval.estimate);
  const told = contrasts.filter(({ adjusted }) => adjusted <= 1 - level);
  const largest = told.toSorted((a, b) => size(b) - size(a) || b.interval.estimate - a.interval.estimate)[0];
  if (largest !== undefined) {
    const { arm, first, second, label, interval } = largest;
    const more = interval.estimate > 0 ? 'more' : 'less';
    return `For ${arm}, ${label} is ${(100 * size(largest)).toFixed(1)} points ${more} frequent under ${first} than under ${second} (${level * 100} % interval ${points(interval.low)} to ${points(interval.high)}).`;
  }
  const worst = Math.max(...contrasts.map(({ detectable }) => detectable));
  if (contrasts.length === 0 || !Number.isFinite(worst)) return undefined;
  return `No difference between conditions stands out; one of ${(100 * worst).toFixed(1)} points would have been seen in ${POWER * 100} % of such studies.`;
}

const left = (title: string) => ({ title, align: 'left' }) as const;
const right = (title: string) => ({ title, align: 'right' }) as const;
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const points = (share: number): string => `${share > 0 ? '+' : ''}${(100 * share).toFixed(1)}`;
const span = ({ low, high }: Interval): string => `${percent(low)} to ${percent(high)}`;
const probability = (p: number): string => (p < 0.0001 ? '< 0.0001' : p.toFixed(4));

function trialsTable(arms: readonly string[], tally: Tally): Table {
  return {
    id: 'trials',
    title: 'Trials',
    columns: [left('model'), right('judged'), right('not judged'), right('failed'), right('skipped')],
    rows: arms.map((arm) => {
      const { judged, unjudged, errored, skipped } = tally.states(arm);
      return [arm, ...[judged, unjudged, errored, skipped].map(String)];
    }),
  };
}

function rateTable(rates: readonly RateRow[], level: number): Table {
  const corrected = rates.some((rate) => rate.corrected !== undefined);
  return {
    id: 'rates',
    title: 'How often each label was given',
    columns: [
      left('model'),
      left('condition'),
      left('label'),
      right('share'),
      right(`${level * 100} % interval`),
      ...(corrected ? [right('corrected for the judge'), right('interval')] : []),
      right('trials'),
      right('items'),
    ],
    rows: rates.map((rate) => [
      rate.arm,
      rate.condition,
      rate.label,
      percent(rate.estimate),
      span(rate),
      ...(corrected
        ? [
            rate.corrected === undefined ? '' : percent(rate.corrected.estimate),
            rate.corrected ? span(rate.corrected) : '',
          ]
        : []),
      `${rate.count} of ${rate.trials}`,
      String(rate.items),
    ]),
  };
}

function contrastTable(contrasts: readonly ContrastRow[], level: number): Table {
  return {
    id: 'contrasts',
    title: 'Differences between conditions, on the same items',
    columns: [
      left('model'),
      left('contrast'),
      left('label'),
      right('points'),
      right(`${level * 100} % interval`),
      right('p'),
      right('p (Holm)'),
      right('items'),
      right('could have seen'),
    ],
    rows: contrasts.map(({ arm, first, second, label, interval, p, adjusted, items, detectable }) => [
      arm,
      `${first} − ${second}`,
      label,
      points(interval.estimate),
      `${points(interval.low)} to ${points(interval.high)}`,
      probability(p),
      probability(adjusted),
      String(items),
      Number.isFinite(detectable) ? `${points(detectable)} or more` : 'nothing',
    ]),
    note: `“Could have seen” is the smallest difference that this many items tell in ${POWER * 100} % of studies.`,
  };
}

function agreementTable(agreeing: readonly Agreement[], level: number): Table {
  return {
    id: 'agreement',
    title: 'Agreement between models, trial by trial',
    columns: [
      left('models'),
      right('same label'),
      right(`${level * 100} % interval`),
      right('same text'),
      right(`${level * 100} % interval`),
      right('trials'),
    ],
    rows: agreeing.map(({ first, second, sameLabel, sameText, trials }) => [
      `${first} and ${second}`,
      percent(sameLabel.estimate),
      span(sameLabel),
      percent(sameText.estimate),
      span(sameText),
      String(trials),
    ]),
    note: 'White space aside: detokenizers differ in it.',
  };
}

const CUT = 240;

/** Trials in which what is said to be one set of weights answered otherwise, side by side. */
async function witnessTable(agreeing: readonly Agreement[], context: AnalysisContext): Promise<Table | undefined> {
  const rows = await Promise.all(
    agreeing
      .filter(({ sameWeights }) => sameWeights)
      .flatMap(({ differing }) =>
        differing.map(async (keys) => {
          const replies = await context.replies(keys);
          const sides = keys.map((key) => replies.get(key));
          const texts = sides.map((side) => {
            const text = side?.reply.kind === 'generate' ? answerOf(side.reply.recording).text : '';
            return text.length > CUT ? `${text.slice(0, CUT)}…` : text;
          });
          const trial = sides[0]?.trial;
          return [
            `${trial?.item ?? ''} · ${trial?.condition ?? ''}`,
            sides.map((side) => side?.trial.arm).join(' / '),
            ...texts,
          ];
        }),
      ),
  );
  if (rows.length === 0) return undefined;
  const columns = [left('item and condition'), left('models'), left('the first says'), left('the second says')];
  return { id: 'differing', title: 'Where they differ', columns, rows };
}

function rateFigure(rates: readonly RateRow[], arms: readonly string[]): IntervalFigure {
  const groups = Map.groupBy(rates, ({ arm, label }) => (arms.length > 1 ? `${label}: ${arm}` : label));
  return {
    kind: 'intervals',
    id: 'rates',
    title: 'How often each label was given',
    label: 'share of answers',
    unit: 'share',
    domain: [0, 1],
    groups: [...groups].map(([title, rows]) => ({
      title,
      rows: rows.map(({ condition, estimate, low, high, trials }) => ({
        title: condition,
        value: estimate,
        low,
        high,
        n: trials,
      })),
    })),
  };
}

function contrastFigure(contrasts: readonly ContrastRow[]): IntervalFigure {
  const groups = Map.groupBy(contrasts, ({ first, second }) => `${first} − ${second}`);
  return {
    kind: 'intervals',
    id: 'contrasts',
    title: 'Differences between conditions',
    label: 'difference in percentage points',
    unit: 'points',
    baseline: 0,
    groups: [...groups].map(([title, rows]) => ({
      title,
      rows: rows.map(({ arm, label, interval: { estimate, low, high }, items }) => ({
        title: `${label}, ${arm}`,
        value: estimate,
        low,
        high,
        n: items,
      })),
    })),
  };
}

function notesOf(measured: boolean, tally: Tally): string[] {
  const missing = tally.reasons().map(([reason, count]) => `${count} × ${reason}`);
  return [
    ...(measured
      ? []
      : ['Nobody has measured how often the judge of this study errs: its errors are not in the intervals.']),
    ...(missing.length === 0 ? [] : [`Trials without a judgement: ${missing.slice(0, 5).join('; ')}.`]),
  ];
}
