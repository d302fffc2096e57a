import { NOT_NEGATIVE, POSITIVE } from '../../allowed.ts';
import { requireNotNegative, requirePositive } from '../../claim-error.ts';
import type { Model } from '../../model.ts';

type In = 'mix' | 'ofInput' | 'ofOutput' | 'toInput' | 'toOutput';

/** One price or cost of tokens over another, for so many tokens of input to one of output; of output alone where the mix is 0. */
export const priceRatioModel: Model<In> = {
  id: 'price-ratio',
  title: 'Ratio of prices',
  equation: '(mix · ofInput + ofOutput) / (mix · toInput + toOutput)',
  source: 'price lists, per million tokens',
  inputs: {
    mix: {
      unit: 'token:input/token:output',
      allowed: NOT_NEGATIVE,
      about: 'tokens of input to one of output',
      default: 0,
    },
    ofInput: { unit: 'USD/Mtoken:input', allowed: NOT_NEGATIVE, about: 'price of input', default: 0 },
    ofOutput: { unit: 'USD/Mtoken:output', allowed: NOT_NEGATIVE, about: 'price of output' },
    toInput: {
      unit: 'USD/Mtoken:input',
      allowed: NOT_NEGATIVE,
      about: 'price of input that it is compared with',
      default: 0,
    },
    toOutput: { unit: 'USD/Mtoken:output', allowed: POSITIVE, about: 'price of output that it is compared with' },
  },
  output: { name: 'ratio', unit: '1' },
  evaluate({ mix, ofInput, ofOutput, toInput, toOutput }) {
    for (const one of [mix, ofInput, ofOutput, toInput]) requireNotNegative(one, 'a price or mix');
    requirePositive(toOutput, 'the price that it is compared with');
    return (mix * ofInput + ofOutput) / (mix * toInput + toOutput);
  },
};
