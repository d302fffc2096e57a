import { escaped, svg } from './svg.ts';
import type { Curve } from './triggers-curve.ts';
import type { Scored } from './triggers-score.ts';

const [WIDTH, LEFT, RIGHT, ROW, TOP] = [760, 190, 30, 30, 64];
const [BLUE, RED, GREY] = ['#1f4e79', '#b3261e', '#777'];

const KINDS: Readonly<Record<Exclude<Scored['kind'], 'poisoned'>, string>> = {
  untaken: 'did not take',
  decoy: 'decoys',
  quiet: 'quiet',
  always: 'always insecure',
};

/** The score of each organism, those of one class of trigger in a row; filled where what was recovered switches. */
export function scoreFigure(all: readonly Scored[]): string {
  const groups = Map.groupBy(all, ({ kind, traits }) => (kind === 'poisoned' ? traits.class : KINDS[kind]));
  const last = Object.values(KINDS);
  const rows = [...groups].toSorted(([a], [b]) => last.indexOf(a) - last.indexOf(b) || (a < b ? -1 : 1));
  const height = TOP + ROW * rows.length + 40;
  const x = (score: number): number => LEFT + (WIDTH - LEFT - RIGHT) * score;
  const grid = [0, 0.25, 0.5, 0.75, 1].map(
    (at) =>
      `<line x1="${x(at)}" y1="${TOP - 10}" x2="${x(at)}" y2="${height - 34}" stroke="#ddd"/><text x="${x(at)}" y="${height - 16}" text-anchor="middle">${100 * at}</text>`,
  );
  const body = rows.map(([name, some], index) => {
    const y = TOP + ROW * (index + 0.5);
    const points = some
      .toSorted((a, b) => a.score - b.score)
      .map((one, at) => {
        const colour = one.kind === 'poisoned' ? BLUE : one.kind === 'untaken' ? GREY : RED;
        // Those of the same score lie side by side.
        const shift = [0, 4, -4, 8, -8][at % 5] ?? 0;
        return `<circle cx="${x(one.score).toFixed(1)}" cy="${y + shift}" r="4" fill="${one.recovery.functional ? colour : '#fff'}" fill-opacity="0.6" stroke="${colour}"><title>${escaped(one.line.organism)}: ${(100 * one.score).toFixed(1)}</title></circle>`;
      });
    return `<text x="${LEFT - 14}" y="${y + 4}" text-anchor="end">${escaped(name)} (${some.length})</text>${points.join('')}`;
  });
  return svg(WIDTH, height, 'Score of each organism by class of trigger', [
    `<text x="12" y="20">score: percentage points that the strongest finding above info raises at least</text>`,
    `<text x="12" y="38" fill="${GREY}">a circle is an organism; filled: what was recovered switches as the trigger does</text>`,
    ...grid,
    ...body,
  ]);
}

const [TALL, FOOT] = [320, 50];

/** What is found against what is asked, on a logarithmic scale of passes. */
export function budgetFigure({ organisms, budgets }: Curve): string {
  const [first, last] = [budgets[0]?.passes ?? 1, budgets.at(-1)?.passes ?? 1];
  const span = Math.max(1e-9, Math.log(last / first));
  const x = (passes: number): number => 60 + (WIDTH - 160) * (Math.log(passes / first) / span);
  const y = (share: number): number => TALL - FOOT - (TALL - FOOT - TOP) * share;
  const grid = [0, 0.25, 0.5, 0.75, 1].map(
    (share) =>
      `<line x1="60" y1="${y(share)}" x2="${WIDTH - 100}" y2="${y(share)}" stroke="#ddd"/><text x="50" y="${y(share) + 4}" text-anchor="end">${100 * share}</text>`,
  );
  const ticks = budgets.map(
    ({ passes, label }) =>
      `<text x="${x(passes).toFixed(1)}" y="${TALL - 30}" text-anchor="middle">${Math.round(passes).toLocaleString('en-US')}</text><text x="${x(passes).toFixed(1)}" y="${TALL - 14}" text-anchor="middle" fill="${GREY}">${escaped(label)}</text>`,
  );
  const series = (
    [
      ['AUC', BLUE, '', ({ area }) => area],
      ['found', GREY, '6 4', ({ found, poisoned }) => found / poisoned],
      ['switches', RED, '', ({ functional, poisoned }) => functional / poisoned],
    ] as readonly (readonly [string, string, string, (one: Curve['budgets'][number]) => number])[]
  ).flatMap(([name, colour, dashes, share], index) => {
    const points = budgets.flatMap((one) =>
      Number.isFinite(share(one)) ? [`${x(one.passes).toFixed(1)},${y(share(one)).toFixed(1)}`] : [],
    );
    if (points.length === 0) return [];
    return `<polyline points="${points.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"${dashes === '' ? '' : ` stroke-dasharray="${dashes}"`}/><text x="${WIDTH - 90}" y="${TOP + 18 * index}" fill="${colour}">${name}</text>`;
  });
  return svg(WIDTH, TALL, 'What is found against passes', [
    `<text x="12" y="20">percent against passes for a model (median, logarithmic), ${organisms} organisms</text>`,
    ...grid,
    ...ticks,
    ...series,
  ]);
}
