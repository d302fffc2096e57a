import type { Claim } from '../../claim.ts';
import { unverified } from '../../economics/record.ts';
import { economicRecord, valueOf } from '../../economics/records.ts';
import { numberText } from '../../held/number-text.ts';
import { GUNDLACH } from '../../models/algorithmic-progress/scale.ts';
import { diffusionCurves, type EffectPoint } from '../../models/diffusion-lag/effects.ts';
import type { Held, Outcome } from '../../verdict.ts';
import type { CheckKind, InputValue } from '../check-kind.ts';

type CurvesCheck = Extract<Claim['check'], { kind: 'curves' }>;
type World = CurvesCheck['worlds'][number];

/** Less of a change than this share of what it was at first counts as none: curves towards a ceiling rise for ever, by nothing. */
const LEAST_CHANGE = 0.01;
const INPUTS = ['halving', 'hardware', 'leader', 'follower', 'growth', 'years', 'flopPerDollar', 'pareto'];

export const curvesCheck: CheckKind<CurvesCheck> = {
  kind: 'curves',
  thing: 'world',
  about: 'that the access or the performance effect makes something rise or fall',
  hold: ({ of, claimed, worlds }) => ({ sets: worlds.map((world) => holdWorld(world, of, claimed)), limits: [] }),
  inputs: () => INPUTS,
  with: (check, name, value) => ({
    ...check,
    worlds: check.worlds.map((world) => ({ ...world, [name]: middle(value) })),
  }),
};

const middle = (value: InputValue): number => ('value' in value ? value.value : (value.low + value.high) / 2);

/** What a world gives at so many moments of its years, from the first to the last. */
export function pointsOf(world: World, points: number): readonly EffectPoint[] {
  const { performance, leader, follower, growth, pareto, years, flopPerDollar } = world;
  const number = (one: World['halving']): number => (typeof one === 'number' ? one : valueOf(one.record));
  const scale = world.scale === 'dependent' ? GUNDLACH : ({ kind: 'independent' } as const);
  return diffusionCurves(
    { halving: number(world.halving), hardware: number(world.hardware), performance, scale, flopPerDollar },
    { leader, follower, growth, pareto, years, points },
  );
}

function holdWorld(world: World, of: CurvesCheck['of'], claimed: CurvesCheck['claimed']): Held {
  const { id, title, years } = world;
  const records = [world.halving, world.hardware].flatMap((one) =>
    typeof one === 'number' ? [] : [economicRecord(one.record)],
  );
  const [first, last] = pointsOf(world, 2);
  const [before, after] = [first?.[of] ?? 0, last?.[of] ?? 0];
  const unread = records.filter(unverified).map((one) => one.id);
  return {
    id,
    title,
    own: world.as === 'source',
    inputs: [],
    unverified: unread,
    outcome: unread.length > 0 ? 'unknown' : outcomeOf(before, after, claimed),
    says: `${of} goes from ${numberText(before)} to ${numberText(after)} in ${numberText(years)} years`,
  };
}

function outcomeOf(before: number, after: number, claimed: 'rises' | 'falls'): Outcome {
  const change = (after - before) * (claimed === 'rises' ? 1 : -1);
  return change >= LEAST_CHANGE * Math.abs(before) && change > 0 ? 'holds' : 'fails';
}
