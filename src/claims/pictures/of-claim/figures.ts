import type { Figure } from '../../../core/figure.ts';
import type { CheckOptions } from '../../check.ts';
import { knownBy } from '../../checks/known-by.ts';
import { day } from '../../export-controls/date.ts';
import { RULES } from '../../export-controls/rules/rules.ts';
import { dayOf } from '../../units/basis.ts';
import type { Verdict } from '../../verdict.ts';
import { rulesFigure } from '../rules-timeline.ts';
import { scoresFigure, trendFigure, worldsFigure } from './lines.ts';
import { matchesFigure } from './matches.ts';
import { numbersFigure } from './numbers.ts';
import { simulatedFigures } from './simulated.ts';

/**
 * The pictures of a verdict, by the kind of its check: with the draws and seed that it was made with, they show the same draws.
 * @throws ClaimError as `check`
 */
export function figuresOf(verdict: Verdict, options: Pick<CheckOptions, 'draws' | 'seed'> = {}): readonly Figure[] {
  // Each names its claim: on a page of many, and in a file of its own.
  const marks = new Set(verdict.sets.flatMap(({ number }) => number?.unconverted ?? []));
  const note = marks.size === 0 ? {} : { note: `Some of it in ${[...marks].join(', ')}, not converted.` };
  return drawn(verdict, options).map((figure) => ({
    ...figure,
    ...note,
    title: `${figure.title} · ${verdict.claim.id}`,
  }));
}

function drawn(verdict: Verdict, options: Pick<CheckOptions, 'draws' | 'seed'>): readonly Figure[] {
  const { asOf } = verdict;
  const { check, on } = verdict.claim;
  if (!knownBy(on, asOf)) return [];
  switch (check.kind) {
    case 'model':
    case 'threshold': {
      const simulated = simulatedFigures(verdict, check, options);
      return simulated.length > 0 ? simulated : present(numbersFigure(verdict));
    }
    case 'trend':
      return present(trendFigure(check, asOf));
    case 'curves':
      return present(worldsFigure(check, asOf));
    case 'holdout':
      return present(scoresFigure(check, asOf));
    case 'equivalence':
      return present(matchesFigure(check, asOf));
    case 'event':
      return check.events.some(({ event }) => RULES.some(({ id }) => id === event)) ? [timeline(verdict)] : [];
    default:
      return present(numbersFigure(verdict));
  }
}

const present = <F>(figure: F | undefined): readonly F[] => (figure === undefined ? [] : [figure]);

function timeline({ claim: { on }, asOf }: Verdict): Figure {
  const marks = [
    { title: 'the claim', at: dayOf(on) },
    { title: `as of ${asOf}`, at: dayOf(asOf) },
  ].map(({ title, at }) => ({ title, low: at, high: at }));
  return rulesFigure({ id: 'rules', title: 'When which rule stood' }, marks, { asOf: day(asOf.padEnd(10, '-01')) });
}
