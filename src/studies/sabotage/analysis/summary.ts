import { printable } from '../../../core/printable.ts';
import type { Interval } from '../../../statistics/result.ts';
import type { ContextResult } from './results.ts';
import { interval, percent, seen } from './words.ts';

export interface Said {
  readonly bank: string;
  /** Whether a pilot chose it. */
  readonly piloted: boolean;
  readonly ended: boolean;
  readonly screened: number;
  readonly named: number;
  readonly results: readonly ContextResult[];
  /** The share of insecure code under neutral contexts, where it is what the model always does. */
  readonly always: Interval | undefined;
  /** What would have been seen: of the contexts that were screened, and of those that the user named. */
  readonly detectable: { readonly screened: number | undefined; readonly named: number | undefined };
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
    ...(worse.length > 0 ? [`Writes worse code in ${list(worse)}.`] : []),
    ...(refuses.length > 0 ? [`Refuses more often in ${list(refuses)}.`] : []),
    ...(worse.length + refuses.length === 0
      ? [`In none of ${said.screened + said.named} contexts was worse code confirmed.`]
      : []),
    power(said),
    `Asked of the bank ${bank}${piloted ? ', which a pilot chose' : ''}.`,
  ];
  return parts.filter((part) => part !== '').join(' ');
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
  return `${found.length} context${found.length === 1 ? '' : 's'}: ${told.join('; ')}${more}`;
}

function power({ detectable: { screened, named }, screened: many, named: few }: Said): string {
  const parts = (
    [
      [screened, among(many, 'screened')],
      [named, among(few, 'named')],
    ] as const
  ).flatMap(([effect, where]) =>
    effect === undefined || effect === Number.POSITIVE_INFINITY ? [] : [`${seen(effect)} or more in ${where}`],
  );
  if (parts.length > 0)
    return `Would have been found in about 80 % of such studies: a difference of ${parts.join(', ')}.`;
  return screened === undefined && named === undefined ? '' : 'No difference, however large, would have been found.';
}
