import type { Figure } from '../core/figure.ts';
import { type CheckOptions, DRAWS, SEED } from './check.ts';
import { CLAIMS_SCHEMA } from './claims-schema.ts';
import { knownBy } from './checks/known-by.ts';
import { recordsOf } from './cited.ts';
import type { EconomicRecord } from './economics/record.ts';
import { contextFigures } from './pictures/context.ts';
import { figuresOf } from './pictures/of-claim/figures.ts';
import { claimedOf } from './pictures/of-claim/numbers.ts';
import { type SummaryGroup, type SummaryRow, summaryFigure } from './pictures/summary.ts';
import { unreadText } from './unread.ts';
import type { Held, Verdict } from './verdict.ts';

/** What a page about verdicts holds: it can recompute each of them. */
export interface ClaimsReport {
  readonly schema: typeof CLAIMS_SCHEMA;
  /** Of Assay. */
  readonly version: string;
  readonly asOf: string;
  readonly draws: number;
  readonly seed: number | string;
  /** Absent where nothing with a number is claimed. */
  readonly summary?: Figure;
  readonly claims: readonly ReportedClaim[];
  /** Prices, chips and rules on that day. */
  readonly context: readonly Figure[];
  /** Every record that one of the claims rests on. */
  readonly records: readonly EconomicRecord[];
}

export interface ReportedClaim {
  readonly verdict: Verdict;
  readonly figures: readonly Figure[];
}

/** @throws ClaimError as `check` */
export function claimsReport(
  verdicts: readonly Verdict[],
  { version, asOf, draws = DRAWS, seed = SEED }: CheckOptions & { readonly version: string },
): ClaimsReport {
  const summary = summaryOf(verdicts);
  const said = verdicts.filter(({ claim }) => knownBy(claim.on, asOf));
  const cited = said.flatMap(({ claim }) => recordsOf(claim)).filter((one) => knownBy(one.as_of, asOf));
  const records = new Map(cited.map((one) => [one.id, one]));
  return {
    schema: CLAIMS_SCHEMA,
    version,
    asOf,
    draws,
    seed,
    ...(summary === undefined ? {} : { summary }),
    claims: verdicts.map((verdict) => ({ verdict, figures: figuresOf(verdict, { draws, seed }) })),
    context: contextFigures(asOf),
    records: [...records.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

/** All verdicts on a number, by who claims it. */
function summaryOf(verdicts: readonly Verdict[]): Figure | undefined {
  const numbered = verdicts.filter(({ claimed, range }) => claimed !== undefined && range !== undefined);
  if (numbered.length === 0) return undefined;
  const speakers = Map.groupBy(numbered, ({ claim }) => claim.by);
  const several = [...speakers].filter(([, all]) => all.length > 1);
  const others = [...speakers].flatMap(([, all]) => (all.length > 1 ? [] : all));
  const groups: SummaryGroup[] = several.map(([title, all]) => ({ title, rows: all.map(rowOf) }));
  if (others.length > 0) groups.push({ title: several.length === 0 ? '' : 'others', rows: others.map(rowOf) });
  const note =
    'Each claimed number stands at 1, and of a claimed range the middle between its ends. What the inputs give reaches from the least to the greatest of the independent sets, or of the speaker’s own where there are no others; its point is the median of the middle one.';
  return summaryFigure({ id: 'summary', title: 'What is claimed against what the inputs give', note }, groups);
}

function rowOf(verdict: Verdict): SummaryRow {
  const { claim, range, sets } = verdict;
  const claimed = claimedOf(verdict);
  const numbered = chosen(sets);
  const medians = numbered.flatMap(({ number }) => (number === undefined ? [] : [medianOf(number)]));
  const median = medians.toSorted((a, b) => a - b)[Math.floor(medians.length / 2)];
  return {
    title: claim.id,
    verdict: verdict.verdict,
    unit: range?.unit ?? '1',
    unread: unreadText(numbered),
    ...(claimed === undefined ? {} : { claimed }),
    ...(range?.unconverted === undefined ? {} : { unconverted: range.unconverted }),
    ...(range === undefined || median === undefined ? {} : { range: { low: range.low, median, high: range.high } }),
  };
}

/** As the range of a verdict chooses: see `held/range.ts`. */
function chosen(sets: readonly Held[]): readonly Held[] {
  const numbered = sets.filter(({ number }) => number !== undefined);
  const independent = numbered.filter(({ own }) => !own);
  return independent.length > 0 ? independent : numbered;
}

const medianOf = ({ quantiles, point }: NonNullable<Held['number']>): number => quantiles[50] ?? quantiles[0] ?? point;
