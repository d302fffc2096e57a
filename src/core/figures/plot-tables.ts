import type { FigureMark } from '../figure-parts.ts';
import type { BarsFigure, CurvesFigure, HistogramFigure, SpansFigure, TornadoFigure } from '../plots.ts';
import type { Table } from '../table.ts';
import { format } from './format.ts';

type Plot = HistogramFigure | TornadoFigure | CurvesFigure | BarsFigure | SpansFigure;

/** Points of a line that has no names: the file of values has every one. */
const MOST_POINTS = 9;

/** The numbers of a plot as rows for people. */
export function plotTable(figure: Plot): Table {
  const { id, title } = figure;
  const [{ columns, rows }, says] = [rowsOf(figure), marksOf(figure)];
  const note = [...says, ...(figure.note === undefined ? [] : [figure.note])].join(' ');
  return { id, title, columns, rows, ...(note === '' ? {} : { note }) };
}

type Rows = Pick<Table, 'columns' | 'rows'>;
const left = (title: string) => ({ title, align: 'left' }) as const;
const right = (title: string) => ({ title, align: 'right' }) as const;

function marksOf(figure: Plot): string[] {
  const say = format(figure.kind === 'curves' ? figure.x.unit : figure.axis.unit);
  const ends = ({ low, high }: FigureMark): string => (low === high ? say(low) : `${say(low)} to ${say(high)}`);
  const all = figure.marks.map((mark) => `${mark.title}: ${ends(mark)}.`);
  return figure.kind === 'tornado' ? [`All in the middle: ${say(figure.centre)}.`, ...all] : all;
}

function rowsOf(figure: Plot): Rows {
  switch (figure.kind) {
    case 'histogram':
      return histogram(figure);
    case 'tornado':
      return tornado(figure);
    case 'curves':
      return curves(figure);
    case 'bars':
      return bars(figure);
    case 'spans':
      return spans(figure);
  }
}

function histogram({ axis, level, panels }: HistogramFigure): Rows {
  const say = format(axis.unit);
  const quantile = (p: number): string => `${Math.round(p * 1000) / 10} %`;
  const remarks = panels.some(({ remark }) => remark !== undefined);
  return {
    columns: [
      left(axis.label),
      right(quantile((1 - level) / 2)),
      right('median'),
      right(quantile((1 + level) / 2)),
      ...(remarks ? [left('of it')] : []),
    ],
    rows: panels.map(({ title, low, median, high, remark = '' }) => [
      title,
      ...[low, median, high].map(say),
      ...(remarks ? [remark] : []),
    ]),
  };
}

function tornado({ axis, ends, rows }: TornadoFigure): Rows {
  const say = format(axis.unit);
  const result = `${axis.label} then`;
  return {
    columns: [left('input'), ...ends.flatMap((end) => [right(end), right(result)])],
    rows: rows.map(({ title, from, to }) => [title, from.input, say(from.result), to.input, say(to.result)]),
  };
}

/** Points with names, of lines without them some, the first and the last among them. */
function curves({ x, y, series }: CurvesFigure): Rows {
  const [at, say] = [format(x.unit), format(y.unit)];
  const several = series.length > 1;
  const named = series.some(({ points }) => points.some(({ title }) => title !== undefined));
  return {
    columns: [...(several ? [left('line')] : []), ...(named ? [left('point')] : []), right(x.label), right(y.label)],
    rows: series.flatMap(({ title, points }) => {
      const every = Math.max(1, Math.ceil((points.length - 1) / (MOST_POINTS - 1)));
      return points
        .filter((point, index) => point.title !== undefined || index % every === 0 || index === points.length - 1)
        .map((point) => {
          const { low, high } = point;
          const band = low === undefined || high === undefined ? '' : ` [${say(low)}, ${say(high)}]`;
          return [
            ...(several ? [title] : []),
            ...(named ? [point.title ?? ''] : []),
            at(point.x),
            `${say(point.y)}${band}`,
          ];
        });
    }),
  };
}

function bars({ axis, hatch, groups }: BarsFigure): Rows {
  const say = format(axis.unit);
  const grouped = groups.length > 1;
  const all = groups.flatMap(({ rows }) => rows);
  const hatches = hatch !== undefined && all.some((row) => row.hatch === true);
  const remarks = all.some(({ remark }) => remark !== undefined);
  return {
    columns: [
      ...(grouped ? [left('group')] : []),
      left('row'),
      right(axis.label),
      ...(hatches ? [left('how known')] : []),
      ...(remarks ? [left('of it')] : []),
    ],
    rows: groups.flatMap(({ title, rows }) =>
      rows.map((row) => {
        const { low, high } = row;
        const interval = low === undefined || high === undefined ? '' : ` [${say(low)}, ${say(high)}]`;
        return [
          ...(grouped ? [title] : []),
          row.title,
          `${say(row.value)}${interval}`,
          ...(hatches ? [row.hatch === true ? (hatch ?? '') : ''] : []),
          ...(remarks ? [row.remark ?? ''] : []),
        ];
      }),
    ),
  };
}

function spans({ axis, states, groups }: SpansFigure): Rows {
  const say = format(axis.unit);
  const grouped = groups.length > 1;
  return {
    columns: [...(grouped ? [left('group')] : []), left('row'), left('what stood when'), left('of it')],
    rows: groups.flatMap(({ title, rows }) =>
      rows.map((row) => [
        ...(grouped ? [title] : []),
        row.title,
        [
          ...(row.at === undefined ? [] : [say(row.at)]),
          ...row.spans.map(
            ({ from, to, state }) =>
              `${states[state]?.title ?? ''} from ${say(from)}${to === undefined ? ' on' : ` to ${say(to)}`}`,
          ),
        ].join('; '),
        row.remark ?? '',
      ]),
    ),
  };
}
