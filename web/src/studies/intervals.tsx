import type { IntervalFigure } from '../../../src/core/figure.ts';
import { printable } from '../../../src/core/printable.ts';

const WIDTH = 640;
const LABELS = 190;
const VALUES = 150;
const ROW = 24;
const HEADING = 30;
const AXIS = 44;

type Row = IntervalFigure['groups'][number]['rows'][number];

/** Estimates as dots on their intervals, a row each, on one axis. The values stand beside it as text. */
export function Intervals({ figure }: { readonly figure: IntervalFigure }) {
  const [low, high] = figure.domain ?? around(figure);
  const left = LABELS;
  const right = WIDTH - VALUES;
  const x = (value: number): number => left + ((value - low) / (high - low)) * (right - left);
  const placed = place(figure);
  const bottom = placed.height;
  const say = format(figure.unit);
  return (
    <figure className="study-figure">
      <figcaption>{printable(figure.title, 200)}</figcaption>
      <section aria-label={figure.title} tabIndex={0}>
        <svg viewBox={`0 0 ${WIDTH} ${bottom + AXIS}`} role="img" aria-label={describe(figure, say)}>
          {ticks(low, high).map((tick) => (
            <g key={tick} className="tick">
              <line x1={x(tick)} x2={x(tick)} y1={0} y2={bottom} />
              <text x={x(tick)} y={bottom + 16} textAnchor="middle">
                {say(tick)}
              </text>
            </g>
          ))}
          {figure.baseline !== undefined && (
            <line className="baseline" x1={x(figure.baseline)} x2={x(figure.baseline)} y1={0} y2={bottom} />
          )}
          <text className="axis" x={(left + right) / 2} y={bottom + 36} textAnchor="middle">
            {figure.label}
          </text>
          {placed.headings.map(({ title, y }) => (
            <text key={`${title} ${y}`} className="group" x={0} y={y}>
              {printable(title, 80)}
            </text>
          ))}
          {placed.rows.map(({ row, y }) => (
            <g key={`${row.title} ${y}`} className="interval">
              <text x={12} y={y + 4}>
                {printable(row.title.length > 26 ? `${row.title.slice(0, 25)}…` : row.title, 80)}
              </text>
              <line x1={x(Math.max(low, row.low))} x2={x(Math.min(high, row.high))} y1={y} y2={y} />
              <circle cx={x(row.value)} cy={y} r={4.5} />
              <text x={WIDTH} y={y + 4} textAnchor="end">
                {say(row.value)} <tspan className="range">[{`${say(row.low)}, ${say(row.high)}`}]</tspan>
              </text>
            </g>
          ))}
        </svg>
      </section>
    </figure>
  );
}

function place({ groups }: IntervalFigure) {
  const headings: { title: string; y: number }[] = [];
  const rows: { row: Row; y: number }[] = [];
  let y = 0;
  for (const group of groups) {
    headings.push({ title: group.title, y: y + 18 });
    y += HEADING;
    for (const row of group.rows) {
      rows.push({ row, y: y + ROW / 2 });
      y += ROW;
    }
  }
  return { headings, rows, height: y };
}

/** All intervals and the baseline, with a little room. */
function around({ groups, baseline = 0 }: IntervalFigure): readonly [number, number] {
  const ends = groups.flatMap(({ rows }) => rows.flatMap((row) => [row.low, row.high]));
  const low = Math.min(baseline, ...ends);
  const high = Math.max(baseline, ...ends);
  const room = Math.max((high - low) * 0.05, 0.01);
  return [low - room, high + room];
}

/** Four to eight round numbers. */
function ticks(low: number, high: number): readonly number[] {
  const rough = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? rough;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
}

function format(unit: IntervalFigure['unit']): (value: number) => string {
  if (unit === 'share') return (value) => `${Math.round(value * 1000) / 10}%`;
  if (unit === 'points')
    return (value) => `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(Math.round(value * 1000) / 10)}`;
  return (value) => String(Math.round(value * 1000) / 1000);
}

function describe({ title, groups }: IntervalFigure, say: (value: number) => string): string {
  const rows = groups.flatMap((group) =>
    group.rows.map(
      (row) => `${group.title}, ${row.title}: ${say(row.value)}, from ${say(row.low)} to ${say(row.high)}`,
    ),
  );
  return printable(`${title}. ${rows.join('. ')}`, 5000);
}
