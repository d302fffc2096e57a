import type { HistogramFigure, HistogramPanel } from '../../core/plots.ts';
import type { Model } from '../model.ts';
import { firstFrom, probabilityWithin, quantileOf, type Simulation } from '../uncertainty/simulate.ts';
import { axisLabel, type Claimed, claimedMark, figureUnit, type Titled } from './claimed.ts';

export interface SimulatedSet {
  /** Of the set of assumptions. */
  readonly title: string;
  readonly simulation: Simulation;
}

const BINS = 80;
/** What lies beyond these quantiles is counted, not drawn. */
const [LEAST, MOST] = [0.01, 0.99];
/** An axis is logarithmic where the 95 % quantile is so many times that of 5 %. */
const WIDE = 5;

/** How the result of a model is distributed under each set of assumptions, and where the claimed value or range lies in it. */
export function distributionFigure(
  { id, title, note }: Titled,
  { output }: Pick<Model, 'output'>,
  sets: readonly SimulatedSet[],
  claimed?: Claimed,
): HistogramFigure {
  const unit = figureUnit(output.unit);
  const lows = sets.map(({ simulation }) => quantileOf(simulation, LEAST));
  const highs = sets.map(({ simulation }) => quantileOf(simulation, MOST));
  const log = sets.some(({ simulation }) => isWide(simulation)) && lows.every((low) => low > 0);
  const edges = edgesOf(Math.min(...lows), Math.max(...highs), log);
  return {
    kind: 'histogram',
    id,
    title,
    axis: { label: axisLabel(output.name, output.unit), unit, log },
    marks: claimed === undefined ? [] : [claimedMark(claimed, unit)],
    level: 0.9,
    panels: sets.map((set) => panelOf(set, edges, claimed)),
    ...(note === undefined ? {} : { note }),
  };
}

const isWide = (simulation: Simulation): boolean =>
  quantileOf(simulation, 0.05) > 0 && quantileOf(simulation, 0.95) / quantileOf(simulation, 0.05) >= WIDE;

function panelOf(
  { title, simulation }: SimulatedSet,
  edges: readonly number[],
  claimed: Claimed | undefined,
): HistogramPanel {
  const { sorted } = simulation;
  const counts = edges.slice(1).map((edge, index) => firstFrom(sorted, edge) - firstFrom(sorted, edges[index] ?? edge));
  const drawn = counts.reduce((sum, one) => sum + one, 0);
  const remark = claimed === undefined ? undefined : shareText(simulation, claimed);
  return {
    title,
    edges,
    counts,
    outside: sorted.length - drawn,
    low: quantileOf(simulation, 0.05),
    median: quantileOf(simulation, 0.5),
    high: quantileOf(simulation, 0.95),
    ...(remark === undefined ? {} : { remark }),
  };
}

/** Bins of all panels, that are as wide as one another on their axis, the last just beyond the high end. */
function edgesOf(low: number, high: number, log: boolean): number[] {
  const end = high > low ? high * (1 + Number.EPSILON) : low + Math.max(Math.abs(low) * 1e-6, 1e-9);
  return Array.from({ length: BINS + 1 }, (_, at) =>
    log ? low * (end / low) ** (at / BINS) : low + ((end - low) * at) / BINS,
  );
}

function shareText(simulation: Simulation, { low, high }: Claimed): string {
  const percent = (share: number): string =>
    share > 0 && share < 0.001 ? 'fewer than 0.1%' : `${Math.round(share * 1000) / 10}%`;
  if (low < high) return `${percent(probabilityWithin(simulation, low, high))} of the draws lie within what is claimed`;
  return `${percent(firstFrom(simulation.sorted, low) / simulation.sorted.length)} of the draws are less than is claimed`;
}
