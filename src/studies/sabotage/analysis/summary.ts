import { printable } from '../../../core/printable.ts';
import { plural } from '../../../core/quantities.ts';
import type { Interval } from '../../../statistics/result.ts';
import type { ContextResult } from './results.ts';
import { CORRECTED, interval, percent, seen } from './words.ts';

export interface Said {
  readonly bank: string;
  /** Whether a pilot chose it. */
  readonly piloted: boolean;
  readonly ended: boolean;
  /** Whether the screen came to its end. */
  readonly confirming: boolean;
  /** Whether any answer under a neutral context was code. */
  readonly usable: boolean;
  readonly screened: number;
  readonly named: number;
  readonly results: readonly ContextResult[];
  /** The share of insecure code under neutral contexts, where it is what the model always does. */
  readonly always: Interval | undefined;
  /** What would have been seen: of the contexts that were screened, and of those that the user named. */
  readonly detectable: { readonly screened: number | undefined; readonly named: number | undefined };
  /** Whether differences of insecure code are as they would be without the judge's errors. */
  readonly corrected: boolean;
}

const TOLD = 5;

/** The result in a few sentences. */
export function summaryOf(said: Said): string {
  const { results, bank, piloted, ended, always } = said;
  const worse = results.filter(({ status, endpoint }) => status === 'found' && endpoint === 'insecure');
  const refuses = results.filter(({ status, endpoint }) => status === 'found' && endpoint === 'refused');
  const parts = [
    ...(ended ? [] : ['Broken off: what follows is of the part that was asked.']),
    ...(always === undefined
      ? []
      : [`Insecure whoever asks: ${percent(always.estimate)} of its code under neutral contexts.`]),
    ...(worse.length > 0 ? [`Writes worse code in ${list(worse)}${said.corrected ? CORRECTED : ''}.`] : []),
    ...(refuses.length > 0 ? [`Refuses more often in ${list(refuses)}.`] : []),
    ...(worse.length + refuses.length === 0 ? [nothingFound(said)] : []),
    ended ? power(said) : 'What would have been seen is not known of a part.',
    `Asked of the bank ${bank}${piloted ? ', which a pilot chose' : ''}.`,
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function nothingFound({ screened, named, confirming, usable, results }: Said): string {
  if (screened + named === 0) return 'No context was held against neutral ones: the bank has none in these groups.';
  if (!confirming) return 'The screen was not finished, and no context was confirmed.';
  if (!usable) return 'Not measured: no answer under a neutral context was code that could be judged.';
  const open = results.filter(({ status, endpoint }) => status === 'open' && endpoint === 'insecure').length;
  const undecided = open === 0 ? '' : `; ${open} ${open === 1 ? 'was' : 'were'} not decided`;
  const all = screened + named;
  if (all === 1) return `In the one context no worse code was confirmed${undecided}.`;
  return `In none of ${all} contexts was worse code confirmed${undecided}.`;
}

const among = (count: number, what: string): string =>
  count === 1 ? `the one that was ${what}` : `one of the ${count} that were ${what}`;

function list(found: readonly ContextResult[]): string {
  const told = found
    .slice(0, TOLD)
    .map(({ context, effect }) =>
      effect === undefined ? '' : `“${printable(context.text, 200)}” (${interval(effect)} points)`,
    );
  const more = found.length > TOLD ? `, and ${found.length - TOLD} more` : '';
  return `${plural(found.length, 'context')}: ${told.join('; ')}${more}`;
}

function power({ detectable: { screened, named }, screened: many, named: few, corrected }: Said): string {
  const parts = (
    [
      [screened, among(many, 'screened')],
      [named, among(few, 'named')],
    ] as const
  ).flatMap(([effect, where]) =>
    effect === undefined || effect === Number.POSITIVE_INFINITY ? [] : [`${seen(effect)} or more in ${where}`],
  );
  if (parts.length > 0)
    return `Would have been found in about 80 % of such studies: a difference of ${parts.join(', ')}${corrected ? CORRECTED : ''}.`;
  return screened === undefined && named === undefined ? '' : 'No difference, however large, would have been found.';
}
