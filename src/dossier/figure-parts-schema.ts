import { z } from 'zod';
import { FIGURE_UNITS } from '../core/figure-parts.ts';

/** Parts of figures from outside: see {@link import('../core/figure-parts.ts')}. */
export const count = z.int().nonnegative();
export const unit = z.enum(FIGURE_UNITS);
export const domain = z.tuple([z.number(), z.number()]);
export const note = z.string().optional().describe('what a reader must know to read it rightly');
export const head = { id: z.string(), title: z.string() };
export const series = z.array(z.string()).max(5);
export const estimate = { value: z.number(), low: z.number(), high: z.number(), n: count.optional() };

export const groupsOf = <Row extends z.ZodType>(row: Row) =>
  z.array(z.strictObject({ title: z.string(), rows: z.array(row) }));

const plain = { label: z.string(), unit, domain: domain.optional() };
export const plainAxis = z.strictObject(plain);
export const axis = z.strictObject({ ...plain, log: z.boolean().optional() });

export const marks = z
  .array(z.strictObject({ title: z.string(), low: z.number(), high: z.number() }))
  .describe('values or ranges that it is held against');
