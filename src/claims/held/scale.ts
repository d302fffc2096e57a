import { ClaimError } from '../claim-error.ts';
import { type Dimension, dimensionText, sameDimension } from '../units/dimension.ts';
import { unit } from '../units/unit.ts';

/** Currencies of a unit with their year, where one is named: `USD:2023`. */
const dollarsOf = (dimension: Dimension): readonly string[] =>
  [...dimension.keys()].filter((base) => /^(USD|CNY)(:|$)/.test(base));

/** Whether two units have dollars of different years in them, or of a year and of none. */
export function otherDollars(a: string, b: string): boolean {
  const [first, second] = [dollarsOf(unit(a).dimension), dollarsOf(unit(b).dimension)];
  return first.length > 0 && second.length > 0 && first.some((base) => !second.includes(base));
}

/** Dollars of several years among quantities that make one sum: `USD and USD:2023`; nothing where all are of one. */
export function mixedDollars(dimensions: readonly Dimension[]): string | undefined {
  const all = [...new Set(dimensions.flatMap(dollarsOf))].toSorted();
  const several = [...Map.groupBy(all, (base) => base.slice(0, 3)).values()].find((one) => one.length > 1);
  return several?.join(' and ');
}

/** Kinds of a thing become the thing: `USD:2023` to `USD`. */
function bare(dimension: Dimension): Map<string, number> {
  const found = new Map<string, number>();
  for (const [base, power] of dimension) {
    const [kind = base] = base.split(':');
    found.set(kind, (found.get(kind) ?? 0) + power);
  }
  for (const [base, power] of found) if (power === 0) found.delete(base);
  return found;
}

export const alike = (a: Dimension, b: Dimension): boolean => sameDimension(bare(a), bare(b));

/**
 * By what a number in the unit `from` is multiplied to be in the unit of a claim. A claim that names no kind takes any, and
 * `tag` says which it got: dollars of 2023 are not converted, nor to them.
 * @throws ClaimError `unlike-units`
 */
export function scaleBetween(dimension: Dimension, from: string, claimed: string): { scale: number; tag?: string } {
  const wanted = unit(claimed);
  if (!alike(dimension, wanted.dimension))
    throw new ClaimError('unlike-units', `the claim is in ${claimed}, and this gives ${dimensionText(dimension)}`);
  const scale = unit(from).scale / wanted.scale;
  const dollars = [...dimension.keys()].find((base) => /^(USD|CNY):/.test(base) && !wanted.dimension.has(base));
  if (dollars !== undefined) return { scale, tag: dollars };
  const of = [...wanted.dimension.keys()].find((base) => /^(USD|CNY):/.test(base) && !dimension.has(base));
  return of === undefined ? { scale } : { scale, tag: of.slice(0, 3) };
}
