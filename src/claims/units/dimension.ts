/**
 * A product of powers of base quantities: `USD` 1, `chip:H800` -1, `s` -1. A tag after a colon keeps kinds of one thing
 * apart that must not be added: dollars of 2023, hours of an A100, tokens of input.
 */
export type Dimension = ReadonlyMap<string, number>;

export const NONE: Dimension = new Map();

/** The product of two dimensions, the second to a power. */
export function times(a: Dimension, b: Dimension, power = 1): Dimension {
  const product = new Map(a);
  for (const [base, exponent] of b) {
    const sum = (product.get(base) ?? 0) + exponent * power;
    if (sum === 0) product.delete(base);
    else product.set(base, sum);
  }
  return product;
}

export const sameDimension = (a: Dimension, b: Dimension): boolean => times(a, b, -1).size === 0;

/** `USD/chip:H800/s`; `1` for a plain number. */
export function dimensionText(dimension: Dimension): string {
  const bases = [...dimension].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const written = (base: string, power: number): string => (power === 1 ? base : `${base}^${power}`);
  const above = bases.filter(([, power]) => power > 0).map(([base, power]) => written(base, power));
  const below = bases.filter(([, power]) => power < 0).map(([base, power]) => written(base, -power));
  return [above.join('*') || '1', ...below].join('/');
}
