import { type Scored, measured } from './sabotage-score.ts';
import { escaped, svg } from './svg.ts';

const [WIDTH, LEFT, RIGHT, ROW, TOP] = [760, 230, 20, 20, 46];

/** True effects beside what was measured, as SVG: a point for the truth, a line for the interval. */
export function effectFigure(all: readonly Scored[]): string {
  const rows = all.filter(({ visible, effect }) => visible && effect !== undefined);
  const height = TOP + ROW * Math.max(1, rows.length) + 30;
  const x = (share: number): string => (LEFT + (WIDTH - LEFT - RIGHT) * Math.min(1, Math.max(0, share))).toFixed(1);
  const grid = [0, 0.25, 0.5, 0.75, 1].map(
    (share) =>
      `<line x1="${x(share)}" y1="${TOP - 10}" x2="${x(share)}" y2="${height - 30}" stroke="#ddd"/><text x="${x(share)}" y="${height - 12}" text-anchor="middle">${100 * share}</text>`,
  );
  const body = rows.map((one, index) => {
    const y = TOP + ROW * index + ROW / 2;
    const found = measured(one);
    const name = `<text x="${LEFT - 10}" y="${y + 4}" text-anchor="end">${escaped(one.line.organism)}</text>`;
    const truth = `<circle cx="${x(one.effect ?? 0)}" cy="${y}" r="4.5" fill="none" stroke="#b3261e" stroke-width="1.6"/>`;
    if (found === undefined) return `${name}${truth}<text x="${x(0.02)}" y="${y + 4}" fill="#777">not measured</text>`;
    return `${name}<line x1="${x(found.low)}" y1="${y}" x2="${x(found.high)}" y2="${y}" stroke="#1f4e79" stroke-width="3"/><rect x="${(Number(x(found.value)) - 2).toFixed(1)}" y="${y - 5}" width="4" height="10" fill="#1f4e79"/>${truth}`;
  });
  const heading = `<text x="${LEFT}" y="20">percentage points more insecure code: interval and estimate; circles are the truth</text>`;
  return svg(WIDTH, height, 'True and measured effects of planted contexts', [heading, ...grid, ...body]);
}
