import { ClaimError } from '../../claim-error.ts';
import { type Allowed, HALVING, POSITIVE, requireAllowed } from '../../allowed.ts';
import type { Claim } from '../../claim.ts';
import { economicRecord } from '../../economics/records.ts';
import { GUNDLACH } from '../../models/algorithmic-progress/scale.ts';
import { diffusionCurves, type EffectPoint } from '../../models/diffusion-lag/effects.ts';

type World = Extract<Claim['check'], { kind: 'curves' }>['worlds'][number];

/** What of a world can be uncertain, and tried otherwise. */
const ALLOWED = {
  halving: HALVING,
  hardware: POSITIVE,
  leader: POSITIVE,
  follower: POSITIVE,
  growth: POSITIVE,
  years: { above: 0, to: 100 },
  flopPerDollar: POSITIVE,
  pareto: POSITIVE,
} as const satisfies Readonly<Record<string, Allowed>>;
type WorldInput = keyof typeof ALLOWED;
export const WORLD_INPUTS = Object.keys(ALLOWED) as readonly WorldInput[];
export const isWorldInput = (name: string): name is WorldInput => Object.hasOwn(ALLOWED, name);

/** Each input as one number. */
export type Values = Readonly<Record<WorldInput, number>>;

interface Known {
  /** Absent where an interval alone is stated. */
  readonly value?: number;
  readonly ends?: readonly [number, number];
}

/** @throws ClaimError where a number is none that the input can be */
function knownOf(name: WorldInput, given: World[WorldInput]): Known {
  const { value, low, high } =
    typeof given === 'number'
      ? { value: given }
      : 'record' in given
        ? economicRecord(given.record)
        : { ...given, value: undefined };
  const ends = low === undefined || high === undefined ? undefined : ([low, high] as const);
  if (value === undefined && ends === undefined)
    throw new ClaimError('no-value', `${name} has neither value nor range`);
  requireAllowed(name, ends ?? [value ?? 0], ALLOWED[name], '1');
  return { ...(value === undefined ? {} : { value }), ...(ends === undefined ? {} : { ends }) };
}

const known = (world: World) => WORLD_INPUTS.map((name) => [name, knownOf(name, world[name])] as const);

/** At the values that are stated; nothing where one input is an interval alone, for nobody stated its middle. */
export function statedValues(world: World): Values | undefined {
  const all = known(world);
  if (all.some(([, { value }]) => value === undefined)) return undefined;
  return Object.fromEntries(all.map(([name, { value }]) => [name, value])) as Values;
}

/** Every input at its value, or at the low end of an interval without one. */
export const lowEnds = (world: World): Values =>
  Object.fromEntries(known(world).map(([name, { value, ends }]) => [name, value ?? ends?.[0]])) as Values;

/** Every input at one end of its interval or at the other, in all ways: 256 at most. */
export function cornersOf(world: World): readonly Values[] {
  let corners: readonly Partial<Values>[] = [{}];
  for (const [name, { value, ends }] of known(world)) {
    const each = ends ?? [value ?? 0];
    corners = corners.flatMap((corner) => each.map((one) => ({ ...corner, [name]: one })));
  }
  return corners as readonly Values[];
}

/** What a world gives at so many moments of its years, from the first to the last. */
export function pointsAt({ performance, scale: of }: World, values: Values, points: number): readonly EffectPoint[] {
  const { halving, hardware, leader, follower, growth, pareto, years, flopPerDollar } = values;
  const scale = of === 'dependent' ? GUNDLACH : ({ kind: 'independent' } as const);
  return diffusionCurves(
    { halving, hardware, performance, scale, flopPerDollar },
    { leader, follower, growth, pareto, years, points },
  );
}
