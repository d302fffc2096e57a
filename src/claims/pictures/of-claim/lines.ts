import type { CurvePoint, CurvesFigure } from '../../../core/plots.ts';
import { recordsOfWorld } from '../../checks/curves/check.ts';
import { knownBy } from '../../checks/known-by.ts';
import { lowEnds, pointsAt, statedValues } from '../../checks/curves/world.ts';
import type { Claim } from '../../claim.ts';
import { unverified } from '../../economics/record.ts';
import { economicRecord } from '../../economics/records.ts';
import { dayOf } from '../../units/basis.ts';
import { UNREAD, unreadMark } from '../../unread.ts';

type Of<K extends Claim['check']['kind']> = Extract<Claim['check'], { kind: K }>;

/** Lines of more series could not be told apart. */
const MOST = 5;
const MOMENTS = 25;

/** Series of published numbers, each as so many times its first. Rates have no points. */
export function trendFigure({ series }: Of<'trend'>, asOf: string): CurvesFigure | undefined {
  const lines = series.flatMap((one) =>
    'records' in one ? [{ title: one.title, points: pointsBy(one.records, asOf) }] : [],
  );
  const drawn = lines.filter(({ points }) => points.length > 1).slice(0, MOST);
  if (drawn.length === 0) return undefined;
  return {
    kind: 'curves',
    id: 'series',
    title: 'The series, each as so many times its first number',
    x: { label: 'day', unit: 'date' },
    y: { label: 'times the first', unit: 'amount', log: true },
    marks: [],
    series: drawn,
  };
}

function pointsBy(ids: readonly string[], asOf: string): readonly CurvePoint[] {
  const known = ids
    .map(economicRecord)
    .filter((one) => knownBy(one.as_of, asOf))
    .flatMap(({ value, as_of, name, ...record }) =>
      value === undefined || value <= 0 ? [] : [{ x: dayOf(as_of), y: value, title: `${name}${unreadMark(record)}` }],
    );
  const sorted = known.toSorted((a, b) => a.x - b.x);
  const first = sorted[0]?.y ?? 1;
  return sorted.map(({ x, y, title }) => ({ x, y: y / first, title }));
}

/** What is said to rise or fall, in each world that the claim was held against, as so many times what it was at first. */
export function worldsFigure({ of, worlds }: Of<'curves'>, asOf: string): CurvesFigure | undefined {
  const known = worlds.filter((world) => recordsOfWorld(world).every((one) => knownBy(one.as_of, asOf)));
  if (known.length === 0) return undefined;
  const lines = known.slice(0, MOST).map((world) => {
    const values = statedValues(world);
    // Of bounds alone nobody stated a middle: the first of their ends is drawn, and called so.
    const points = pointsAt(world, values ?? lowEnds(world), MOMENTS);
    const first = points[0]?.[of] ?? 1;
    return {
      title: `${world.title}${values === undefined ? ', at the low ends' : ''}${recordsOfWorld(world).some(unverified) ? UNREAD : ''}`,
      points: points.map((point) => ({ x: point.years, y: point[of] / first })),
    };
  });
  return {
    kind: 'curves',
    id: 'worlds',
    title: `The ${of}, in each world`,
    x: { label: 'years from the start', unit: 'number' },
    y: {
      label: 'times what it was at first',
      unit: 'amount',
      log: lines.every(({ points }) => points.every(({ y }) => y > 0)),
    },
    marks: [],
    series: lines,
  };
}

/** Scores by tokens, where the points are published. */
export function scoresFigure({ curves }: Of<'holdout'>, asOf: string): CurvesFigure | undefined {
  const known = curves.filter(({ as_of }) => as_of === undefined || knownBy(as_of, asOf));
  const lines = known.flatMap((one) =>
    'points' in one
      ? [
          {
            title: `${one.title}${unreadMark(one)}`,
            points: one.points.map(({ tokens, score }) => ({ x: tokens, y: score })).toSorted((a, b) => a.x - b.x),
          },
        ]
      : [],
  );
  if (lines.length === 0) return undefined;
  return {
    kind: 'curves',
    id: 'scores',
    title: 'Score by tokens of thinking',
    x: { label: 'tokens', unit: 'amount', log: true },
    y: { label: 'score', unit: 'number' },
    marks: [],
    series: lines.slice(0, MOST),
  };
}
