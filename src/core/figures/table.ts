import type { FigureEstimate, FigureUnit } from '../figure-parts.ts';
import type { DumbbellFigure, Figure, HeatFigure, IntervalFigure, ScatterFigure, StackedFigure } from '../figure.ts';
import type { Table } from '../table.ts';
import { format } from './format.ts';
import { plotTable } from './plot-tables.ts';
import { timelineTable } from './timeline-table.ts';

/** The numbers of a figure as rows for people: what stands behind a drawing, and where nothing can be drawn. */
export function figureTable(figure: Figure): Table {
  switch (figure.kind) {
    case 'intervals':
      return intervals(figure);
    case 'heat':
      return heat(figure);
    case 'stacked':
      return stacked(figure);
    case 'dumbbell':
      return dumbbell(figure);
    case 'scatter':
      return scatter(figure);
    case 'timeline':
      return timelineTable(figure);
    case 'histogram':
    case 'tornado':
    case 'curves':
    case 'bars':
    case 'spans':
      return plotTable(figure);
  }
}

type Columns = Table['columns'];
const left = (title: string): Columns[number] => ({ title, align: 'left' });
const right = (title: string): Columns[number] => ({ title, align: 'right' });

interface Grouped<Row> {
  readonly groups: readonly { readonly title: string; readonly rows: readonly Row[] }[];
}

/** Rows behind the title of their group, where there is more than one. */
function grouped<Row>({ groups }: Grouped<Row>, cells: (row: Row) => readonly string[]): string[][] {
  return groups.flatMap(({ title, rows }) => rows.map((row) => [...(groups.length > 1 ? [title] : []), ...cells(row)]));
}
const about = ({ groups }: Grouped<unknown>): Columns => [...(groups.length > 1 ? [left('group')] : []), left('row')];

/** `83% [60%, 95%] (12)`. */
function estimate(unit: FigureUnit, { value, low, high, n }: FigureEstimate): string {
  const say = format(unit);
  const interval = low === value && high === value && n === undefined ? '' : ` [${say(low)}, ${say(high)}]`;
  return `${say(value)}${interval}${n === undefined ? '' : ` (${n})`}`;
}

const withNote = (notes: readonly (string | undefined)[]): { note?: string } => {
  const note = notes.filter((one) => one !== undefined && one !== '').join(' ');
  return note === '' ? {} : { note };
};

function intervals(figure: IntervalFigure): Table {
  const say = format(figure.unit);
  return {
    id: figure.id,
    title: figure.title,
    columns: [...about(figure), right(figure.label), right('interval'), right('n')],
    rows: grouped(figure, ({ title, value, low, high, n }) => [
      title,
      say(value),
      `${say(low)} to ${say(high)}`,
      String(n),
    ]),
  };
}

const ESTIMATE = 'the interval, and of how many';
const SIGNS = { ring: '○', hatch: '~', dot: '•' } as const;

function heat(figure: HeatFigure): Table {
  const { marks, unit } = figure;
  const say = format(unit);
  const cells = figure.groups.flatMap(({ rows }) => rows.flatMap((row) => row.cells));
  const used = (['ring', 'hatch', 'dot'] as const).filter(
    (mark) => marks[mark] !== undefined && cells.some((cell) => cell[mark] === true),
  );
  const missing = cells.some((cell) => (cell.missing ?? 0) > 0);
  const legend = [
    'in brackets: of how many',
    ...(missing ? ['+ asked and not judged'] : []),
    ...used.map((mark) => `${SIGNS[mark]} ${marks[mark] ?? ''}`),
  ];
  return {
    id: figure.id,
    title: figure.title,
    columns: [...about(figure), ...figure.columns.map(({ title }) => right(title))],
    rows: grouped(figure, (row) => [
      row.title,
      ...row.cells.map((cell) => {
        const lost = (cell.missing ?? 0) > 0 ? `+${cell.missing}` : '';
        const signs = used.filter((mark) => cell[mark] === true).map((mark) => SIGNS[mark]);
        return `${cell.value === undefined ? '–' : say(Math.round(cell.value * 100) / 100)}${signs.join('')} (${cell.n}${lost})`;
      }),
    ]),
    ...withNote([`${figure.label}; ${legend.join('; ')}.`, figure.note]),
  };
}

function stacked(figure: StackedFigure): Table {
  const share = format('share');
  return {
    id: figure.id,
    title: figure.title,
    columns: [...about(figure), right('n'), ...figure.states.map(({ title }) => right(title))],
    rows: grouped(figure, ({ title, counts }) => {
      const n = counts.reduce((sum, one) => sum + one, 0);
      return [title, String(n), ...counts.map((count) => (count === 0 ? '0' : `${count} (${share(count / n)})`))];
    }),
    ...withNote([figure.note]),
  };
}

function dumbbell(figure: DumbbellFigure): Table {
  const { series, unit } = figure;
  const rows = figure.groups.flatMap((group) => group.rows);
  const remarks = rows.some(({ remark }) => remark !== undefined);
  const rings = figure.ring !== undefined && rows.some(({ ring }) => ring === true);
  return {
    id: figure.id,
    title: figure.title,
    columns: [...about(figure), ...series.map(right), ...(remarks ? [left('difference')] : [])],
    rows: grouped(figure, ({ title, points, remark = '', ring }) => [
      rings && ring === true ? `${title} ${SIGNS.ring}` : title,
      ...series.map((_, index) => {
        const point = points.find((one) => one.series === index);
        return point === undefined ? 'missing' : estimate(unit, point);
      }),
      ...(remarks ? [remark] : []),
    ]),
    ...withNote([`${figure.label}, ${ESTIMATE}${rings ? `; ${SIGNS.ring} ${figure.ring ?? ''}` : ''}.`, figure.note]),
  };
}

function scatter(figure: ScatterFigure): Table {
  const { x, y, series } = figure;
  return {
    id: figure.id,
    title: figure.title,
    columns: [left('point'), ...(series.length > 1 ? [left('of')] : []), right(x.label), right(y.label)],
    rows: figure.points.map((point) => [
      point.title,
      ...(series.length > 1 ? [series[point.series] ?? ''] : []),
      estimate(x.unit, point.x),
      estimate(y.unit, point.y),
    ]),
    ...withNote([`Each with ${ESTIMATE}.`, figure.note]),
  };
}
