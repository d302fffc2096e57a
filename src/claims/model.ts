import type { Allowed } from './allowed.ts';
import { ClaimError } from './claim-error.ts';
import { together, type Holds } from './units/basis.ts';
import { type Dimension, dimensionText, sameDimension } from './units/dimension.ts';
import type { Quantity } from './units/quantity.ts';
import { type Unit, unit } from './units/unit.ts';

export interface Input {
  readonly unit: string;
  readonly about: string;
  /** What it can be; refused where a stated number or bound is none of it. */
  readonly allowed: Allowed;
  /** Taken where nothing is given. */
  readonly default?: number;
  /** A time over which hardware is said to improve: it needs its two dates, and meets no rent of a later day. */
  readonly trend?: 'hardware';
}

/** An equation: numbers in the units of its inputs give a number in the unit of its output. */
export interface Model<K extends string = string> {
  readonly id: string;
  readonly title: string;
  /** As a person writes it, with the names of the inputs. */
  readonly equation: string;
  readonly source: string;
  readonly inputs: Readonly<Record<K, Input>>;
  readonly output: { readonly name: string; readonly unit: string };
  evaluate(values: Readonly<Record<K, number>>): number;
}

/** The numbers that `evaluate` takes, each in its declared unit, and what their product holds. */
interface Bound<K extends string> {
  readonly values: Record<K, number>;
  readonly holds: readonly Holds[];
  /** `chip` to `H800`: which kind of each thing that the model does not name the kind of. */
  readonly tags: ReadonlyMap<string, string>;
}

/**
 * Fits quantities to a model's inputs. A unit without a tag takes any kind, yet the same one everywhere: hours of an A100 are
 * not priced at the rent of an H800, and dollars of 2023 stay dollars of 2023.
 * @throws ClaimError `missing-input`, `unlike-units`, `double-counting`
 */
function bind<K extends string>(model: Model<K>, given: Readonly<Record<string, Quantity>>): Bound<K> {
  const tags = new Map<string, string>();
  const values: Record<string, number> = {};
  let holds: readonly Holds[] = [];
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(model.inputs, name)) throw new ClaimError('missing-input', `${model.id} has no input ${name}`);
  }
  for (const [name, input] of Object.entries<Input>(model.inputs)) {
    const found = Object.hasOwn(given, name) ? given[name] : undefined;
    if (found === undefined) {
      if (input.default === undefined)
        throw new ClaimError('missing-input', `${model.id} needs ${name}: ${input.about}`);
      values[name] = input.default;
      continue;
    }
    values[name] = fitted(found, unit(input.unit), tags, name);
    holds = together(holds, found.holds ?? []);
  }
  return { values: values as Record<K, number>, holds, tags };
}

/** The quantity that a model gives of quantities. @throws ClaimError as `bind`, and where the equation does not hold */
export function compute<K extends string>(model: Model<K>, given: Readonly<Record<string, Quantity>>): Quantity {
  const { values, holds, tags } = bind(model, given);
  const { scale, dimension } = unit(model.output.unit);
  const result = { base: model.evaluate(values) * scale, dimension: tagged(dimension, tags) };
  return holds.length === 0 ? result : { ...result, holds };
}

function fitted(found: Quantity, declared: Unit, tags: Map<string, string>, name: string): number {
  const bare = new Map<string, number>();
  for (const [base, exponent] of found.dimension) {
    const [kind = base, tag] = base.split(':');
    if (tag === undefined || !declared.dimension.has(kind)) {
      bare.set(base, exponent);
      continue;
    }
    const other = tags.get(kind);
    if (other !== undefined && other !== tag) {
      throw new ClaimError('unlike-units', `${name} is of ${kind}:${tag}, another input of ${kind}:${other}`);
    }
    tags.set(kind, tag);
    bare.set(kind, (bare.get(kind) ?? 0) + exponent);
  }
  if (sameDimension(bare, declared.dimension)) return found.base / declared.scale;
  const [is, wanted] = [dimensionText(found.dimension), declared.text];
  throw new ClaimError('unlike-units', `${name} is in ${is}, and ${wanted} is wanted`);
}

const tagged = (dimension: Dimension, tags: ReadonlyMap<string, string>): Dimension =>
  new Map([...dimension].map(([base, power]) => [tags.has(base) ? `${base}:${tags.get(base)}` : base, power]));
