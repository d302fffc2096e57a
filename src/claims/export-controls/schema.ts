import { z } from 'zod';
import { RECORDED } from './status.ts';

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const text = z.string().min(1).max(600);
const positive = z.number().positive().finite();
const known = { from: z.array(id).min(1).readonly(), status: z.enum(RECORDED) } as const;

const source = z.strictObject({
  id,
  title: text,
  /** Where it was seen; none where it is a memory. */
  address: z.url().optional(),
});

const figure = z.strictObject({ is: positive, ...known }).readonly();

const chip = z
  .strictObject({
    id,
    name: text,
    maker: text,
    /** Other names that people write. */
    also: z.array(z.string().min(1)).readonly(),
    note: text.optional(),
    /** Whether it is designed or marketed for data centres. */
    'data-centre': z.strictObject({ is: z.boolean(), ...known }).readonly(),
    /** Peak operations of dense matrices, in 10^12 a second, by the longest input of the operation in bits. */
    performance: z
      .array(
        z
          .strictObject({
            format: z.enum(['fp4', 'fp8', 'int8', 'fp16', 'bf16']),
            bits: z.union([z.literal(4), z.literal(8), z.literal(16)]),
            dense: positive,
            /** What the maker prints for matrices of which half is zero. */
            sparse: positive.optional(),
            ...known,
          })
          .readonly(),
      )
      .min(1)
      .readonly(),
    /** Of all logic dies on a process with non-planar transistors, together. */
    'logic-die-mm2': figure,
    memory: z.strictObject({ kind: text, gb: figure, 'gb-s': figure }).readonly(),
    /** Links to other chips, both directions together. */
    io: z.array(z.strictObject({ link: text, 'gb-s': positive, ...known }).readonly()).readonly(),
  })
  .readonly();

export const chipFile = z.strictObject({ version: z.literal(1), sources: z.array(source), chips: z.array(chip) });

const event = z
  .strictObject({
    id,
    kind: z.enum(['rule', 'letter', 'announcement', 'guidance', 'programme', 'filing', 'report']),
    /** A day, or a month where the day is not known. */
    date: z.string().regex(/^\d{4}-\d{2}(-\d{2})?$/),
    /** From then on something else stands in its place. */
    until: z.iso.date().optional(),
    by: text,
    source: text,
    status: z.enum(RECORDED),
    says: text,
    /** The chips it is about; of none in particular where there are none. */
    chips: z.array(id).min(1).readonly().optional(),
    unverified: z.array(text).min(1).readonly().optional(),
  })
  .readonly();

export const eventFile = z.strictObject({ version: z.literal(1), events: z.array(event) });

export type Source = Readonly<z.infer<typeof source>>;
export type Chip = z.infer<typeof chip>;
export type PolicyEvent = z.infer<typeof event>;
