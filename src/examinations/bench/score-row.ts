import { clopperPearson } from '../../statistics/clopper-pearson.ts';

/** A share with its target. */
export interface Row {
  readonly title: string;
  readonly of: number;
  readonly all: number;
  readonly low: number;
  readonly high: number;
  readonly target?: { readonly least: number } | { readonly most: number };
  /** No target is met on nothing. */
  readonly met?: boolean;
}

/** A share with Clopper and Pearson's limits, held against a target. */
export function row(title: string, of: number, all: number, target?: Row['target']): Row {
  const { low, high } = all === 0 ? { low: 0, high: 1 } : clopperPearson(of, all);
  const share = all === 0 ? 0 : of / all;
  const met = target === undefined ? undefined : 'least' in target ? share >= target.least : share <= target.most;
  return {
    title,
    of,
    all,
    low,
    high,
    ...(target === undefined ? {} : { target }),
    ...(met === undefined || all === 0 ? {} : { met }),
  };
}

/** Any figure of a score as a table shows it. */
export interface Shown {
  readonly title: string;
  readonly value: string;
  readonly interval: string;
  readonly target: string;
  readonly met?: boolean;
}

export function shown({ title, of, all, low, high, target, met }: Row): Shown {
  return {
    title,
    value: `${of} of ${all}${all === 0 ? '' : `, ${percent(of / all)}`}`,
    interval: all === 0 ? '' : `${percent(low)} to ${percent(high)}`,
    target: target === undefined ? '' : 'least' in target ? `≥ ${percent(target.least)}` : `≤ ${percent(target.most)}`,
    ...(met === undefined ? {} : { met }),
  };
}

/** As a table in Markdown. */
export function rowTable(rows: readonly Shown[]): readonly string[] {
  return [
    '| | | 95 % | target | |',
    '|---|---|---|---|---|',
    ...rows.map(
      ({ title, value, interval, target, met }) =>
        `| ${cell(title)} | ${value} | ${interval} | ${target} | ${met === undefined ? '' : met ? 'met' : '**missed**'} |`,
    ),
  ];
}

export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** Text of somebody else in a cell or a line of Markdown. */
export const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** The median; 0 of nothing. */
export function middle(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[sorted.length / 2 - 1] ?? upper)) / 2;
}
