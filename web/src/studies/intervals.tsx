import type { IntervalFigure } from '../../../src/core/figure.ts';
import { printable } from '../../../src/core/printable.ts';
import { around, format, ticks } from './axis.ts';

/** Where things stand, in units of the drawing. */
interface Layout {
  readonly shown: 'wide' | 'narrow';
  readonly width: number;
  /** Left and right of the axis. */
  readonly left: number;
  readonly right: number;
  readonly row: number;
  /** Of a row, from its top: its text, and its line. */
  readonly text: number;
  readonly line: number;
  readonly indent: number;
  /** Characters of a name. */
  readonly most: number;
  readonly ticks: number;
}

/** Names, intervals and values beside one another. */
const WIDE: Layout = {
  shown: 'wide',
  width: 760,
  left: 330,
  right: 610,
  row: 24,
  text: 16,
  line: 12,
  indent: 12,
  most: 44,
  ticks: 5,
};
/** Intervals below their names and values, for the width of a hand. */
const NARROW: Layout = {
  shown: 'narrow',
  width: 320,
  left: 10,
  right: 310,
  row: 42,
  text: 14,
  line: 26,
  indent: 0,
  most: 20,
  ticks: 3,
};
const HEADING = 30;
const AXIS = 44;

/** Estimates as dots on their intervals, a row each, on one axis. The values stand beside it as text. */
export function Intervals({ figure }: { readonly figure: IntervalFigure }) {
  return (
    <figure className="study-figure">
      <figcaption>{printable(figure.title, 200)}</figcaption>
      <Drawing figure={figure} layout={WIDE} />
      <Drawing figure={figure} layout={NARROW} />
    </figure>
  );
}

/** Names that begin alike differ at their end: what is too long is cut in its middle. */
function named(title: string, most: number): string {
  const text = printable(title, 400);
  if (text.length <= most) return text;
  const head = Math.floor((most - 1) / 3);
  return `${text.slice(0, head).trimEnd()}…${text.slice(text.length - (most - 1 - head)).trimStart()}`;
}

/** One of the two; the style sheet shows the one that there is room for. */
function Drawing({ figure, layout }: { readonly figure: IntervalFigure; readonly layout: Layout }) {
  const { width, left, right } = layout;
  const [low, high] = figure.domain ?? around(figure);
  const x = (value: number): number => left + ((value - low) / (high - low)) * (right - left);
  const { headings, rows, height } = place(figure, layout.row);
  const say = format(figure.unit);
  return (
    <svg
      viewBox={`0 0 ${width} ${height + AXIS}`}
      role="img"
      aria-label={describe(figure, say)}
      data-layout={layout.shown}
    >
      {ticks(low, high, layout.ticks).map((tick) => (
        <g key={tick} className="tick">
          <line x1={x(tick)} x2={x(tick)} y1={0} y2={height} />
          <text x={x(tick)} y={height + 16} textAnchor={anchor(x(tick), layout)}>
            {say(tick)}
          </text>
        </g>
      ))}
      {figure.baseline !== undefined && (
        <line className="baseline" x1={x(figure.baseline)} x2={x(figure.baseline)} y1={0} y2={height} />
      )}
      <text className="axis" x={(left + right) / 2} y={height + 36} textAnchor="middle">
        {printable(figure.label, 80)}
      </text>
      {headings.map(({ title, y }) => (
        <text key={`${title} ${y}`} className="group" x={0} y={y}>
          {printable(title, 40)}
        </text>
      ))}
      {rows.map(({ row, y }) => (
        <g key={`${row.title} ${y}`} className="interval">
          <text x={layout.indent} y={y + layout.text}>
            {named(row.title, layout.most)}
          </text>
          <line
            x1={x(Math.max(low, row.low))}
            x2={x(Math.min(high, row.high))}
            y1={y + layout.line}
            y2={y + layout.line}
          />
          <circle cx={x(row.value)} cy={y + layout.line} r={4.5} />
          <text x={width} y={y + layout.text} textAnchor="end">
            {say(row.value)} <tspan className="range">[{`${say(row.low)}, ${say(row.high)}`}]</tspan>
          </text>
        </g>
      ))}
    </svg>
  );
}

/** A tick at the edge of the drawing is written inwards. */
function anchor(x: number, { width }: Layout): 'start' | 'middle' | 'end' {
  if (x < 20) return 'start';
  return x > width - 20 ? 'end' : 'middle';
}

type Row = IntervalFigure['groups'][number]['rows'][number];

function place({ groups }: IntervalFigure, height: number) {
  const headings: { title: string; y: number }[] = [];
  const rows: { row: Row; y: number }[] = [];
  let y = 0;
  for (const group of groups) {
    headings.push({ title: group.title, y: y + 18 });
    y += HEADING;
    for (const row of group.rows) {
      rows.push({ row, y });
      y += height;
    }
  }
  return { headings, rows, height: y };
}

function describe({ title, groups }: IntervalFigure, say: (value: number) => string): string {
  const rows = groups.flatMap((group) =>
    group.rows.map(
      (row) => `${group.title}, ${row.title}: ${say(row.value)}, from ${say(row.low)} to ${say(row.high)}`,
    ),
  );
  return printable(`${title}. ${rows.join('. ')}`, 5000);
}
