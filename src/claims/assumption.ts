import { allowedText, requireAllowed } from './allowed.ts';
import { ClaimError } from './claim-error.ts';
import { basisOf, economicRecord } from './economics/records.ts';
import { type EconomicRecord, unverified } from './economics/record.ts';
import { withUnit } from './held/number-text.ts';
import { alike, mixedDollars } from './held/scale.ts';
import { compute, type Input, type Model } from './model.ts';
import { hardwareTime } from './models/hardware-progress/model.ts';
import { distributionOf, type Distribution, fixed } from './uncertainty/distribution.ts';
import { monthsBetween } from './units/basis.ts';
import { add, inUnit, quantity, type Quantity } from './units/quantity.ts';
import { unit } from './units/unit.ts';

/**
 * Where an input comes from: a record of `data/economics`, the sum of some, the time between two dates, or a number that somebody
 * assumes.
 */
type Assumption =
  | { readonly record: string }
  | { readonly sum: readonly string[] }
  | { readonly from: string; readonly to: string }
  | (Pick<EconomicRecord, 'value' | 'low' | 'high' | 'level' | 'unit' | 'live'> & {
      readonly as_of?: string;
      readonly source?: string;
      readonly status?: EconomicRecord['status'];
    });

/** One set of assumptions for a model: names of inputs, and where each comes from. */
export type AssumptionSet = Readonly<Record<string, Assumption>>;

export interface Evaluated<K extends string> {
  /** By the value of each input; by the median where a source gives a range alone. */
  readonly result: Quantity;
  /** Whether each input is given by a value: nobody stated the middle of an interval. */
  readonly stated: boolean;
  /** Dollars of several years that are taken as equal: `USD and USD:2023`. */
  readonly mixed?: string;
  /** For a simulation, in the units of the model. */
  readonly inputs: Readonly<Record<K, Distribution>>;
  /** Inputs whose source nobody read: what rests on one of them decides no verdict. */
  readonly unverified: readonly string[];
}

/**
 * Binds a model to a set of assumptions and computes it.
 * @throws ClaimError for units, dates and gains that do not add up, and for unknown records and inputs
 */
export function evaluate<K extends string>(model: Model<K>, set: AssumptionSet): Evaluated<K> {
  const given: Record<string, Quantity> = {};
  const inputs: Record<string, Distribution> = {};
  const unread: string[] = [];
  let allStated = true;
  for (const [name, input] of Object.entries<Input>(model.inputs)) {
    const assumption = Object.hasOwn(set, name) ? set[name] : undefined;
    if (assumption === undefined) {
      if (input.default !== undefined) inputs[name] = fixed(input.default);
      continue;
    }
    const assumed = 'from' in assumption ? timeBetween(assumption, name, input) : stated(assumption, name, input);
    given[name] = assumed.quantity;
    inputs[name] = assumed.distribution;
    if (!assumed.stated) allStated = false;
    if (sourcesOf(assumption).some(unverified)) unread.push(name);
  }
  const unknown = Object.keys(set).find((name) => !Object.hasOwn(model.inputs, name));
  if (unknown !== undefined) throw new ClaimError('missing-input', `${model.id} has no input ${unknown}`);
  const result = compute(model, given);
  const mixed = mixedDollars(
    Object.entries<Input>(model.inputs).map(([name, input]) => given[name]?.dimension ?? unit(input.unit).dimension),
  );
  return {
    result,
    ...(mixed === undefined ? {} : { mixed }),
    stated: allStated,
    inputs: inputs as Record<K, Distribution>,
    unverified: unread,
  };
}

/** What says how well the number is known. */
function sourcesOf(assumption: Assumption): readonly Pick<EconomicRecord, 'status'>[] {
  if ('record' in assumption) return [economicRecord(assumption.record)];
  if ('sum' in assumption) return assumption.sum.map(economicRecord);
  if ('from' in assumption || assumption.status === undefined) return [];
  return [{ status: assumption.status }];
}

interface Assumed {
  readonly quantity: Quantity;
  readonly distribution: Distribution;
  readonly stated: boolean;
}

function timeBetween({ from, to }: { from: string; to: string }, name: string, input: Input): Assumed {
  const { trend, unit: wanted, allowed } = input;
  const time = trend === 'hardware' ? hardwareTime(from, to) : quantity(monthsBetween(from, to), 'month', { asOf: to });
  requireAllowed(name, [inUnit(time, wanted)], allowed, wanted);
  return { quantity: time, distribution: scaled(fixed(inUnit(time, wanted)), 1, wanted), stated: true };
}

function stated(assumption: Exclude<Assumption, { from: string }>, name: string, input: Input): Assumed {
  const record = recordOf(assumption, name);
  const { value = distributionOf(record).quantile(0.5) } = record;
  if (input.trend === 'hardware' && value !== 0) {
    throw new ClaimError(
      'undated',
      `${name} is a time over which hardware improves: give the dates that it goes from and to`,
    );
  }
  const { asOf, ...basis } = basisOf(record);
  if (asOf === '' && basis.holds !== undefined) {
    throw new ClaimError('undated', `${name} is a rent, and rents change: give the date that it stands for`);
  }
  // A tag like that of `chip:H800` changes no scale; `compute` checks the dimension.
  const scale = unit(record.unit).scale / unit(input.unit).scale;
  const ends = record.low === undefined ? [record.value] : [record.low, record.high];
  const said = ends.flatMap((one) => (one === undefined ? [] : [one * scale]));
  const fits = alike(unit(record.unit).dimension, unit(input.unit).dimension);
  if (fits) requireAllowed(name, said, input.allowed, input.unit);
  const dated = asOf === undefined || asOf === '' ? basis : { ...basis, asOf };
  const distribution = distributionOf(record);
  if (fits) requireTails(name, distribution, scale, input);
  return {
    quantity: quantity(value, record.unit, dated),
    distribution: scaled(distribution, scale, record.unit),
    stated: record.value !== undefined,
  };
}

/** As far out as draws go. */
const FAR = 1e-9;

/** An interval with a probability goes on beyond its ends: a share of 0.5 to 1 at 90 % is over 1 at times. */
function requireTails(name: string, { kind, text, quantile }: Distribution, scale: number, input: Input): void {
  if (kind === 'fixed' || kind === 'uniform') return;
  const { above = -Infinity, from = -Infinity, to = Infinity, below = Infinity } = input.allowed;
  const [least, most] = [quantile(FAR) * scale, quantile(1 - FAR) * scale];
  // A halving time has no sharp end, and a share or an amount has.
  const [sharpLow, sharpHigh] = [Math.max(above, from) <= 0, Math.min(to, below) <= 1];
  if ((sharpLow && least < Math.max(above, from)) || (sharpHigh && most > Math.min(to, below)))
    throw new ClaimError(
      'out-of-range',
      `${name} is ${text}, which goes beyond its ends, and allowed is ${allowedText(input.allowed, input.unit)}; give bounds, with level: range`,
    );
}

function recordOf(assumption: Exclude<Assumption, { from: string }>, name: string): EconomicRecord {
  if ('record' in assumption) return economicRecord(assumption.record);
  if ('sum' in assumption) return sumOf(assumption.sum, name);
  const { as_of = '', source = 'assumed', ...numbers } = assumption;
  return { id: name, name, status: 'computed', licence: 'assumed', as_of, source, ...numbers };
}

/**
 * The sum of values, and from the sum of the low ends to that of the high ones where some are bounds. Of intervals with a
 * probability no sum is known without their dependence.
 */
function sumOf(ids: readonly string[], name: string): EconomicRecord {
  const [first, ...others] = ids.map(economicRecord);
  if (first === undefined) throw new ClaimError('missing-input', `${name} is a sum of nothing`);
  const all = [first, ...others];
  const likely = all.find(({ level }) => typeof level === 'number');
  if (likely !== undefined)
    throw new ClaimError('no-value', `${name}: ${likely.id} has an interval, of which no sum is known; write it out`);
  const { unit: of } = first;
  const total = (end: 'value' | 'low' | 'high'): Quantity | undefined => {
    const parts = all.map((one) => ({ one, part: one[end] ?? (one.low === undefined ? one.value : undefined) }));
    const [start, ...rest] = parts.flatMap(({ one, part }) =>
      part === undefined ? [] : [quantity(part, one.unit, basisOf(one))],
    );
    return start === undefined || rest.length < others.length ? undefined : rest.reduce((a, b) => add(a, b), start);
  };
  const [value, low, high] = [total('value'), total('low'), total('high')];
  const bounds = all.some((one) => one.low !== undefined) && low !== undefined && high !== undefined;
  return {
    id: name,
    name,
    ...(value === undefined ? {} : { value: inUnit(value, of) }),
    ...(bounds ? { low: inUnit(low, of), high: inUnit(high, of), level: 'range' as const } : {}),
    unit: of,
    as_of: (value ?? low)?.asOf ?? '',
    source: `sum of ${ids.join(', ')}`,
    status: 'computed',
    licence: 'assumed',
  };
}

/** In the model's unit; its text goes on saying what was given, in the unit that it was given in. */
const scaled = ({ kind, text, quantile }: Distribution, scale: number, of: string): Distribution => ({
  kind,
  text: withUnit(text, of),
  quantile: (p) => quantile(p) * scale,
});
