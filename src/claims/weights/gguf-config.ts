import type { Config } from '../parameters/config.ts';

type At = (key: string) => number | string | undefined;

/** How an architecture of llama.cpp stands in a `config.json`. */
interface Architecture {
  readonly type: string;
  /** Keys beside those that all have. */
  readonly more?: (at: At) => Config;
}

/** The number of experts and of those that a token meets, under the names that a family has for them. */
const experts =
  (count: string, width: string) =>
  (at: At): Config => ({
    [count]: at('expert_count'),
    num_experts_per_tok: at('expert_used_count'),
    [width]: at('expert_feed_forward_length') ?? at('feed_forward_length'),
  });

const qwenExperts = experts('num_experts', 'moe_intermediate_size');

/** Those alone whose keys are told apart below; a mixture that stands under the name of a dense model is none of it. */
const DENSE: Readonly<Record<string, Architecture>> = {
  gemma: { type: 'gemma' },
  gemma2: { type: 'gemma2' },
  gemma3: { type: 'gemma3_text' },
  llama: { type: 'llama' },
  qwen2: { type: 'qwen2' },
  qwen2vl: { type: 'qwen2' },
  qwen3: { type: 'qwen3' },
  qwen3vl: { type: 'qwen3' },
};

/** Names of llama.cpp (gguf-py/gguf/constants.py, convert_hf_to_gguf.py). */
const MIXTURES: Readonly<Record<string, Architecture>> = {
  deepseek2: { type: 'deepseek_v2', more: deepseek },
  'gpt-oss': { type: 'gpt_oss', more: experts('num_local_experts', 'intermediate_size') },
  // Mixtral is a llama with experts.
  llama: { type: 'mixtral', more: experts('num_local_experts', 'intermediate_size') },
  llama4: {
    type: 'llama4_text',
    more: (at) => ({
      ...experts('num_local_experts', 'intermediate_size')(at),
      intermediate_size_mlp: at('feed_forward_length'),
      interleave_moe_layer_step: at('interleave_moe_layer_step'),
    }),
  },
  olmoe: { type: 'olmoe', more: experts('num_experts', 'intermediate_size') },
  qwen2moe: {
    type: 'qwen2_moe',
    more: (at) => ({
      ...qwenExperts(at),
      shared_expert_intermediate_size: at('expert_shared_feed_forward_length'),
      // It has no layer without experts, and some files do not say how wide one were.
      intermediate_size: at('feed_forward_length') ?? at('expert_feed_forward_length'),
    }),
  },
  qwen3moe: { type: 'qwen3_moe', more: qwen3Experts },
  qwen3vlmoe: { type: 'qwen3_moe', more: qwen3Experts },
};

function qwen3Experts(at: At): Config {
  return { ...qwenExperts(at), intermediate_size: at('feed_forward_length') ?? at('expert_feed_forward_length') };
}

/** Sigmoid gates, number 2, are corrected by a bias an expert. Files since 2025 keep the widths of absorbed attention beside the plain ones. */
function deepseek(at: At): Config {
  const rotary = at('rope.dimension_count');
  const key = at('attention.key_length_mla') ?? at('attention.key_length');
  const further = Number(at('nextn_predict_layers') ?? 0);
  return {
    ...(at('expert_gating_func') === 2 ? { model_type: 'deepseek_v3' } : {}),
    ...experts('n_routed_experts', 'moe_intermediate_size')(at),
    intermediate_size: at('feed_forward_length'),
    // The layers that predict further tokens are blocks too.
    num_hidden_layers: Number(at('block_count')) - further,
    num_nextn_predict_layers: further,
    n_shared_experts: at('expert_shared_count'),
    first_k_dense_replace: at('leading_dense_block_count'),
    q_lora_rank: at('attention.q_lora_rank'),
    kv_lora_rank: at('attention.kv_lora_rank'),
    qk_rope_head_dim: rotary,
    qk_nope_head_dim: Number(key) - Number(rotary),
    v_head_dim: at('attention.value_length_mla') ?? at('attention.value_length'),
  };
}

/**
 * The config that the metadata of a GGUF file describes (docs/gguf.md). Whether the head is tied no metadata says: it is where the
 * file has none. Undefined where the architecture is another.
 */
export function configOfGguf(metadata: ReadonlyMap<string, number | string>, tied: boolean): Config | undefined {
  const name = metadata.get('general.architecture');
  const at: At = (key) => metadata.get(`${name}.${key}`);
  const known = Number(at('expert_count') ?? 0) > 0 ? MIXTURES : DENSE;
  const architecture = typeof name === 'string' && Object.hasOwn(known, name) ? known[name] : undefined;
  if (architecture === undefined) return undefined;
  return {
    model_type: architecture.type,
    tie_word_embeddings: tied,
    hidden_size: at('embedding_length'),
    intermediate_size: at('feed_forward_length'),
    num_hidden_layers: at('block_count'),
    num_attention_heads: at('attention.head_count'),
    num_key_value_heads: at('attention.head_count_kv'),
    head_dim: at('attention.key_length'),
    vocab_size: at('vocab_size') ?? metadata.get('tokenizer.ggml.tokens'),
    ...architecture.more?.(at),
  };
}
