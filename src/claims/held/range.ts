import type { Held, Range } from '../verdict.ts';

/**
 * From the least to the greatest of what some sets give: from p5 to p95 of each, or from bound to bound where it has bounds alone.
 * Of several this is `joined`: from the least of these ends to the greatest, and nobody knows how probable what lies between is.
 * Nothing for numbers of several quantities: between a total and a part of it there is nothing.
 */
export function rangeOf(sets: readonly Held[]): Range | undefined {
  const numbered = sets.filter(({ number }) => number !== undefined);
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
    level: ranges.every(({ bounds }) => bounds) ? 'range' : ranges.length > 1 ? 'joined' : 0.9,
    ...(unconverted === '' ? {} : { unconverted }),
  };
}
