import { FRACTION, NOT_NEGATIVE, SHARE } from '../../allowed.ts';
import { requireNotNegative, requireShare } from '../../claim-error.ts';
import type { Model } from '../../model.ts';

type In = 'input' | 'thinking' | 'output' | 'inputPrice' | 'outputPrice' | 'cacheHits' | 'cachedPrice' | 'success';

/**
 * What one solved task costs at list prices: thinking is paid for as output, cached input at its own price, and failed attempts
 * by those that succeed. A price is not a cost: margin and subsidy are in it.
 */
export const taskPriceModel: Model<In> = {
  id: 'task-price',
  title: 'Price of a success',
  equation:
    '(input · (cacheHits · cachedPrice + (1 - cacheHits) · inputPrice) + (thinking + output) · outputPrice) / success',
  source: 'price lists, per million tokens',
  inputs: {
    input: { unit: 'token:input/task', allowed: NOT_NEGATIVE, about: 'tokens of the question' },
    thinking: {
      unit: 'token:output/task',
      allowed: NOT_NEGATIVE,
      about: 'tokens of thinking, charged as output',
      default: 0,
    },
    output: { unit: 'token:output/task', allowed: NOT_NEGATIVE, about: 'tokens of the answer' },
    inputPrice: { unit: 'USD/Mtoken:input', allowed: NOT_NEGATIVE, about: 'list price of input' },
    outputPrice: { unit: 'USD/Mtoken:output', allowed: NOT_NEGATIVE, about: 'list price of output' },
    cacheHits: { unit: '1', allowed: FRACTION, about: 'share of input found in the cache', default: 0 },
    cachedPrice: {
      unit: 'USD/Mtoken:input',
      allowed: NOT_NEGATIVE,
      about: 'list price of input found in the cache',
      default: 0,
    },
    success: {
      unit: '1',
      allowed: SHARE,
      about: 'share of attempts that succeed; 1 for the price of an attempt',
      default: 1,
    },
  },
  output: { name: 'price', unit: 'USD/task' },
  evaluate({ input, thinking, output, inputPrice, outputPrice, cacheHits, cachedPrice, success }) {
    for (const tokens of [input, thinking, output]) requireNotNegative(tokens, 'the number of tokens');
    requireNotNegative(cacheHits, 'the share of cache hits');
    requireNotNegative(1 - cacheHits, 'the share of cache misses');
    requireShare(success, 'the share of successes');
    const perInput = cacheHits * cachedPrice + (1 - cacheHits) * inputPrice;
    return (input * perInput + (thinking + output) * outputPrice) / 1e6 / success;
  },
};
