import { z } from 'zod';
import { STACK_TONES } from '../core/figure.ts';
import { axis, count, groupsOf, head, marks, note, plainAxis } from './figure-parts-schema.ts';

const text = z.string();
const rising = (values: readonly number[]): boolean => values.every((one, at) => one >= (values[at - 1] ?? one));

export const histogram = z
  .strictObject({
    kind: z.literal('histogram'),
    ...head,
    axis,
    marks,
    level: z.number().gt(0).lt(1).describe('of the interval from low to high'),
    panels: z.array(
      z.strictObject({
        title: text,
        edges: z.array(z.number()),
        counts: z.array(count),
        outside: count.describe('draws outside of all edges'),
        low: z.number(),
        median: z.number(),
        high: z.number(),
        remark: text.optional(),
      }),
    ),
    note,
  })
  .refine(({ panels }) => panels.every(({ edges, counts }) => edges.length === counts.length + 1 && rising(edges)), {
    error: 'a panel has not one edge more than counts, or they do not rise',
  });

const end = z.strictObject({ input: text.describe('with its unit'), result: z.number() });

export const tornado = z.strictObject({
  kind: z.literal('tornado'),
  ...head,
  axis,
  centre: z.number().describe('with every input at its middle'),
  marks,
  ends: z.tuple([text, text]).describe('what the two ends of an input are'),
  rows: z.array(z.strictObject({ title: text, from: end, to: end })),
  note,
});

export const curves = z
  .strictObject({
    kind: z.literal('curves'),
    ...head,
    x: axis,
    y: axis,
    marks: marks.describe('values of x that matter'),
    series: z
      .array(
        z.strictObject({
          title: text,
          steps: z.boolean().optional().describe('what a point says holds until the next'),
          points: z.array(
            z.strictObject({
              x: z.number(),
              y: z.number(),
              low: z.number().optional(),
              high: z.number().optional(),
              title: text.optional(),
            }),
          ),
        }),
      )
      .max(5),
    note,
  })
  .refine(({ series }) => series.every(({ points }) => rising(points.map(({ x }) => x))), {
    error: 'the points of a line are not in the order of x',
  });

export const bars = z.strictObject({
  kind: z.literal('bars'),
  ...head,
  axis: plainAxis,
  marks,
  hatch: text.optional().describe('what hatching means'),
  groups: groupsOf(
    z.strictObject({
      title: text,
      value: z.number(),
      low: z.number().optional(),
      high: z.number().optional(),
      hatch: z.boolean().optional(),
      remark: text.optional(),
    }),
  ),
  note,
});

const span = z.strictObject({
  from: z.number(),
  to: z.number().optional().describe('it goes on without'),
  state: count.describe('place in the states, from 0'),
});

export const spans = z
  .strictObject({
    kind: z.literal('spans'),
    ...head,
    axis: plainAxis,
    marks,
    states: z.array(z.strictObject({ title: text, tone: z.enum(STACK_TONES) })),
    groups: groupsOf(
      z.strictObject({
        title: text,
        spans: z.array(span),
        at: z.number().optional().describe('what happened at one moment'),
        remark: text.optional(),
      }),
    ),
    note,
  })
  .refine(
    ({ states, groups }) =>
      groups.every(({ rows }) => rows.every((row) => row.spans.every(({ state }) => state < states.length))),
    { error: 'a span is in a state that is not there' },
  );
