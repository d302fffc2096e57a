import { z } from 'zod';
import { STACK_TONES } from '../core/figure.ts';
import { axis, count, domain, estimate, groupsOf, head, note, series, unit } from './figure-parts-schema.ts';
import { bars, curves, histogram, spans, tornado } from './plots-schema.ts';

const intervals = z.strictObject({
  kind: z.literal('intervals'),
  ...head,
  label: z.string().describe('of the axis'),
  unit,
  domain: domain.optional(),
  baseline: z.number().optional(),
  groups: groupsOf(z.strictObject({ title: z.string(), ...estimate, n: count })),
});

const cell = z.strictObject({
  value: z.number().optional().describe('absent where nothing could be judged'),
  n: count,
  low: z.number().optional(),
  high: z.number().optional(),
  missing: count.optional().describe('asked, and not in n'),
  ring: z.boolean().optional(),
  hatch: z.boolean().optional(),
  dot: z.boolean().optional(),
});

const heat = z
  .strictObject({
    kind: z.literal('heat'),
    ...head,
    label: z.string().describe('what the colour says'),
    unit: z.enum(['share', 'points']),
    columns: z.array(z.strictObject({ title: z.string() })),
    groups: groupsOf(
      z.strictObject({ title: z.string(), cells: z.array(cell).describe('one for each column, in their order') }),
    ),
    marks: z
      .strictObject({ ring: z.string().optional(), hatch: z.string().optional(), dot: z.string().optional() })
      .describe('what the marks of cells mean'),
    note,
  })
  .refine(
    ({ columns, groups }) => groups.every(({ rows }) => rows.every((row) => row.cells.length === columns.length)),
    {
      error: 'a row has not one cell for each column',
    },
  );

const stacked = z
  .strictObject({
    kind: z.literal('stacked'),
    ...head,
    label: z.string().describe('of the axis'),
    states: z.array(z.strictObject({ title: z.string(), tone: z.enum(STACK_TONES) })),
    groups: groupsOf(
      z.strictObject({ title: z.string(), counts: z.array(count).describe('one for each state, in their order') }),
    ),
    note,
  })
  .refine(
    ({ states, groups }) => groups.every(({ rows }) => rows.every((row) => row.counts.length === states.length)),
    {
      error: 'a row has not one count for each state',
    },
  );

const dumbbell = z
  .strictObject({
    kind: z.literal('dumbbell'),
    ...head,
    label: z.string().describe('of the axis'),
    unit,
    log: z.boolean().optional(),
    domain: domain.optional(),
    baseline: z.number().optional(),
    series,
    groups: groupsOf(
      z.strictObject({
        title: z.string(),
        points: z.array(z.strictObject({ series: count.describe('place in the series, from 0'), ...estimate })),
        remark: z.string().optional(),
        ring: z.boolean().optional(),
      }),
    ),
    ring: z.string().optional().describe('what a ring means'),
    note,
  })
  .refine(
    ({ series: names, groups }) =>
      groups.every(({ rows }) =>
        rows.every(
          ({ points }) =>
            points.every((point) => point.series < names.length) &&
            new Set(points.map((point) => point.series)).size === points.length,
        ),
      ),
    { error: 'a point is of a series that is not there, or not the only one of it in its row' },
  );

const open = z.strictObject({ low: z.number().optional(), high: z.number().optional() });

const scatter = z
  .strictObject({
    kind: z.literal('scatter'),
    ...head,
    x: axis,
    y: axis,
    series,
    points: z.array(
      z.strictObject({ title: z.string(), series: count, x: z.strictObject(estimate), y: z.strictObject(estimate) }),
    ),
    areas: z
      .array(z.strictObject({ title: z.string(), tone: z.enum(['strong', 'weak']), x: open, y: open }))
      .optional(),
    diagonal: z.boolean().optional(),
    corners: z
      .strictObject({
        topLeft: z.string().optional(),
        topRight: z.string().optional(),
        bottomLeft: z.string().optional(),
        bottomRight: z.string().optional(),
      })
      .optional(),
    note,
  })
  .refine(({ series: names, points }) => points.every((point) => point.series < names.length), {
    error: 'a point is of a series that is not there',
  });

const milliseconds = z.number().nonnegative().describe('milliseconds from the request');

const timeline = z
  .strictObject({
    kind: z.literal('timeline'),
    ...head,
    label: z.string().describe('of the upward axis'),
    lanes: z.array(
      z.strictObject({
        title: z.string(),
        steps: z.array(
          z.strictObject({
            at: milliseconds,
            characters: count.describe('visible from then on'),
            reasoning: count.optional().describe('of these: of the reasoning'),
          }),
        ),
        marks: z.array(z.strictObject({ at: milliseconds, title: z.string(), tone: z.enum(['event', 'loss']) })),
      }),
    ),
    note,
  })
  .refine(
    ({ lanes }) => lanes.every(({ steps }) => steps.every(({ at }, index) => at >= (steps[index - 1]?.at ?? 0))),
    { error: 'the steps of a lane are not in the order of time' },
  );

/** Data of pictures, from outside: see {@link import('../core/figure.ts').Figure}. */
export const figureSchema = z.discriminatedUnion('kind', [
  intervals,
  heat,
  stacked,
  dumbbell,
  scatter,
  timeline,
  histogram,
  tornado,
  curves,
  bars,
  spans,
]);
