import { DEEPSEEK_V3, LLAMA_70B } from '../capacity/served-models.ts';
import { countParameters } from '../parameters/count.ts';
import { shapeOf } from '../parameters/families.ts';
import { contextFigures } from './context.ts';
import { workersByChip } from './workers-by-chip.ts';
import { describe, expect, it } from 'vitest';
import { draw } from '../../core/figures/draw.ts';
import type { Shape } from '../../core/figures/scene.ts';
import { day } from '../export-controls/date.ts';
import { RULES } from '../export-controls/rules/rules.ts';
import { standingOf } from '../export-controls/standing.ts';
import { dayOf } from '../units/basis.ts';
import { chipsFigure } from './chip-plane.ts';
import { quantityText } from './claimed.ts';
import { PICTURES } from './pictures.fixture.ts';
import { priceFigure } from './prices.ts';
import { ruleRow } from './rules-timeline.ts';

const texts = (shapes: readonly Shape[]): string[] =>
  shapes.flatMap((shape) =>
    shape.shape === 'group' ? texts(shape.shapes) : shape.shape === 'text' ? [shape.text] : [],
  );

describe.each(Object.entries(PICTURES))('the picture %s', (_, make) => {
  it.each(['wide', 'narrow'] as const)('can be drawn, %s', (layout) => {
    const { shapes } = draw(make(), layout);
    expect(JSON.stringify(shapes)).not.toMatch(/null|NaN|Infinity/);
    expect(texts(shapes).length).toBeGreaterThan(5);
  });
});

function picture<K extends ReturnType<(typeof PICTURES)[string]>['kind']>(name: string, kind: K) {
  const figure = PICTURES[name]?.();
  if (figure?.kind !== kind) throw new Error(`${name} is no ${kind}`);
  return figure as Extract<typeof figure, { kind: K }>;
}

it('a distribution has every draw once, its quantiles, and how much of it is claimed', () => {
  const { panels, marks, axis } = picture('distribution', 'histogram');
  expect(axis).toEqual({ label: 'cost, US dollars', unit: 'dollars', log: true });
  expect(marks).toEqual([{ title: 'claimed: $2M to $4M', low: 2e6, high: 4e6 }]);
  for (const { counts, outside, edges } of panels) {
    expect(counts.reduce((sum, one) => sum + one, outside)).toBe(20_000);
    expect(edges.length).toBe(counts.length + 1);
  }
  expect((panels[0]?.median ?? 0) / 3.63e6).toBeCloseTo(1, 1);
  expect(panels[0]?.remark).toMatch(/^30(\.\d)?% of the draws lie within what is claimed$/);
});

it('swings have their ends in the units of the inputs, the widest first', () => {
  const { rows, centre } = picture('tornado', 'tornado');
  const widths = rows.map(({ from, to }) => Math.abs(to.result - from.result));
  expect(widths).toEqual(widths.toSorted((a, b) => b - a));
  expect(rows[0]).toMatchObject({ title: 'compute', from: { input: expect.stringMatching(/ FLOP$/) } });
  expect(centre).toBeGreaterThan(3e6);
});

it('an effect lies within the band of its bounds', () => {
  const [first] = picture('access', 'curves').series;
  for (const { y, low = y, high = y } of first?.points ?? []) expect(low <= y && y <= high).toBe(true);
  const leads = picture('advantage', 'curves').series.map(({ points }) => points.at(-1)?.y ?? 0);
  expect(leads[0]).toBeCloseTo(1, 9);
  expect(leads[1]).toBeLessThan(0.5);
});

it('workers are hatched where nobody measured them', () => {
  const [published, modelled] = picture('workers', 'bars').groups;
  expect(published?.rows.some(({ hatch }) => hatch === true)).toBe(false);
  expect(modelled?.rows.every(({ hatch }) => hatch === true)).toBe(true);
  expect(modelled?.rows.find(({ title }) => title === 'H20')).toMatchObject({ value: 19, remark: 'by compute' });
});

it('workers by chip meet the day that was published, and the H20 is worth what the model makes of it', () => {
  const [published, latent, grouped] = picture('workers', 'bars').groups;
  const on = (group: typeof latent, chip: string): number =>
    group?.rows.find(({ title }) => title === chip)?.value ?? Number.NaN;
  expect(published?.rows.map(({ value }) => Math.round(value))).toEqual([88, 51]);
  expect(on(latent, 'H800 SXM')).toBe(88);
  expect(on(latent, 'H20')).toBeLessThan(on(latent, 'H100 SXM') / 4);
  expect(on(grouped, 'H20')).toBeGreaterThan(on(grouped, 'H100 SXM'));
  const counts = [DEEPSEEK_V3, LLAMA_70B].map((config) => countParameters(shapeOf(config)).total);
  expect(counts).toEqual([671_026_419_200, 70_553_706_496]);
  expect(workersByChip({ id: 'x', title: 'x' }, '2025-02-03')).toBeUndefined();
  expect(contextFigures('2025-02-03').map(({ id }) => id)).toEqual(['prices', 'chips', 'rules']);
  expect(contextFigures('2026-11-26').map(({ id }) => id)).toEqual(['prices', 'chips', 'workers', 'rules']);
});

it('prices keep their days and say what nobody read; those of several units are no line', () => {
  const points = picture('prices', 'curves').series.flatMap((one) => one.points);
  expect(points).toContainEqual({ x: dayOf('2025-01-20'), y: 2.19, title: 'DeepSeek R1' });
  expect(points.map(({ title }) => title)).toContain('GPT-4 8K launch (unverified)');
  expect(() =>
    priceFigure({ id: 'x', title: 'x' }, [{ title: 'x', records: ['price.o1.in', 'price.o1.out'] }]),
  ).toThrow(expect.objectContaining({ fault: 'unlike-units' }));
});

it('chips stand where the rule of the day puts them, before its tiers', () => {
  const of = (date: string, chip: RegExp): string | undefined => {
    const figure = chipsFigure({ id: 'x', title: 'x' }, day(date));
    const point = figure.points.find(({ title }) => chip.test(title));
    return point === undefined ? undefined : figure.series[point.series];
  };
  expect([of('2023-01-01', /H800/), of('2023-12-01', /H800/)]).toEqual(['not controlled', 'controlled']);
  expect([of('2025-03-01', /H20$/), of('2025-06-01', /H20$/)]).toEqual(['not controlled', 'told by letter']);
  expect(picture('chips', 'scatter').areas?.map(({ title }) => title)).toEqual([
    '3A090.b.1',
    '3A090.b.2',
    '3A090.a.1',
    '3A090.a.2',
  ]);
  expect(picture('chips-2023', 'scatter').areas).toEqual([]);
});

it('a rule is in the state on each day that its standing says', () => {
  const days = [
    '2022-10-10',
    '2023-01-01',
    '2023-11-01',
    '2024-01-01',
    '2024-12-10',
    '2025-02-03',
    '2025-06-01',
    '2026-06-01',
  ];
  const states = {
    published: 0,
    'partly-effective': 1,
    effective: 1,
    'in-force': 2,
    'not-enforced': 3,
    unpublished: undefined,
    replaced: undefined,
  };
  for (const { title, dates } of RULES) {
    const { spans } = ruleRow(title, dates, '');
    for (const one of days) {
      const at = dayOf(one);
      const found = spans.find(({ from, to }) => from <= at && (to === undefined || at < to));
      expect(found?.state, `${title} on ${one}`).toBe(states[standingOf(dates, day(one)).state]);
    }
  }
});

it('claims stand at 1, and what cannot be computed has no points', () => {
  const rows = picture('summary', 'dumbbell').groups.flatMap((group) => group.rows);
  expect(rows.map(({ points }) => points.length)).toEqual([2, 2, 2, 0]);
  expect(rows[0]?.points[1]?.value).toBeCloseTo(5.576 / 5.6, 9);
  expect(rows[2]?.remark).toBe('overstated: 8 months, found 2 months to 22 months');
});

it.each([
  [2.5, 'USD/chip/h', '$2.5/chip/h'],
  [8, 'month', '8 months'],
  [1, 'month', '1 month'],
  [0.4, '1', '0.4'],
  [2.1e25, 'FLOP', '2.1e25 FLOP'],
  [-5.58e6, 'USD', '−$5.58M'],
])('%d in %s is written %s', (value, unit, text) => {
  expect(quantityText(value, unit)).toBe(text);
});
