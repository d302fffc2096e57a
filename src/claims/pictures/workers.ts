import { format } from '../../core/figures/format.ts';
import type { BarsFigure, CurvesFigure } from '../../core/plots.ts';
import { capacityAt, type Serving } from '../capacity/roofline.ts';
import type { WorkForce } from '../capacity/workers.ts';
import type { Titled } from './claimed.ts';

/** Workers that an operator published, or that follow from what was. */
export interface Measured {
  readonly title: string;
  readonly streams: number;
}

/** One model, on chips of several kinds. */
interface ServedOn {
  readonly title: string;
  readonly servings: readonly Serving[];
}

/**
 * How many AI workers run on one chip of each kind, at a speed or above, for each model.
 * @param speed tokens a second of one worker
 */
export function workersFigure(
  { id, title, note }: Titled,
  models: readonly ServedOn[],
  speed: number,
  measured: readonly Measured[] = [],
): BarsFigure {
  return {
    kind: 'bars',
    id,
    title,
    axis: { label: `workers a chip, at ${speed} tokens a second each`, unit: 'amount' },
    marks: [],
    hatch: 'modelled by a roofline, not measured',
    groups: [
      ...(measured.length === 0
        ? []
        : [{ title: 'published', rows: measured.map((one) => ({ title: one.title, value: one.streams })) }]),
      ...models.map((one) => ({ title: one.title, rows: modelled(one, speed) })),
    ],
    ...(note === undefined ? {} : { note }),
  };
}

const modelled = ({ servings }: ServedOn, speed: number): BarsFigure['groups'][number]['rows'] =>
  servings
    .map((serving) => ({ serving, ...capacityAt(serving, speed) }))
    .toSorted((a, b) => b.streams - a.streams)
    .map(({ serving: { chip }, streams, bound }) => ({
      title: chip.name,
      value: streams,
      hatch: true,
      remark: `by ${bound}${chip.status === 'estimated' || chip.status === 'recalled' ? `, ${chip.status}` : ''}`,
    }));

export interface NamedFrontier {
  readonly title: string;
  readonly frontier: readonly WorkForce[];
}

/** Number against skill: more tokens for a task make it likelier to be solved, and leave fewer tasks a day. */
export function frontierFigure({ id, title, note }: Titled, frontiers: readonly NamedFrontier[]): CurvesFigure {
  const say = format('amount');
  return {
    kind: 'curves',
    id,
    title,
    x: { label: 'tasks a day', unit: 'amount', log: true },
    y: { label: 'share of tasks that are solved', unit: 'share' },
    marks: [],
    series: frontiers.map((one) => ({
      title: one.title,
      points: one.frontier
        .map(({ tasksPerDay, skill, tokensPerTask }) => ({
          x: tasksPerDay,
          y: skill,
          title: `${say(tokensPerTask)} tokens`,
        }))
        .toSorted((a, b) => a.x - b.x),
    })),
    ...(note === undefined ? {} : { note }),
  };
}
