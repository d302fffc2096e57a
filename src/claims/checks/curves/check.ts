import type { Claim } from '../../claim.ts';
import { unverified } from '../../economics/record.ts';
import { economicRecord } from '../../economics/records.ts';
import { numberText } from '../../held/number-text.ts';
import type { Held, Outcome } from '../../verdict.ts';
import type { CheckKind } from '../check-kind.ts';
import { notYetSaid } from '../known-by.ts';
import { cornersOf, isWorldInput, pointsAt, statedValues, type Values, WORLD_INPUTS } from './world.ts';

type CurvesCheck = Extract<Claim['check'], { kind: 'curves' }>;
type World = CurvesCheck['worlds'][number];

/** Less of a change than this share of what it was at first counts as none: curves towards a ceiling rise for ever, by nothing. */
const LEAST_CHANGE = 0.01;

export const curvesCheck: CheckKind<CurvesCheck> = {
  kind: 'curves',
  thing: 'world',
  about: 'that the access or the performance effect makes something rise or fall',
  hold: ({ of, claimed, worlds }, { asOf }) => ({
    sets: worlds.map((world) => holdWorld(world, of, claimed, asOf)),
    limits: [],
  }),
  inputs: () => WORLD_INPUTS,
  with(check, name, value) {
    if (!isWorldInput(name)) return check;
    const given = 'value' in value ? value.value : { low: value.low, high: value.high };
    return { ...check, worlds: check.worlds.map((world) => ({ ...world, [name]: given })) };
  },
};

export const recordsOfWorld = (world: World) =>
  WORLD_INPUTS.flatMap((name) => {
    const given = world[name];
    return typeof given === 'object' && 'record' in given ? [economicRecord(given.record)] : [];
  });

/** So where it holds at every end of every interval, possible where it holds at some. */
function holdWorld(world: World, of: CurvesCheck['of'], claimed: CurvesCheck['claimed'], asOf: string): Held {
  const about = { id: world.id, title: world.title, own: world.as === 'source', inputs: [] };
  const later = notYetSaid(
    recordsOfWorld(world).map((one) => ({ name: one.id, date: one.as_of })),
    asOf,
  );
  if (later !== undefined) return { ...about, unverified: [], outcome: 'unknown', says: later };
  const change = (values: Values): readonly [number, number] => {
    const [first, last] = pointsAt(world, values, 2);
    return [first?.[of] ?? 0, last?.[of] ?? 0];
  };
  const stated = statedValues(world);
  const all = [...(stated === undefined ? [] : [stated]), ...cornersOf(world)].map(change);
  const outcomes = all.map(([before, after]) => outcomeOf(before, after, claimed));
  const outcome = outcomes.every((one) => one === outcomes[0]) ? (outcomes[0] ?? 'unknown') : 'possible';
  const unread = recordsOfWorld(world)
    .filter(unverified)
    .map((one) => one.id);
  const says = `${of} goes from ${spreadText(all, 0, stated !== undefined)} to ${spreadText(all, 1, stated !== undefined)} in ${yearsText(world)} years`;
  return {
    ...about,
    unverified: unread,
    outcome: unread.length > 0 ? 'unknown' : outcome,
    says: unread.length > 0 ? `${says}; it rests on ${unread.join(', ')}, which nobody read` : says,
  };
}

/** `8.4 (7.9 to 9.1)`: by what is stated, and over the ends of intervals. */
function spreadText(all: readonly (readonly [number, number])[], at: 0 | 1, stated: boolean): string {
  const values = all.map((one) => one[at]);
  const [least, most] = [numberText(Math.min(...values)), numberText(Math.max(...values))];
  if (least === most) return least;
  return stated ? `${numberText(values[0] ?? 0)} (${least} to ${most})` : `${least} to ${most}`;
}

function yearsText({ years }: World): string {
  if (typeof years === 'number') return numberText(years);
  return 'record' in years
    ? numberText(economicRecord(years.record).value ?? 0)
    : `${numberText(years.low)} to ${numberText(years.high)}`;
}

function outcomeOf(before: number, after: number, claimed: 'rises' | 'falls'): Outcome {
  const change = (after - before) * (claimed === 'rises' ? 1 : -1);
  return change >= LEAST_CHANGE * Math.abs(before) && change > 0 ? 'holds' : 'fails';
}
