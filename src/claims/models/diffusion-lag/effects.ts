/**
 * The access and the performance effect: one shift of a curve, read along the budget or along the performance. K. Pilz, L. Heim,
 * N. Brown, Increased compute efficiency and the diffusion of AI capabilities, arXiv:2311.15377v2. The paper draws them without
 * numbers; the parametric forms here are Assay's.
 */
import { ClaimError, requireNotNegative, requirePositive } from '../../claim-error.ts';
import { gainShare, type ScaleSwitch } from '../algorithmic-progress/scale.ts';

export interface Efficiency {
  /** Months in which algorithms halve the compute for a result. */
  readonly halving: number;
  /** OOM a year that hardware gains per dollar. */
  readonly hardware: number;
}

/** The yearly factor by which a dollar does more: 2^(12 / halving) · 10^hardware. */
export function yearlyEfficiency({ halving, hardware }: Efficiency): number {
  requirePositive(halving, 'the halving time');
  return 2 ** (12 / halving) * 10 ** hardware;
}

/** How performance follows effective compute: without an end, or towards a ceiling. */
export type Performance =
  | { readonly kind: 'logarithm' }
  | { readonly kind: 'ceiling'; readonly ceiling: number; readonly k: number; readonly alpha: number };

/** Performance at an effective compute in units of that of one dollar at time 0. */
export function performanceAt(effective: number, by: Performance): number {
  requirePositive(effective, 'the effective compute');
  return by.kind === 'logarithm' ? Math.log10(effective) : by.ceiling - by.k * effective ** -by.alpha;
}

export interface World extends Efficiency {
  readonly performance: Performance;
  readonly scale: ScaleSwitch;
  /** FLOP that a dollar bought at time 0: what turns a budget into a scale. */
  readonly flopPerDollar: number;
}

/** What a budget amounts to after so many years, in dollars of time 0. */
export function effectiveBudget(budget: number, years: number, world: World): number {
  requirePositive(budget, 'the budget');
  const share = gainShare(budget * world.flopPerDollar, world.scale);
  return budget * 2 ** ((12 * years * share) / world.halving) * 10 ** (world.hardware * years);
}

/** The access effect: the budget that reaches, after so many years, what `first` reached at time 0. */
export function accessBudget(first: number, years: number, world: World): number {
  requireNotNegative(years, 'the time');
  // Effective budgets rise with budgets: halve the interval of their logarithms.
  let [low, high] = [Math.log(first) - 1, Math.log(first)];
  while (effectiveBudget(Math.exp(low), years, world) > first) low -= 5;
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2;
    if (effectiveBudget(Math.exp(middle), years, world) < first) low = middle;
    else high = middle;
  }
  return Math.exp(high);
}

/** How many times as many actors have a budget of `now` or more as have one of `first`, budgets being Pareto distributed. */
export function actorsFactor(first: number, now: number, exponent: number): number {
  requirePositive(exponent, 'the Pareto exponent');
  requirePositive(now, 'the budget');
  return (first / now) ** exponent;
}

export interface EffectPoint {
  readonly years: number;
  /** Budget that reaches the first leader's capability, in the unit of budgets. */
  readonly access: number;
  readonly actors: number;
  /** Performance of leader and follower at their budgets of then, and what lies between. */
  readonly leader: number;
  readonly follower: number;
  readonly advantage: number;
}

export interface EffectOptions {
  readonly leader: number;
  readonly follower: number;
  /** Yearly growth of both budgets. */
  readonly growth: number;
  readonly pareto: number;
  readonly years: number;
  readonly points: number;
}

/** Both effects as curves, from time 0 on. */
export function diffusionCurves(world: World, options: EffectOptions): readonly EffectPoint[] {
  const { leader, follower, growth, pareto, years, points } = options;
  if (!(points >= 2 && points <= 10_000)) throw new ClaimError('out-of-range', `${points} points`);
  requirePositive(growth, 'the growth');
  return Array.from({ length: points }, (_, at) => {
    const t = (years * at) / (points - 1);
    const access = accessBudget(leader, t, world);
    const reach = (budget: number) => performanceAt(effectiveBudget(budget * growth ** t, t, world), world.performance);
    const [first, second] = [reach(leader), reach(follower)];
    const actors = actorsFactor(leader, access, pareto);
    return { years: t, access, actors, leader: first, follower: second, advantage: first - second };
  });
}
