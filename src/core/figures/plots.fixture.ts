import type { BarsFigure, CurvesFigure, HistogramFigure, SpansFigure, TornadoFigure } from '../plots.ts';

export const HISTOGRAM: HistogramFigure = {
  kind: 'histogram',
  id: 'cost',
  title: 'What a run costs',
  axis: { label: 'cost, US dollars', unit: 'dollars', log: true },
  marks: [{ title: 'claimed: $2M to $4M', low: 2e6, high: 4e6 }],
  level: 0.9,
  panels: ['published interval', 'reviewed interval, which is wider than the one before it'].map((title, panel) => ({
    title,
    edges: Array.from({ length: 13 }, (_, at) => 2e5 * 2 ** at),
    counts: [1, 4, 20, 60, 140, 210, 240, 170, 90, 40, 20, 5 * panel],
    outside: 3,
    low: 8e5,
    median: 1.2e7,
    high: 2e8,
    remark: '30% of the draws lie within what is claimed',
  })),
  note: 'Inputs are drawn independently.',
};

export const TORNADO: TornadoFigure = {
  kind: 'tornado',
  id: 'swings',
  title: 'Which input decides',
  axis: { label: 'cost, US dollars', unit: 'dollars' },
  centre: 3.8e6,
  marks: [{ title: 'claimed: $3M', low: 3e6, high: 3e6 }],
  ends: ['5 % quantile of the input', '95 % quantile of the input'],
  rows: [
    {
      title: 'compute of the first run, of which nothing was published',
      from: { input: '8e24 FLOP', result: 1.6e6 },
      to: { input: '4.4e25 FLOP', result: 8.8e6 },
    },
    { title: 'utilisation', from: { input: '0.49', result: 3.1e6 }, to: { input: '0.31', result: 4.9e6 } },
    { title: 'both ends above', from: { input: '1', result: 4e6 }, to: { input: '2', result: 5e6 } },
  ],
};

export const CURVES: CurvesFigure = {
  kind: 'curves',
  id: 'prices',
  title: 'List prices of output',
  x: { label: 'from which day on', unit: 'date' },
  y: { label: 'US dollars for a million tokens', unit: 'dollars', log: true },
  marks: [{ title: 'the claim', low: 20_122, high: 20_122 }],
  series: [
    {
      title: 'one maker',
      steps: true,
      points: [
        { x: 19_430, y: 60, title: 'first' },
        { x: 19_667, y: 30, title: 'second' },
        { x: 20_000, y: 10, title: 'third, with a name that is long' },
      ],
    },
    {
      title: 'a trend',
      points: Array.from({ length: 12 }, (_, at) => ({
        x: 19_400 + 100 * at,
        y: 50 / (at + 1),
        low: 40 / (at + 1),
        high: 70 / (at + 1),
      })),
    },
  ],
};

export const BARS: BarsFigure = {
  kind: 'bars',
  id: 'workers',
  title: 'Workers by chip',
  axis: { label: 'workers a chip', unit: 'amount' },
  marks: [],
  hatch: 'modelled, not measured',
  groups: [
    { title: 'published', rows: [{ title: 'H800', value: 88.1 }] },
    {
      title: 'modelled',
      rows: [
        { title: 'B200', value: 293, low: 210, high: 340, hatch: true, remark: 'compute decides' },
        {
          title: 'a chip whose name is longer than the room for it is',
          value: 0,
          hatch: true,
          remark: 'memory decides',
        },
      ],
    },
  ],
};

export const SPANS: SpansFigure = {
  kind: 'spans',
  id: 'rules',
  title: 'When which rule stood',
  axis: { label: 'day', unit: 'date' },
  marks: [
    { title: 'the claim', low: 20_122, high: 20_122 },
    { title: 'as of 2026-11-26', low: 20_783, high: 20_783 },
  ],
  states: [
    { title: 'published', tone: 'missing' },
    { title: 'in force', tone: 'good' },
    { title: 'not enforced', tone: 'bad' },
  ],
  groups: [
    {
      title: 'rules',
      rows: [
        {
          title: 'Framework',
          spans: [
            { from: 20_101, to: 20_221, state: 0 },
            { from: 20_221, state: 2 },
          ],
          remark: 'all destinations',
        },
        { title: 'Entry of 2022', spans: [{ from: 19_286, to: 19_678, state: 1 }] },
      ],
    },
    { title: 'events', rows: [{ title: 'letter', spans: [], at: 20_187, remark: 'A licence is required.' }] },
  ],
};
