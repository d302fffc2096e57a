/** Decoders with root-mean-square norms (one weight an element) and gated feed-forward layers. */
import { type Config, flag, whole } from '../config.ts';
import type { GroupedAttention } from '../shape.ts';
import { grouped, outside, type Read } from './common.ts';

interface Traits {
  readonly attention: GroupedAttention;
  /** Norms of a layer, each over the hidden width. */
  readonly norms: number;
  readonly tied: boolean;
  readonly outerNorms?: number;
  readonly bias?: boolean;
}

function dense(config: Config, { attention, norms, tied, outerNorms = 1, bias = false }: Traits): Read {
  const hidden = whole(config, 'hidden_size');
  const feedForward = { kind: 'dense', width: whole(config, 'intermediate_size'), gated: true, bias } as const;
  const count = whole(config, 'num_hidden_layers');
  return {
    ...outside(config, tied, outerNorms * hidden),
    layers: [{ count, attention, feedForward, norms: norms * hidden }],
  };
}

const NO_BIAS = { query: false, output: false } as const;

/** Llama and Mistral: H. Touvron et al., arXiv:2302.13971; A. Jiang et al., arXiv:2310.06825. */
export function llama(config: Config): Read {
  const bias = flag(config, 'attention_bias', false);
  const attention = grouped(config, { query: bias, output: bias });
  return dense(config, { attention, norms: 2, tied: false, bias: flag(config, 'mlp_bias', false) });
}

/** Biases on queries, keys and values alone (arXiv:2407.10671). */
export const qwen2 = (config: Config): Read =>
  dense(config, { attention: grouped(config, { query: true, output: false }), norms: 2, tied: false });

/** Norms over queries and keys, a head wide each (arXiv:2505.09388). */
export const qwen3 = (config: Config): Read =>
  dense(config, { attention: grouped(config, NO_BIAS, (_, __, width) => 2 * width), norms: 2, tied: false });

export const gemma = (config: Config): Read =>
  dense(config, { attention: grouped(config, NO_BIAS), norms: 2, tied: true });

/** Norms before and after each block (arXiv:2408.00118). */
export const gemma2 = (config: Config): Read =>
  dense(config, { attention: grouped(config, NO_BIAS), norms: 4, tied: true });

/** And norms over queries and keys (arXiv:2503.19786). */
export const gemma3 = (config: Config): Read =>
  dense(config, { attention: grouped(config, NO_BIAS, (_, __, width) => 2 * width), norms: 4, tied: true });

export const phi3 = (config: Config): Read =>
  dense(config, { attention: grouped(config, NO_BIAS), norms: 2, tied: false });

/** Norms without parameters (arXiv:2402.00838). */
export const olmo = (config: Config): Read =>
  dense(config, { attention: grouped(config, NO_BIAS), norms: 0, tied: false, outerNorms: 0 });

/** Norms over all queries and over all keys at once (arXiv:2501.00656). */
export const olmo2 = (config: Config): Read =>
  dense(config, {
    attention: grouped(config, NO_BIAS, (heads, kvHeads, width) => (heads + kvHeads) * width),
    norms: 2,
    tied: false,
  });
