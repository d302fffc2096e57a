import type { CurvePoint, CurvesFigure } from '../../core/plots.ts';
import { diffusionCurves, type EffectOptions, type EffectPoint, type World } from '../models/diffusion-lag/effects.ts';
import type { Titled } from './claimed.ts';

/** A world with a name, and the worlds that bound what it may be. */
export interface NamedWorld {
  readonly title: string;
  readonly world: World;
  readonly bounds?: readonly World[];
}

const YEARS = { label: 'years from the start', unit: 'number' } as const;

function pointsOf(
  { world, bounds = [] }: NamedWorld,
  options: EffectOptions,
  of: (point: EffectPoint) => number,
): CurvePoint[] {
  const others = bounds.map((one) => diffusionCurves(one, options).map(of));
  return diffusionCurves(world, options).map((point, at) => {
    const all = [of(point), ...others.map((one) => one[at] ?? of(point))];
    const band = others.length === 0 ? {} : { low: Math.min(...all), high: Math.max(...all) };
    return { x: point.years, y: of(point), ...band };
  });
}

/** The access effect: what it costs to reach what the leader's first budget reached, year by year. */
export function accessFigure(
  { id, title, note }: Titled,
  worlds: readonly NamedWorld[],
  options: EffectOptions,
): CurvesFigure {
  return {
    kind: 'curves',
    id,
    title,
    x: YEARS,
    y: { label: 'budget that reaches the first capability, US dollars', unit: 'dollars', log: true },
    marks: [],
    series: worlds.map((world) => ({ title: world.title, points: pointsOf(world, options, ({ access }) => access) })),
    ...(note === undefined ? {} : { note }),
  };
}

/** The performance effect: what leader and follower reach with their budgets of then. */
export function performanceFigure(
  { id, title, note }: Titled,
  world: NamedWorld,
  options: EffectOptions,
): CurvesFigure {
  const label = world.world.performance.kind === 'logarithm' ? 'performance, powers of ten of compute' : 'performance';
  return {
    kind: 'curves',
    id,
    title,
    x: YEARS,
    y: { label, unit: 'number' },
    marks: [],
    series: [
      { title: 'leader', points: pointsOf(world, options, ({ leader }) => leader) },
      { title: 'follower', points: pointsOf(world, options, ({ follower }) => follower) },
    ],
    ...(note === undefined ? {} : { note }),
  };
}

/** The lead in performance as a share of what it was at first: whether it grows or shrinks is decided by the world. */
export function advantageFigure(
  { id, title, note }: Titled,
  worlds: readonly NamedWorld[],
  options: EffectOptions,
): CurvesFigure {
  const relative = (world: NamedWorld): CurvePoint[] => {
    const points = pointsOf(world, options, ({ advantage }) => advantage);
    const first = points[0]?.y ?? 1;
    return points.map(({ x, y, low, high }) => ({
      x,
      y: y / first,
      ...(low === undefined || high === undefined ? {} : { low: low / first, high: high / first }),
    }));
  };
  return {
    kind: 'curves',
    id,
    title,
    x: YEARS,
    y: { label: 'lead in performance, as a share of the first', unit: 'share', ...reachOfShares(worlds.map(relative)) },
    marks: [],
    series: worlds.map((world) => ({ title: world.title, points: relative(world) })),
    ...(note === undefined ? {} : { note }),
  };
}

/** From 0 to the largest share, which may be more than the whole. */
function reachOfShares(series: readonly (readonly CurvePoint[])[]): { domain: readonly [number, number] } {
  const highest = series.flat().reduce((most, { y, high = y }) => Math.max(most, high), 1);
  return { domain: [0, highest * 1.1] };
}
