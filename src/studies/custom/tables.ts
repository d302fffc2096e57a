import type { Table } from '../../core/table.ts';
import type { Agreement } from './agreement.ts';
import { POWER } from './contrasts.ts';
import { intervalAt, left, percent, points, probability, right, span } from './format.ts';
import type { ContrastRow, RateRow } from './results.ts';
import type { Tally } from './tally.ts';

export function trialsTable(arms: readonly string[], tally: Tally): Table {
  return {
    id: 'trials',
    title: 'Trials',
    columns: [left('model'), right('judged'), right('not judged'), right('failed'), right('skipped')],
    rows: arms.map((arm) => {
      const { judged, unjudged, errored, skipped } = tally.states(arm);
      return [arm, ...[judged, unjudged, errored, skipped].map(String)];
    }),
  };
}

export function rateTable(rates: readonly RateRow[], level: number): Table {
  const corrected = rates.some((rate) => rate.corrected !== undefined);
  return {
    id: 'rates',
    title: 'How often each label was given',
    columns: [
      left('model'),
      left('condition'),
      left('label'),
      right('share'),
      right(intervalAt(level)),
      ...(corrected ? [right('corrected for the judge'), right('interval')] : []),
      right('trials'),
      right('items'),
    ],
    rows: rates.map((rate) => [
      rate.arm,
      rate.condition,
      rate.label,
      percent(rate.estimate),
      span(rate),
      ...(corrected
        ? [
            rate.corrected === undefined ? '' : percent(rate.corrected.estimate),
            rate.corrected ? span(rate.corrected) : '',
          ]
        : []),
      `${rate.count} of ${rate.trials}`,
      String(rate.items),
    ]),
  };
}

export function contrastTable(contrasts: readonly ContrastRow[], level: number): Table {
  return {
    id: 'contrasts',
    title: 'Differences between conditions, on the same items',
    columns: [
      left('model'),
      left('contrast'),
      left('label'),
      right('points'),
      right(intervalAt(level)),
      right('p'),
      right('p (Holm)'),
      right('items'),
      right('could have seen'),
    ],
    rows: contrasts.map(({ arm, first, second, label, interval, p, adjusted, items, detectable }) => [
      arm,
      `${first} − ${second}`,
      label,
      points(interval.estimate),
      `${points(interval.low)} to ${points(interval.high)}`,
      probability(p),
      probability(adjusted),
      String(items),
      Number.isFinite(detectable) ? (100 * detectable).toFixed(1) : 'none',
    ]),
    note: `“Could have seen”: the smallest difference, in points, that this many items tell in ${POWER * 100} % of studies.`,
  };
}

export function agreementTable(agreeing: readonly Agreement[], level: number): Table {
  return {
    id: 'agreement',
    title: 'Agreement between models, trial by trial',
    columns: [
      left('models'),
      right('same label'),
      right(intervalAt(level)),
      right('same text'),
      right(intervalAt(level)),
      right('trials'),
    ],
    rows: agreeing.map(({ first, second, sameLabel, sameText, trials }) => [
      `${first} and ${second}`,
      percent(sameLabel.estimate),
      span(sameLabel),
      percent(sameText.estimate),
      span(sameText),
      String(trials),
    ]),
    note: 'White space aside: detokenizers differ in it.',
  };
}
