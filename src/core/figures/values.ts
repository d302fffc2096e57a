import type { FigureEstimate } from '../figure-parts.ts';
import type { Figure } from '../figure.ts';
import { plotValues } from './plot-values.ts';

export type Value = string | number | boolean | undefined;

export interface Values {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Value[])[];
}

/** Every number of a figure as it is, a row each: columns, then rows. For files that programs and spreadsheets read. */
export function figureValues(figure: Figure): Values {
  const estimate = ({ value, low, high, n }: FigureEstimate): Value[] => [value, low, high, n];
  switch (figure.kind) {
    case 'intervals':
      return {
        columns: ['group', 'row', 'value', 'low', 'high', 'n'],
        rows: figure.groups.flatMap(({ title, rows }) => rows.map((row) => [title, row.title, ...estimate(row)])),
      };
    case 'heat':
      return {
        columns: ['group', 'row', 'column', 'value', 'low', 'high', 'n', 'missing', 'ring', 'hatch', 'dot'],
        rows: figure.groups.flatMap(({ title, rows }) =>
          rows.flatMap((row) =>
            row.cells.map(({ value, low, high, n, missing = 0, ring = false, hatch = false, dot = false }, index) => [
              title,
              row.title,
              figure.columns[index]?.title,
              value,
              low,
              high,
              n,
              missing,
              ring,
              hatch,
              dot,
            ]),
          ),
        ),
      };
    case 'stacked':
      return {
        columns: ['group', 'row', 'state', 'count', 'n', 'share'],
        rows: figure.groups.flatMap(({ title, rows }) =>
          rows.flatMap(({ title: row, counts }) => {
            const n = counts.reduce((sum, one) => sum + one, 0);
            return counts.map((count, index) => [
              title,
              row,
              figure.states[index]?.title,
              count,
              n,
              n === 0 ? undefined : count / n,
            ]);
          }),
        ),
      };
    case 'dumbbell':
      return {
        columns: ['group', 'row', 'series', 'value', 'low', 'high', 'n', 'ring', 'remark'],
        rows: figure.groups.flatMap(({ title, rows }) =>
          rows.flatMap(({ title: row, points, ring = false, remark }) =>
            points.map((point) => [title, row, figure.series[point.series], ...estimate(point), ring, remark]),
          ),
        ),
      };
    case 'scatter':
      return {
        columns: [
          'point',
          'series',
          ...['x', 'y'].flatMap((side) => [side, `${side}_low`, `${side}_high`, `${side}_n`]),
        ],
        rows: figure.points.map(({ title, series, x, y }) => [
          title,
          figure.series[series],
          ...estimate(x),
          ...estimate(y),
        ]),
      };
    case 'timeline':
      return {
        columns: ['answer', 'milliseconds', 'what', 'characters', 'reasoning', 'title', 'tone'],
        rows: figure.lanes.flatMap(({ title, steps, marks }) => [
          ...steps.map(({ at, characters, reasoning }) => [
            title,
            at,
            'step',
            characters,
            reasoning,
            undefined,
            undefined,
          ]),
          ...marks.map((mark) => [title, mark.at, 'mark', undefined, undefined, mark.title, mark.tone]),
        ]),
      };
    case 'histogram':
    case 'tornado':
    case 'curves':
    case 'bars':
    case 'spans':
      return plotValues(figure);
  }
}
