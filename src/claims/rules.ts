import type { RuleAbout } from '../core/rule.ts';

const DIFFERS = ['CWE-345', 'LLM03:2025'] as const;

/** What a finding about the claims made for a model can be. */
export const claimRules = {
  config: {
    id: 'claims/config-and-weights-differ',
    title: 'The weights are not the model that the config describes',
    severity: 'medium',
    explanation:
      'The parameters that the config implies were counted and compared with the elements in the tensor tables. Buffers, scales of quantisation, a tied head that is stored, padded rows and layers that predict further tokens are told apart by name; what is left over has no explanation. A config of another model, a checkpoint with layers missing or added, or modules that the card does not mention look like this. It is harmless where a family stores something that Assay does not know of.',
    advice:
      'Compare config and tensor names with those of the model that it is said to be, and ask its publisher for the difference.',
    references: DIFFERS,
  },
  size: {
    id: 'claims/card-size-differs',
    title: 'The model is not of the size that its card says',
    severity: 'medium',
    explanation:
      'The card states a number of parameters, and neither the count by the config nor the tensor tables come near it, with or without embeddings. Names round generously, so a gap under 15 % is only measured. A card that was copied from another model, or weights that were exchanged, look like this; so does a sentence that is about another model: read the sentence that is shown.',
    advice: 'Read the sentence in the card, and ask which model the weights belong to.',
    references: DIFFERS,
  },
  index: {
    id: 'claims/index-size-differs',
    title: 'The shard index states another size than its shards have',
    severity: 'low',
    explanation:
      'The index of a sharded checkpoint states the bytes of all tensors, and the tensors of the shards add up to another number. Tools that quantise or convert often leave the old number, and some write the number of parameters there; it can also mean that shards are of another model.',
    advice: 'Compare the shards with those of the publisher by digest.',
    references: DIFFERS,
  },
  utilisation: {
    id: 'claims/utilisation-impossible',
    title: 'The stated chip hours cannot have done the stated training',
    severity: 'low',
    explanation:
      'Parameters that one token meets, times the tokens of training that the card states, times 6, is the compute of the training without attention. In the chip hours that the card states its chips could not have done so much even at their fastest dense peak. One of the three numbers is of another run, of another model, or wrong.',
    advice: 'Read both sentences of the card: one may be about a stage or about another model.',
    references: DIFFERS,
  },
  rent: {
    id: 'claims/rent-implausible',
    title: 'The stated cost cannot be that of the stated training',
    severity: 'low',
    explanation:
      'The card states what training cost. Divided by the chip hours that it states, or by those that the stated training takes at least, this is more than twenty times over or under every rent of a chip that is recorded. Too little pays for no chip; too much is the cost of something else, such as staff, research or chips that were bought. One of the numbers is of another run, of another model, or wrong.',
    advice: 'Read the sentences of the card, and ask what the cost includes.',
    references: DIFFERS,
  },
  threshold: {
    id: 'claims/training-compute',
    title: 'Training compute by the card, against thresholds of law',
    severity: 'info',
    explanation:
      'Training compute is 6 × active parameters × tokens: active parameters from the config or the tensor tables, tokens as the card states them, without attention. Its interval is from what the card rounds and from whether the input embedding is counted. Where a threshold lies within it, the threshold is straddled and nothing is decided. Compute of base models and of other stages counts in law too and is not seen here. This is arithmetic, not legal advice.',
    advice: 'Where a threshold is near, ask the publisher for the cumulative compute.',
    references: [],
  },
} as const satisfies Record<string, RuleAbout>;
