import type { Held, Outcome, VerdictWord } from './verdict.ts';

export interface Ruled {
  readonly verdict: VerdictWord;
  /** A sentence without a full stop. */
  readonly why: string;
}

type Ruling = Pick<Held, 'outcome' | 'own' | 'inPart'>;

/**
 * The verdict of a claim by how it fares against each thing that it was held against, and by what makes it more than the evidence
 * (`limits`). In this order:
 *
 * 1. `not-shown` where nothing can be computed, or all that can rests on a number that nobody read.
 * 2. `dated` where something was so, as a whole or in part, and is no more.
 * 3. By the speaker's own assumptions, where there are some: `reproduces` where the number comes out of all of them,
 *    `supported` where it holds under them, `contradicted` where it comes out of none and nothing independent holds it up.
 * 4. By independent sets, records, series: `supported` where all of them hold it, `contradicted` where all exclude it.
 * 5. `overstated` all else: possible and less likely than not, or so in some of the cases it is said of.
 *
 * Under a limit `reproduces` and `supported` become `overstated`.
 */
export function ruled(sets: readonly Ruling[], limits: readonly string[]): Ruled {
  const known = sets.filter(({ outcome }) => outcome !== 'unknown');
  if (known.length === 0) return { verdict: 'not-shown', why: 'nothing that was said or published decides it' };
  const expired = known.filter(({ outcome }) => outcome === 'expired');
  if (expired.length > 0) return { verdict: 'dated', why: wasSo(expired) };
  const [own, others] = [outcomes(known, true), outcomes(known, false)];
  const found = own.length > 0 ? byOwn(own, others) : byOthers(others);
  const [limit] = limits;
  const limited = limit !== undefined && (found.verdict === 'reproduces' || found.verdict === 'supported');
  return limited ? { verdict: 'overstated', why: limit } : found;
}

const wasSo = (expired: readonly Ruling[]): string =>
  expired.every(({ inPart }) => inPart === true)
    ? 'it was so in part and never as a whole, and is no more'
    : 'it was so, and is no more';

const outcomes = (sets: readonly Ruling[], own: boolean): readonly Outcome[] =>
  sets.filter((one) => one.own === own).map(({ outcome }) => outcome);

const isHeld = (outcome: Outcome): boolean => outcome === 'reproduces' || outcome === 'holds';

function byOwn(own: readonly Outcome[], others: readonly Outcome[]): Ruled {
  const excluded = others.length > 0 && others.every((outcome) => outcome === 'fails');
  const partly = others.some((outcome) => !isHeld(outcome)) ? ', and not under all others' : '';
  const under = excluded ? ', and everything independent excludes it' : partly;
  if (own.every((outcome) => outcome === 'reproduces'))
    return { verdict: 'reproduces', why: `it comes out of its own inputs${under}` };
  if (own.every(isHeld)) return { verdict: 'supported', why: `it holds under its own assumptions${under}` };
  if (own.every((outcome) => outcome === 'fails') && !others.some(isHeld))
    return { verdict: 'contradicted', why: 'its own inputs give something else, and nothing else gives it' };
  if (own.every((outcome) => outcome === 'possible'))
    return { verdict: 'overstated', why: 'its own inputs give an interval, and it is not more likely than not in it' };
  return { verdict: 'overstated', why: 'its own inputs give it in part' };
}

function byOthers(others: readonly Outcome[]): Ruled {
  if (others.every(isHeld))
    return { verdict: 'supported', why: 'everything independent that it was held against gives it' };
  if (others.every((outcome) => outcome === 'fails'))
    return { verdict: 'contradicted', why: 'everything that it was held against excludes it' };
  return others.some(isHeld)
    ? { verdict: 'overstated', why: 'it is so in some of the cases that it is said of' }
    : { verdict: 'overstated', why: 'it is possible, and not more likely than not' };
}
