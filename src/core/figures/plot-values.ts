import type { FigureMark, FigureUnit } from '../figure-parts.ts';
import type { BarsFigure, CurvesFigure, HistogramFigure, SpansFigure, TornadoFigure } from '../plots.ts';
import { format } from './format.ts';
import type { Value, Values } from './values.ts';

type Plot = HistogramFigure | TornadoFigure | CurvesFigure | BarsFigure | SpansFigure;

/** Every number of a plot, a row each; what it is held against comes last, as rows of `mark`. */
export function plotValues(figure: Plot): Values {
  switch (figure.kind) {
    case 'histogram':
      return {
        columns: ['what', 'title', 'low', 'high', 'count', 'median', 'remark'],
        rows: [
          ...figure.panels.flatMap((panel): Value[][] => [
            ['interval', panel.title, panel.low, panel.high, undefined, panel.median, panel.remark],
            ...panel.counts.map((count, at) => [
              'bin',
              panel.title,
              panel.edges[at],
              panel.edges[at + 1],
              count,
              undefined,
              undefined,
            ]),
            ['outside', panel.title, undefined, undefined, panel.outside, undefined, undefined],
          ]),
          ...marks(figure.marks, 7, figure.axis.unit),
        ],
      };
    case 'tornado':
      return {
        columns: ['what', 'title', 'low', 'high', 'input_from', 'input_to'],
        rows: [
          ['centre', 'all in the middle', figure.centre, figure.centre, undefined, undefined],
          ...figure.rows.map(({ title, from, to }): Value[] => [
            'swing',
            title,
            from.result,
            to.result,
            from.input,
            to.input,
          ]),
          ...marks(figure.marks, 6, figure.axis.unit),
        ],
      };
    case 'curves': {
      const at = plain(figure.x.unit);
      return {
        columns: ['what', 'title', 'x', 'x_high', 'y', 'y_low', 'y_high', 'point'],
        rows: [
          ...figure.series.flatMap(({ title, points }) =>
            points.map((point): Value[] => [
              'point',
              title,
              at(point.x),
              undefined,
              point.y,
              point.low,
              point.high,
              point.title,
            ]),
          ),
          ...marks(figure.marks, 8, figure.x.unit),
        ],
      };
    }
    case 'bars':
      return {
        columns: ['what', 'title', 'low', 'high', 'value', 'group', 'hatch', 'remark'],
        rows: [
          ...figure.groups.flatMap(({ title, rows }) =>
            rows.map((row): Value[] => [
              'bar',
              row.title,
              row.low,
              row.high,
              row.value,
              title,
              row.hatch ?? false,
              row.remark,
            ]),
          ),
          ...marks(figure.marks, 8, figure.axis.unit),
        ],
      };
    case 'spans':
      return spanValues(figure);
  }
}

function spanValues({ axis, states, groups, marks: all }: SpansFigure): Values {
  const at = plain(axis.unit);
  return {
    columns: ['what', 'title', 'from', 'to', 'state', 'group', 'remark'],
    rows: [
      ...groups.flatMap(({ title, rows }) =>
        rows.flatMap((row): Value[][] => [
          ...row.spans.map(({ from, to, state }) => [
            'span',
            row.title,
            at(from),
            to === undefined ? undefined : at(to),
            states[state]?.title,
            title,
            row.remark,
          ]),
          ...(row.at === undefined ? [] : [['event', row.title, at(row.at), undefined, undefined, title, row.remark]]),
        ]),
      ),
      ...marks(all, 7, axis.unit),
    ],
  };
}

/** Days are written as dates: no spreadsheet counts them from 1970. */
function plain(unit: FigureUnit): (value: number) => Value {
  return unit === 'date' ? format(unit) : (value) => value;
}

function marks(all: readonly FigureMark[], columns: number, unit: FigureUnit): Value[][] {
  const at = plain(unit);
  return all.map(({ title, low, high }) => [
    'mark',
    title,
    at(low),
    at(high),
    ...Array.from({ length: columns - 4 }, () => undefined),
  ]);
}
