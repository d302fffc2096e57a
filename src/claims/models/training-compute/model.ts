import { NOT_NEGATIVE, POSITIVE } from '../../allowed.ts';
import { requireNotNegative, requirePositive } from '../../claim-error.ts';
import type { Model } from '../../model.ts';

type In = 'active' | 'tokens' | 'perParameterToken' | 'attention' | 'prediction';

/**
 * Training compute of a transformer. Each active parameter costs 2 FLOP a token forward and 4 backward (J. Kaplan et al.,
 * arXiv:2001.08361, table 1; J. Hoffmann et al., arXiv:2203.15556, appendix F), of a mixture of experts those alone that a
 * token meets. Attention and multi-token prediction are what `6 N D` leaves out; see `attention.ts`.
 */
export const trainingComputeModel: Model<In> = {
  id: 'training-compute',
  title: 'Training compute',
  equation: 'C = (perParameterToken · (active + prediction) + attention) · tokens',
  source: 'arXiv:2001.08361 table 1; arXiv:2203.15556 appendix F',
  inputs: {
    active: { unit: 'parameter', allowed: POSITIVE, about: 'parameters that one token meets' },
    tokens: { unit: 'token', allowed: POSITIVE, about: 'tokens of training' },
    perParameterToken: { unit: 'FLOP/parameter/token', allowed: POSITIVE, about: 'forward 2, backward 4', default: 6 },
    attention: {
      unit: 'FLOP/token',
      allowed: NOT_NEGATIVE,
      about: 'attention scores, forward and backward, with its convention',
      default: 0,
    },
    prediction: {
      unit: 'parameter',
      allowed: NOT_NEGATIVE,
      about: 'active parameters of multi-token prediction',
      default: 0,
    },
  },
  output: { name: 'training compute', unit: 'FLOP' },
  evaluate({ active, tokens, perParameterToken, attention, prediction }) {
    requirePositive(active, 'the number of active parameters');
    requirePositive(tokens, 'the number of tokens');
    requireNotNegative(attention, 'the attention');
    return (perParameterToken * (active + prediction) + attention) * tokens;
  },
};
