import { z } from 'zod';
import { STATUSES } from './economics/record.ts';

/** What the words of a claim file are made of; each kind of check adds its own. */

const finite = z.number();
export const words = z.string().trim().min(1).max(600);
export const kebab = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is in kebab-case: final-run');
/** `check casebook` are all claims that come with Assay, and files of `--figures` that begin with `claims` are of no claim alone. */
const RESERVED: ReadonlySet<string> = new Set(['casebook', 'claims']);
export const claimId = kebab.refine(
  (id) => !RESERVED.has(id),
  'Assay itself goes by this name: give the claim another',
);
export const recordId = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+([.-][a-zA-Z0-9]+)*$/, 'the id of a record of data/economics: v3.hours.total');
/** A text like 2025-02-31 is read as a day of March. */
const isDay = (text: string): boolean =>
  !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);

export const date = z
  .string()
  .regex(/^\d{4}(-\d{2}){0,2}$/, 'a date in quotes or not: 2025-02-03, 2025-02 or 2025')
  .refine((text) => isDay(text.padEnd(10, '-01')), 'no such day in the calendar');
const unitText = z.string().min(1).max(200);
/** How the number came to be known: see `economics/record.ts`. */
export const status = z.enum(STATUSES);

/**
 * A number as it is claimed: `value`, from which half a unit of its last significant digit to either side counts as the same
 * number unless `rounding` says how far, or `digits` how many of them are significant; or a range; or `low` alone for "at least",
 * `high` alone for "at most".
 */
export const claimedNumber = z
  .strictObject({
    value: finite.optional(),
    low: finite.optional(),
    high: finite.optional(),
    unit: unitText,
    /** To either side, in the unit. */
    rounding: z.number().nonnegative().optional(),
    /** That are significant, where zeros at the end are: 5600000 to the dollar has 7. */
    digits: z.int().min(1).max(17).optional(),
  })
  .refine(
    ({ value, low, high }) => (value === undefined) !== (low === undefined && high === undefined),
    'say value, or low and high, or one of these for "at least" or "at most"',
  )
  .refine(({ low, high }) => low === undefined || high === undefined || low < high, 'low lies below high')
  .refine(
    ({ value, rounding, digits }) => value !== undefined || (rounding === undefined && digits === undefined),
    'rounding and digits belong to a value',
  )
  .refine(({ rounding, digits }) => rounding === undefined || digits === undefined, 'say rounding or digits');
export type ClaimedNumber = z.infer<typeof claimedNumber>;

/** Of an interval: 0.9 from the 5 % to the 95 % quantile; `range` for bounds without a probability. */
const intervalLevel = z.custom<number | 'range'>(
  (given) => given === 'range' || (typeof given === 'number' && given > 0 && given < 1),
  'level is range, for bounds without a probability, or the probability between low and high, as 0.9',
);

/** A number that somebody states, with what is known of its error. */
const stated = z
  .strictObject({
    value: finite.optional(),
    low: finite.optional(),
    high: finite.optional(),
    level: intervalLevel.optional(),
    unit: unitText,
    as_of: date.optional(),
    source: words.optional(),
    status: status.optional(),
    live: z.literal(true).optional(),
  })
  .refine(({ value, low }) => value !== undefined || low !== undefined, 'say value, or low, high and level')
  .refine(({ low, high }) => low === undefined || high === undefined || low < high, 'low lies below high')
  .refine(
    ({ low, high, level }) =>
      (low === undefined) === (high === undefined) && (low === undefined) === (level === undefined),
    'an interval has low, high and level: range for bounds without a probability, or the probability between them, as 0.9',
  );

/** Where an input comes from. `sum` adds the values of records; `unknown` says why nobody can know it. */
export const assumption = z.union([
  z.strictObject({ record: recordId }),
  z.strictObject({ sum: z.array(recordId).min(2).max(20) }),
  z.strictObject({ from: date, to: date }),
  z.strictObject({ unknown: words }),
  stated,
]);
export type FileAssumption = z.infer<typeof assumption>;

/** One way to compute the number. `as: source` is the one of the speaker, read from the text. */
const assumptionSet = z.strictObject({
  id: kebab,
  title: words,
  as: z.literal('source').optional(),
  assume: z.record(z.string().regex(/^[a-z][a-zA-Z]{0,39}$/, 'the name of an input of the model'), assumption),
});
export type FileSet = z.infer<typeof assumptionSet>;

export const assumptionSets = z
  .array(assumptionSet)
  .min(1)
  .max(20)
  .refine((sets) => new Set(sets.map(({ id }) => id)).size === sets.length, 'two sets have one id');
