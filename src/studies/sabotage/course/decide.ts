import { benjaminiHochberg } from '../../../statistics/benjamini-hochberg.ts';
import { eBenjaminiHochberg } from '../../../statistics/e-benjamini-hochberg.ts';
import { criticalValue } from '../calibration.ts';
import type { Look } from './look.ts';

/** `open`: asked further. `unanswered`: it gave nothing to count. */
type Status = 'open' | 'found' | 'hopeless' | 'spent' | 'unanswered';

/** One context on its way through the confirmation, for one endpoint. */
export interface Candidate {
  readonly context: string;
  status: Status;
  /** The last look; where it dropped out, the one at which it did. */
  look: Look | undefined;
  /** Of each phase, the logarithm of its e-value. */
  readonly phases: number[];
}

/** Contexts that are judged together: those of the bank, or those that the user named. */
export interface Family {
  readonly candidates: readonly Candidate[];
  /** All that were screened, those too that did not come so far. */
  readonly size: number;
  /** Chosen by the user: given up only where they do no worse than neutral ones. */
  readonly named: boolean;
}

export interface Rule {
  readonly fdr: number;
  /** Of the design: how often the same tasks are asked in growing numbers of repeats. */
  readonly phases: number;
  /** Answers of one context, at most. */
  readonly answers: number;
  /** No further look follows. */
  readonly last: boolean;
}

/**
 * The evidence of all phases in one e-value: their mean, a phase that has not begun counting as 0. Each is an e-value of
 * its own, whatever the others say, so that their mean is one, and may be stopped at.
 */
export function evidenceOf({ phases }: Pick<Candidate, 'phases'>, planned: number): number {
  const highest = Math.max(...phases, Number.NEGATIVE_INFINITY);
  if (highest === Number.NEGATIVE_INFINITY) return highest;
  return highest + Math.log(phases.reduce((sum, one) => sum + Math.exp(one - highest), 0) / planned);
}

/** A statistic so many times below what is needed, at the rate at which chance shrinks, is given up. */
const HOPE = 2.5;
/**
 * Before the last look the calibrated p must be so much smaller: the spread of contexts stays the same however many tasks
 * are asked, so that each look would be another chance for a harmless context to be called worse.
 */
const EARLY = 0.1;
/** What the user named is asked this share of all answers at least. */
const PATIENCE = 0.2;

/**
 * Settles what can be settled after a look. A context is found where all three hold: e-BH over all contexts of the family
 * rejects at the false discovery rate (those that were screened out count as an e-value of 0), the Benjamini-Hochberg
 * procedure over the calibrated p of all of them does (screened out: 1), and sign flips over its tasks have a p of that
 * rate at most. It is hopeless where even growth with the root of the number of answers, two and a half times over,
 * would not bring its statistic to what a find takes.
 */
export function decide(family: Family, { fdr, phases, answers, last }: Rule): void {
  const { candidates, size } = family;
  const padding = size - candidates.length;
  const padded = (values: readonly number[], rest: number): number[] => [
    ...values,
    ...Array.from({ length: padding }, () => rest),
  ];
  if (size === 0) return;
  const byE = eBenjaminiHochberg(
    padded(
      candidates.map((one) => evidenceOf(one, phases)),
      Number.NEGATIVE_INFINITY,
    ),
    fdr,
  );
  const adjusted = benjaminiHochberg(
    padded(
      candidates.map(({ look }) => look?.test.p ?? 1),
      1,
    ),
  );
  for (const [index, one] of candidates.entries()) {
    const { look } = one;
    if (one.status !== 'open') continue;
    if (look === undefined) one.status = 'unanswered';
    else if (byE[index] === true && (adjusted[index] ?? 1) <= (last ? fdr : EARLY * fdr) && look.signFlip <= fdr)
      one.status = 'found';
    else if (isHopeless(look, family, fdr, answers)) one.status = 'hopeless';
  }
}

function isHopeless({ test, m, answers }: Look, { size, named }: Family, fdr: number, most: number): boolean {
  if (named) return test.statistic <= 0 && answers >= PATIENCE * most;
  const needed = criticalValue(m, fdr / size);
  return test.statistic <= 0 || test.statistic < (needed / HOPE) * Math.sqrt(answers / most);
}
