/** Decoders with layer norms (weight and bias) and, but for some, plain feed-forward layers. */
import { type Config, flag, whole, wholeOr } from '../config.ts';
import type { GroupedAttention } from '../shape.ts';
import { grouped, outside, type Read } from './common.ts';

interface Traits {
  readonly attention: GroupedAttention;
  readonly layers: number;
  readonly width: number;
  readonly gated?: boolean;
  readonly bias: boolean;
  /** Norms of a layer, and elements of each over the hidden width: 2 with a bias. */
  readonly norms: number;
  readonly tied: boolean;
  readonly outerNorms?: number;
  readonly normWidth?: 1 | 2;
  readonly positions?: number;
  readonly headBias?: boolean;
}

function decoder(config: Config, traits: Traits): Read {
  const { attention, layers, width, gated = false, bias, norms, tied, outerNorms = 1, normWidth = 2 } = traits;
  const base = outside(config, tied, 0);
  const norm = normWidth * base.hidden;
  return {
    ...base,
    outerNorms: outerNorms * norm,
    positions: traits.positions ?? 0,
    headBias: traits.headBias ?? false,
    layers: [{ count: layers, attention, feedForward: { kind: 'dense', width, gated, bias }, norms: norms * norm }],
  };
}

const BIAS = { query: true, output: true } as const;
const NO_BIAS = { query: false, output: false } as const;

/** A. Radford et al., Language models are unsupervised multitask learners, 2019. */
export function gpt2(config: Config): Read {
  const hidden = whole(config, 'n_embd', 'hidden_size');
  return decoder(config, {
    attention: grouped(config, BIAS),
    layers: whole(config, 'n_layer', 'num_hidden_layers'),
    width: wholeOr(config, 4 * hidden, 'n_inner'),
    bias: true,
    norms: 2,
    tied: true,
    positions: whole(config, 'n_positions', 'n_ctx'),
  });
}

/** arXiv:2204.06745. */
export function gptNeox(config: Config): Read {
  const bias = flag(config, 'attention_bias', true);
  return decoder(config, {
    attention: grouped(config, { query: bias, output: bias }),
    layers: whole(config, 'num_hidden_layers'),
    width: whole(config, 'intermediate_size'),
    bias: true,
    norms: 2,
    tied: false,
  });
}

/** A norm over the embedding, and no positions (arXiv:2211.05100). */
export function bloom(config: Config): Read {
  const hidden = whole(config, 'hidden_size', 'n_embed');
  return decoder(
    { ...config, hidden_size: hidden },
    {
      attention: grouped({ ...config, hidden_size: hidden }, BIAS),
      layers: whole(config, 'n_layer', 'num_hidden_layers'),
      width: 4 * hidden,
      bias: true,
      norms: 2,
      tied: true,
      outerNorms: 2,
    },
  );
}

/** Two rows more than positions (arXiv:2205.01068). The variants that project embeddings or normalise after a block are refused. */
export function opt(config: Config): Read {
  const hidden = whole(config, 'hidden_size');
  if (wholeOr(config, hidden, 'word_embed_proj_dim') !== hidden) whole({}, 'word_embed_proj_dim equal to hidden_size');
  if (!flag(config, 'do_layer_norm_before', true)) whole({}, 'do_layer_norm_before');
  return decoder(config, {
    attention: grouped(config, BIAS),
    layers: whole(config, 'num_hidden_layers'),
    width: whole(config, 'ffn_dim'),
    bias: true,
    norms: 2,
    tied: true,
    positions: whole(config, 'max_position_embeddings') + 2,
  });
}

/** Attention and feed-forward beside each other behind one norm; the head has a bias. */
export function phi(config: Config): Read {
  return decoder(config, {
    attention: grouped(config, BIAS),
    layers: whole(config, 'num_hidden_layers'),
    width: whole(config, 'intermediate_size'),
    bias: true,
    norms: 1,
    tied: false,
    headBias: true,
  });
}

/** Multi-query, or grouped in the new architecture, which has two norms (arXiv:2311.16867). */
export function falcon(config: Config): Read {
  const renewed = flag(config, 'new_decoder_architecture', false);
  const heads = whole(config, 'num_attention_heads', 'n_head');
  const multiQuery = flag(config, 'multi_query', true);
  const kvHeads = renewed ? whole(config, 'num_kv_heads', 'n_head_kv') : multiQuery ? 1 : heads;
  const bias = flag(config, 'bias', false);
  const sided = flag(config, 'parallel_attn', true);
  return decoder(config, {
    attention: { ...grouped(config, { query: bias, output: bias }), kvHeads },
    layers: whole(config, 'num_hidden_layers', 'n_layer'),
    width: wholeOr(config, 4 * whole(config, 'hidden_size'), 'ffn_hidden_size'),
    bias,
    norms: renewed || !sided ? 2 : 1,
    tied: true,
  });
}

/** Gated, with layer norms (arXiv:2402.17834). Norms over queries and keys, and one shared norm, are refused. */
export function stablelm(config: Config): Read {
  for (const key of ['qk_layernorm', 'use_parallel_residual']) if (flag(config, key, false)) whole({}, `${key} false`);
  return decoder(config, {
    attention: grouped(config, { query: flag(config, 'use_qkv_bias', false), output: false }),
    layers: whole(config, 'num_hidden_layers'),
    width: whole(config, 'intermediate_size'),
    gated: true,
    bias: false,
    norms: 2,
    tied: false,
  });
}

/** One norm without a bias, before attention and feed-forward beside each other. */
export function cohere(config: Config): Read {
  const perHead = flag(config, 'use_qk_norm', false);
  return decoder(config, {
    attention: grouped(config, NO_BIAS, (heads, kvHeads, width) => (perHead ? (heads + kvHeads) * width : 0)),
    layers: whole(config, 'num_hidden_layers'),
    width: whole(config, 'intermediate_size'),
    gated: true,
    bias: false,
    norms: 1,
    normWidth: 1,
    tied: true,
  });
}

/** arXiv:2402.19173. */
export function starcoder2(config: Config): Read {
  const bias = flag(config, 'use_bias', true);
  return decoder(config, {
    attention: grouped(config, { query: bias, output: bias }),
    layers: whole(config, 'num_hidden_layers'),
    width: whole(config, 'intermediate_size'),
    bias,
    norms: 2,
    tied: true,
  });
}
