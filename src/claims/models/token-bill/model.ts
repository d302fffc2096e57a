import { FRACTION, NOT_NEGATIVE } from '../../allowed.ts';
import { requireNotNegative } from '../../claim-error.ts';
import type { Model } from '../../model.ts';

type In = 'input' | 'output' | 'inputPrice' | 'outputPrice' | 'cacheHits' | 'cachedPrice';

/** What so many tokens come to at list prices, cached input at its own: a bill, and no income where tokens are given away. */
export const tokenBillModel: Model<In> = {
  id: 'token-bill',
  title: 'Tokens at list prices',
  equation: 'bill = input · (cacheHits · cachedPrice + (1 - cacheHits) · inputPrice) + output · outputPrice',
  source: 'price lists, per million tokens',
  inputs: {
    input: { unit: 'token:input', allowed: NOT_NEGATIVE, about: 'tokens of input' },
    output: { unit: 'token:output', allowed: NOT_NEGATIVE, about: 'tokens of output, thinking among them' },
    inputPrice: { unit: 'USD/Mtoken:input', allowed: NOT_NEGATIVE, about: 'list price of input' },
    outputPrice: { unit: 'USD/Mtoken:output', allowed: NOT_NEGATIVE, about: 'list price of output' },
    cacheHits: { unit: '1', allowed: FRACTION, about: 'share of input found in the cache', default: 0 },
    cachedPrice: {
      unit: 'USD/Mtoken:input',
      allowed: NOT_NEGATIVE,
      about: 'list price of input found in the cache',
      default: 0,
    },
  },
  output: { name: 'bill', unit: 'USD' },
  evaluate({ input, output, inputPrice, outputPrice, cacheHits, cachedPrice }) {
    requireNotNegative(input, 'the tokens of input');
    requireNotNegative(output, 'the tokens of output');
    requireNotNegative(1 - cacheHits, 'the share of cache misses');
    return (input * (cacheHits * cachedPrice + (1 - cacheHits) * inputPrice) + output * outputPrice) / 1e6;
  },
};
