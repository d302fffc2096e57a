import { describe, expect, it } from 'vitest';
import { FIGURES, HEAT, hostileFigures, STACKED, TIMELINE } from './figures.fixture.ts';
import type { Figure, HeatFigure } from '../figure.ts';
import { draw } from './draw.ts';
import { stepOf } from './heat-cell.ts';
import { wide } from './lettering.ts';
import { hatch, type Shape } from './scene.ts';

const INTERVALS: Figure = {
  kind: 'intervals',
  id: 'i',
  title: 'i',
  label: 'share',
  unit: 'share',
  groups: [
    {
      title: 'g',
      rows: [
        {
          title: 'a name of a row that is rather long for the room that it has',
          value: 0.2,
          low: 0.1,
          high: 0.4,
          n: 9,
        },
      ],
    },
  ],
};
const flat = (shapes: readonly Shape[]): readonly Shape[] =>
  shapes.flatMap((shape) => (shape.shape === 'group' ? [shape, ...flat(shape.shapes)] : [shape]));
const EVERY = [...FIGURES, ...hostileFigures(`${'W'.repeat(900)}`), INTERVALS].flatMap((figure, index) =>
  (['wide', 'narrow'] as const).map((layout) => [`${figure.kind} ${index}`, layout, figure] as const),
);

/** From where to where a text reaches. */
function reach(shape: Shape & { shape: 'text' }): readonly [number, number] {
  const size = shape.look === 'name' || shape.look === 'strong' ? 13 : 12;
  const long = wide(shape.text + (shape.tail?.text ?? ''), size);
  if (shape.anchor === 'end') return [shape.x - long, shape.x];
  return shape.anchor === 'middle' ? [shape.x - long / 2, shape.x + long / 2] : [shape.x, shape.x + long];
}

describe.each(EVERY)('%s, %s', (_, layout, figure) => {
  const { width, height, shapes } = draw(figure, layout);
  const all = flat(shapes);

  it('has nothing outside of it, and no number that is none', () => {
    expect(JSON.stringify(shapes)).not.toMatch(/null|NaN/);
    for (const shape of all) {
      if (shape.shape === 'rect') {
        expect(shape.x).toBeGreaterThanOrEqual(-0.1);
        expect(shape.x + shape.width).toBeLessThanOrEqual(width + 0.1);
        expect(shape.y + shape.height).toBeLessThanOrEqual(height + 0.1);
      } else if (shape.shape === 'text') {
        expect(shape.y).toBeLessThanOrEqual(height);
        if (shape.upright === true) expect(wide(shape.text, 12)).toBeLessThanOrEqual(shape.y);
      }
    }
  });

  it('cuts no name at its edge', () => {
    for (const shape of all) {
      if (shape.shape !== 'text' || shape.upright === true) continue;
      // Of the longest axis labels a part may be lost; they stand in the table, too.
      if (shape.look === 'small' && shape.text.length > 60) continue;
      const [from, to] = reach(shape);
      expect(from, shape.text).toBeGreaterThanOrEqual(-1);
      expect(to, shape.text).toBeLessThanOrEqual(width + 1);
    }
  });
});

describe('a heat map', () => {
  it('has every cell once, with all that is known of it for one that points there', () => {
    const cells = flat(draw(HEAT, 'wide').shapes).filter((shape) => shape.shape === 'group' && shape.look === 'cell');
    expect(cells.length).toBe(HEAT.groups.flatMap(({ rows }) => rows).length * 5);
    const titles = cells.map((cell) => (cell.shape === 'group' ? cell.title : ''));
    expect(titles[1]).toBe(
      'Tiananmen 1989, 简体中文: 91.7%, from 71.7% to 100%, of 18, differs from its mirrors in other countries (Benjamini-Hochberg, q = .05)',
    );
    expect(
      titles.filter((title) => title?.includes('nothing could be judged, of 0, 12 asked and not judged')).length,
    ).toBe(3);
  });

  it('draws no mark that has no meaning', () => {
    const looks = (figure: HeatFigure) => flat(draw(figure, 'wide').shapes).map(({ look }) => look.replace(/-.*/, ''));
    expect(looks(HEAT)).toEqual(expect.arrayContaining(['ring', 'lines', 'dot', 'missed']));
    expect(looks({ ...HEAT, marks: {} })).not.toEqual(expect.arrayContaining(['ring']));
    expect(looks({ ...HEAT, marks: {} })).not.toEqual(expect.arrayContaining(['lines']));
  });

  it('has a step for each tenth of a share, and five each way of a difference', () => {
    expect([0, 0.04, 0.05, 0.5, 0.96, 1, 7].map((value) => stepOf(value, 'share'))).toEqual([
      's0',
      's0',
      's1',
      's5',
      's10',
      's10',
      's10',
    ]);
    expect([-1, -0.5, -0.1, -0.04, 0, 0.04, 0.06, 0.5, 1].map((value) => stepOf(value, 'points'))).toEqual([
      'c5',
      'c5',
      'c1',
      's0',
      's0',
      's0',
      'w1',
      'w5',
      'w5',
    ]);
  });
});

describe('stacked bars', () => {
  it('are all as long, each part as long as its share', () => {
    const parts = flat(draw(STACKED, 'wide').shapes).filter(
      (shape) => shape.shape === 'group' && shape.look === 'segment',
    );
    const first = parts[0]?.shape === 'group' ? parts[0].shapes[0] : undefined;
    expect(first).toMatchObject({ shape: 'rect', look: 'state-good-0', x: 250 });
    expect(first?.shape === 'rect' ? first.width : 0).toBeCloseTo((61 / 94) * 440 - 1.5, 0);
    const ends = parts.flatMap((part) =>
      part.shape === 'group' && part.shapes[0]?.shape === 'rect' ? [part.shapes[0].x + part.shapes[0].width] : [],
    );
    expect(Math.max(...ends)).toBeCloseTo(688.5, 0);
  });

  it('tell states of one tone by their pattern', () => {
    const looks = new Set(flat(draw(STACKED, 'wide').shapes).map(({ look }) => look));
    for (const look of [
      'state-bad-0',
      'state-bad-1',
      'texture-bad-1',
      'state-bad-2',
      'texture-bad-2',
      'texture-service-1',
    ])
      expect(looks).toContain(look);
    expect(looks).not.toContain('texture-bad-0');
  });
});

describe('a timeline', () => {
  it('keeps each fall of ten thousand steps', () => {
    const steps = Array.from({ length: 10_001 }, (_, at) => ({ at, characters: at === 5003 ? 0 : at }));
    const { shapes } = draw({ ...TIMELINE, lanes: [{ title: 'l', steps, marks: [] }] }, 'wide');
    const outline = flat(shapes).find(({ look }) => look === 'seen-line');
    const d = outline?.shape === 'path' ? outline.d : '';
    expect(d.split('L').length).toBeLessThan(2100);
    const heights = [...d.matchAll(/[ML][\d.]+ ([\d.]+)/g)].map(([, y]) => Number(y));
    // Down to the ground in the middle, and up again.
    const ground = Math.max(...heights);
    expect(heights.slice(900, 1200)).toContain(ground);
  });
});

it('hatches within its rectangle', () => {
  for (const up of [true, false]) {
    const shape = hatch('x', 10, 20, 30, 8, 5, up);
    const numbers = [...(shape.shape === 'path' ? shape.d : '').matchAll(/([\d.]+) ([\d.]+)/g)];
    expect(numbers.length).toBeGreaterThan(10);
    for (const [, x, y] of numbers) {
      expect(Number(x)).toBeGreaterThanOrEqual(10);
      expect(Number(x)).toBeLessThanOrEqual(40);
      expect(Number(y)).toBeGreaterThanOrEqual(20);
      expect(Number(y)).toBeLessThanOrEqual(28);
    }
  }
});
