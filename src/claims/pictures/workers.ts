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

const BOUND = { bandwidth: 'bandwidth', compute: 'compute', memory: 'memory', overhead: 'overhead' } as const;

/**
 * How many AI workers run on one chip of each kind, at a speed or above.
 * @param speed tokens a second of one worker
 */
export function workersFigure(
  { id, title, note }: Titled,
  servings: readonly Serving[],
  speed: number,
  measured: readonly Measured[] = [],
): BarsFigure {
  const modelled = servings
    .map((serving) => ({ serving, ...capacityAt(serving, speed) }))
    .toSorted((a, b) => b.streams - a.streams);
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
      {
        title: measured.length === 0 ? '' : 'modelled',
        rows: modelled.map(({ serving: { chip }, streams, bound }) => ({
          title: chip.name,
          value: streams,
          hatch: true,
          remark: `${BOUND[bound]} decides${chip.status === 'estimated' || chip.status === 'recalled' ? `, ${chip.status}` : ''}`,
        })),
      },
    ],
    ...(note === undefined ? {} : { note }),
  };
}

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
