/** Two models that differ in what a token leaves in the cache, as their makers publish their configs: latent attention, and grouped queries. */
import type { Config } from '../parameters/config.ts';

/** github deepseek-ai/DeepSeek-V3, inference/configs/config_671B.json, under the names of the hub. */
export const DEEPSEEK_V3: Config = {
  model_type: 'deepseek_v3',
  vocab_size: 129_280,
  hidden_size: 7168,
  intermediate_size: 18_432,
  moe_intermediate_size: 2048,
  num_hidden_layers: 61,
  num_attention_heads: 128,
  n_shared_experts: 1,
  n_routed_experts: 256,
  num_experts_per_tok: 8,
  first_k_dense_replace: 3,
  q_lora_rank: 1536,
  kv_lora_rank: 512,
  qk_nope_head_dim: 128,
  qk_rope_head_dim: 64,
  v_head_dim: 128,
};

/** Llama 3.1 70B: arXiv:2407.21783, table 3. */
export const LLAMA_70B: Config = {
  model_type: 'llama',
  vocab_size: 128_256,
  hidden_size: 8192,
  intermediate_size: 28_672,
  num_hidden_layers: 80,
  num_attention_heads: 64,
  num_key_value_heads: 8,
};
