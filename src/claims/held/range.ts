import type { Held, Range } from '../verdict.ts';

/** The distributions that bounds without a probability become. */
const BOUNDS = /^uniform /;
const isUncertain = (text: string): boolean => /^(uniform|lognormal|normal|logit-normal) /.test(text);

/**
 * What independent sets give, from the least to the greatest; the speaker's own where there is nothing else. From p5 to p95 of
 * each, or from bound to bound where it has bounds alone.
 */
export function rangeOf(sets: readonly Held[]): Range | undefined {
  const numbered = sets.filter(({ number }) => number !== undefined);
  const independent = numbered.filter(({ own }) => !own);
  const chosen = independent.length > 0 ? independent : numbered;
  const ranges = chosen.flatMap(({ number, inputs }) => {
    if (number === undefined) return [];
    const { quantiles, unit } = number;
    const texts = inputs.map(({ text }) => text).filter(isUncertain);
    const bounds = texts.every((text) => BOUNDS.test(text)) && (texts.length > 0 || quantiles.length === 1);
    const [first, last] = bounds ? [quantiles[0], quantiles.at(-1)] : [quantiles[5], quantiles[95]];
    return first === undefined || last === undefined
      ? []
      : [{ low: Math.min(first, last), high: Math.max(first, last), unit, bounds }];
  });
  const [one] = ranges;
  if (one === undefined) return undefined;
  return {
    low: Math.min(...ranges.map(({ low }) => low)),
    high: Math.max(...ranges.map(({ high }) => high)),
    unit: one.unit,
    level: ranges.every(({ bounds }) => bounds) ? 'range' : 0.9,
  };
}
