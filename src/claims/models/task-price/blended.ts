import { requireNotNegative, requirePositive } from '../../claim-error.ts';

/** Dollars per million tokens of input and output. */
export interface TokenPrice {
  readonly input: number;
  readonly output: number;
  /** Of input found in the cache. */
  readonly cached?: number;
}

/** One price for a mix of input and output, dollars per million tokens. @param ratio input to output; 3 is common */
export function blendedPrice({ input, output }: TokenPrice, ratio: number): number {
  requireNotNegative(ratio, 'the ratio of input to output');
  return (ratio * input + output) / (ratio + 1);
}

/** The least and the greatest ratio of two price lists over every mix of input and output: those of pure input and pure output. */
export function priceRatio(of: TokenPrice, to: TokenPrice): { low: number; high: number } {
  requirePositive(to.input, 'the price of input');
  requirePositive(to.output, 'the price of output');
  const [input, output] = [of.input / to.input, of.output / to.output];
  return { low: Math.min(input, output), high: Math.max(input, output) };
}

/** The factor a year by which a price fell. */
export function yearlyDecline(before: number, after: number, years: number): number {
  requirePositive(before, 'the earlier price');
  requirePositive(after, 'the later price');
  requirePositive(years, 'the time between them');
  return (before / after) ** (1 / years);
}
