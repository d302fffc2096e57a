import { ANY } from '../allowed.ts';
import { recordsOfWorld } from '../checks/curves/check.ts';
import { knownBy } from '../checks/known-by.ts';
import type { Claim } from '../claim.ts';
import { economicRecord } from '../economics/records.ts';
import { aroundExact, type Lever, leverOver } from './lever.ts';

type CurvesCheck = Extract<Claim['check'], { kind: 'curves' }>;
type World = CurvesCheck['worlds'][number];
type Of = CurvesCheck['of'];

interface Quantity {
  readonly input: 'halving' | 'hardware' | 'leader' | 'follower' | 'growth' | 'years' | 'flopPerDollar' | 'pareto';
  readonly unit: string;
  readonly about: string;
  /** What it moves; all, where that is not said. */
  readonly moves?: readonly Of[];
  /** Only where gains hang on the scale of a run. */
  readonly scaled?: true;
  readonly most?: number;
  /** How far it is moved where it is known exactly, as a factor to either side. */
  readonly factor?: number;
  /** A world may have next to nothing of it: then it goes from as good as 0, and not by orders of magnitude. */
  readonly linear?: true;
}

const QUANTITIES: readonly Quantity[] = [
  { input: 'halving', unit: 'month', about: 'months in which algorithms halve the compute' },
  { input: 'hardware', unit: 'OOM/year', about: 'powers of ten that hardware gains a year', linear: true },
  { input: 'leader', unit: 'USD', about: 'budget of the leader', moves: ['leader', 'advantage', 'access', 'actors'] },
  { input: 'follower', unit: 'USD', about: 'budget of the follower', moves: ['follower', 'advantage'] },
  {
    input: 'growth',
    unit: 'factor/year',
    about: 'by what both budgets grow a year',
    moves: ['leader', 'follower', 'advantage'],
  },
  { input: 'years', unit: 'year', about: 'time from the start to the end', most: 100 },
  { input: 'flopPerDollar', unit: 'FLOP/USD', about: 'what a dollar buys at the start', scaled: true, factor: 100 },
  { input: 'pareto', unit: '1', about: 'exponent of the distribution of budgets', moves: ['actors'] },
];

/** One for each quantity that what is said to rise or fall hangs on; it takes that value in every world. */
export function worldLevers({ of, worlds: all }: CurvesCheck, asOf: string): readonly Lever[] {
  const worlds = all.filter((world) => recordsOfWorld(world).every((one) => knownBy(one.as_of, asOf)));
  const [first] = worlds;
  if (first === undefined) return [];
  const scaled = worlds.some(({ scale }) => scale === 'dependent');
  return QUANTITIES.filter((one) => (one.moves?.includes(of) ?? true) && (one.scaled !== true || scaled)).flatMap(
    ({ input, unit, about, most, factor, linear }) => {
      const ends = worlds.flatMap((world) => endsOf(world[input], factor));
      const lever = leverOver(
        { input, unit, about, start: middleOf(first[input]) },
        ends,
        most === undefined ? ANY : { to: most },
      );
      if (lever === undefined) return [];
      return [linear === true && lever.log ? { ...lever, low: lever.high / 1000, log: false } : lever];
    },
  );
}

function middleOf(of: World['halving']): number {
  if (typeof of === 'number') return of;
  const { value, low = 0, high = 0 } = 'record' in of ? economicRecord(of.record) : { ...of, value: undefined };
  return value ?? (low + high) / 2;
}

function endsOf(of: World['halving'], factor?: number): readonly number[] {
  const { low, high } = typeof of === 'number' ? {} : 'record' in of ? economicRecord(of.record) : of;
  return low === undefined || high === undefined ? aroundExact(middleOf(of), factor) : [low, high];
}
