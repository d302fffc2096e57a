import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { Figure } from '../../core/figure.ts';
import { HOSTILE_NAMES } from '../dossier.fixture.ts';
import { questionedDossier } from '../study.fixture.ts';
import { figureCsv } from './csv.ts';
import { figureFiles } from './files.ts';
import {
  DUMBBELL,
  FIGURES,
  HEAT,
  hostileFigures,
  SCATTER,
  STACKED,
  TIMELINE,
} from '../../core/figures/figures.fixture.ts';
import { BARS, CURVES, HISTOGRAM, SPANS, TORNADO } from '../../core/figures/plots.fixture.ts';
import { figuredDossier } from '../figured.fixture.ts';
import { SERIES, TINTS } from '../palette.ts';
import { figureSvg } from './svg.ts';

/** Small enough to read. */
const SOME: readonly Figure[] = [
  { ...HEAT, groups: HEAT.groups.slice(0, 1) },
  STACKED,
  { ...DUMBBELL, groups: DUMBBELL.groups.slice(2, 3) },
  { ...SCATTER, points: SCATTER.points.slice(0, 4) },
  { ...TIMELINE, lanes: TIMELINE.lanes.slice(1) },
  HISTOGRAM,
  TORNADO,
  CURVES,
  BARS,
  SPANS,
];

/** That every element that is opened is closed, in order: enough of XML for a file that holds no comment and no CDATA. */
function isBalanced(svg: string): boolean {
  const open: string[] = [];
  for (const [, close, name = '', self] of svg.matchAll(/<(\/?)([a-z]+)(?:\s[a-zA-Z0-9:-]+="[^"<]*")*\s*(\/?)>/g)) {
    if (close === '/') {
      if (open.pop() !== name) return false;
    } else if (self !== '/') open.push(name);
  }
  return (
    open.length === 0 &&
    (svg.match(/</g) ?? []).length === [...svg.matchAll(/<\/?[a-z]+(?:\s[a-zA-Z0-9:-]+="[^"<]*")*\s*\/?>/g)].length
  );
}

describe.each(SOME.map((figure) => [figure.kind, figure] as const))('a figure of kind %s', (kind, figure) => {
  it('is a file of SVG', async () => {
    const svg = figureSvg(figure);
    expect(isBalanced(svg)).toBe(true);
    expect(svg).not.toMatch(
      /class="(?!tick|interval|cell|cross|segment|dumbbell|point|bins|swing|line|bar|span|zone)| style=|<script|href/,
    );
    await expect(svg).toMatchFileSnapshot(`__snapshots__/${kind}.svg`);
  });

  it('is a file of its numbers', async () => {
    const csv = figureCsv(figure);
    const [head, ...rows] = parse(csv) as string[][];
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row.length).toBe(head?.length);
    await expect(csv).toMatchFileSnapshot(`__snapshots__/${kind}.csv`);
  });
});

describe('colours', () => {
  const css = readFileSync(new URL('../../../web/src/studies/palette.css', import.meta.url), 'utf8');
  const lightness = (hex: string): number => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a: string, b: string): number => {
    const [dark = 0, light = 0] = [lightness(a), lightness(b)].toSorted((x, y) => x - y);
    return (light + 0.05) / (dark + 0.05);
  };
  const pairs = [
    ...css.matchAll(
      /\[class\$="-([a-z]+-?\d+)"\] \{\s+--tint: light-dark\((#\w+), (#\w+)\);\s+--on: light-dark\((#\w+), (#\w+)\);/g,
    ),
  ];

  it('of files are those of the page in its light theme', () => {
    expect(Object.fromEntries(pairs.map(([, of, tint, , on]) => [of, [tint, on]]))).toEqual(TINTS);
    expect([...css.matchAll(/whisker-\d\) \{\s+--tint: light-dark\((#\w+),/g)].map(([, tint]) => tint)).toEqual(SERIES);
  });

  it('let what is written on them be read, in both themes (WCAG 2.2, 1.4.3)', () => {
    for (const [, of, light = '', dark = '', onLight = '', onDark = ''] of pairs) {
      expect(contrast(light, onLight), of).toBeGreaterThanOrEqual(4.5);
      expect(contrast(dark, onDark), of).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('of shares grow darker with every step, so that no eye needs their hue', () => {
    const steps = Array.from({ length: 11 }, (_, step) => lightness(TINTS[`s${step}`]?.[0] ?? ''));
    expect(steps).toEqual(steps.toSorted((a, b) => b - a));
    expect(new Set(steps).size).toBe(11);
  });
});

describe('values in a spreadsheet', () => {
  it.each(['=1+1', '+1', '-1+1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', "=cmd|' /C calc'!A0"])(
    'are no formula: %j',
    (text) => {
      const [, row] = parse(
        figureCsv({ ...SCATTER, points: SCATTER.points.slice(0, 1).map((point) => ({ ...point, title: text })) }),
      ) as string[][];
      expect(row?.[0]).toBe(`'${text}`);
    },
  );

  it('stay numbers, also below 0', () => {
    const [, row] = parse(
      figureCsv({
        ...HEAT,
        unit: 'points',
        columns: [{ title: '1989' }],
        groups: [{ title: 'g', rows: [{ title: 'r', cells: [{ value: -0.25, n: 4 }] }] }],
      }),
    ) as string[][];
    expect(row).toEqual(['g', 'r', '1989', '-0.25', '', '', '4', '0', 'false', 'false', 'false', HEAT.note]);
  });
});

describe('files of figures', () => {
  it('are two for each, named after study and figure', () => {
    expect(
      figureFiles(figuredDossier())
        .map(({ name }) => name)
        .slice(0, 4),
    ).toEqual([
      'censorship-topics.svg',
      'censorship-topics.csv',
      'censorship-differences.svg',
      'censorship-differences.csv',
    ]);
    expect(figureFiles(questionedDossier()).map(({ name }) => name)).toContain('tags-contrasts.svg');
    expect(figureFiles({})).toEqual([]);
  });

  it.each(['../../etc/passwd', '..', 'CON', 'a/b\\c:d', '', '\u0000', 'x'.repeat(500)])(
    'have a safe name where an id is %j',
    (id) => {
      const names = figureFiles(
        figuredDossier([
          { ...STACKED, id },
          { ...STACKED, id },
        ]),
      ).map(({ name }) => name);
      expect(new Set(names).size).toBe(4);
      for (const name of names) expect(name).toMatch(/^censorship-[a-z0-9-]{1,70}\.(svg|csv)$/);
    },
  );
});

describe.each(HOSTILE_NAMES)('figures that are all called %j', (name) => {
  it('stay figures', () => {
    for (const figure of hostileFigures(name)) {
      expect(isBalanced(figureSvg(figure))).toBe(true);
      expect(figureSvg(figure)).not.toMatch(/[\u0000-\u0008\u202e\ufffe\uffff]/);
      expect(() => parse(figureCsv(figure)) as unknown).not.toThrow();
    }
  });
});

describe('every kind', () => {
  it('has a row for all that it shows', () => {
    expect(FIGURES.map((figure) => parse(figureCsv(figure)).length - 1)).toEqual([
      180, 36, 48, 34, 36, 86, 2, 29, 5, 16, 3, 6,
    ]);
  });
});
