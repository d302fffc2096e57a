import type { Held, Range } from '../verdict.ts';

/**
 * From the least to the greatest of what some sets give: from p5 to p95 of each, or from bound to bound where it has bounds alone.
 * Nothing for numbers of several quantities: between a total and a part of it there is nothing. What decides nothing widens no
 * range, and makes one only where it is all that there is.
 */
export function rangeOf(sets: readonly Held[]): Range | undefined {
  const all = sets.filter(({ number }) => number !== undefined);
  const deciding = all.filter(({ outcome }) => outcome !== 'unknown');
  const numbered = deciding.length > 0 ? deciding : all;
  if (new Set(numbered.map(({ quantity }) => quantity)).size > 1) return undefined;
  const ranges = numbered.flatMap(({ number }) => {
    if (number === undefined) return [];
    const { quantiles, unit, unconverted } = number;
    const bounds = number.bounds || quantiles.length === 1;
    const [first, last] = bounds ? [quantiles[0], quantiles.at(-1)] : [quantiles[5], quantiles[95]];
    return first === undefined || last === undefined
      ? []
      : [{ low: Math.min(first, last), high: Math.max(first, last), unit, bounds, unconverted }];
  });
  const [one] = ranges;
  if (one === undefined) return undefined;
  const unconverted = [...new Set(ranges.flatMap((range) => range.unconverted ?? []))].join(', ');
  return {
    low: Math.min(...ranges.map(({ low }) => low)),
    high: Math.max(...ranges.map(({ high }) => high)),
    unit: one.unit,
    level: ranges.every(({ bounds }) => bounds) ? 'range' : 0.9,
    ...(unconverted === '' ? {} : { unconverted }),
  };
}
