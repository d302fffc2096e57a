import { type Config, flag, text, whole, wholeOr } from '../config.ts';
import type { FeedForward, LatentAttention } from '../shape.ts';
import { outside, type Read } from './common.ts';

/**
 * Multi-head latent attention with many small experts, shared ones among them, behind a few dense layers (DeepSeek-AI,
 * arXiv:2405.04434, arXiv:2412.19437). V3 corrects its router by a bias an expert.
 */
export function deepseek(config: Config): Read {
  const base = outside(config, false, whole(config, 'hidden_size'));
  const layers = whole(config, 'num_hidden_layers');
  const first = Math.min(layers, wholeOr(config, 0, 'first_k_dense_replace'));
  const queryRank = wholeOr(config, 0, 'q_lora_rank');
  const attention: LatentAttention = {
    kind: 'latent',
    heads: whole(config, 'num_attention_heads'),
    ...(queryRank === 0 ? {} : { queryRank }),
    kvRank: whole(config, 'kv_lora_rank'),
    plainWidth: whole(config, 'qk_nope_head_dim'),
    rotaryWidth: whole(config, 'qk_rope_head_dim'),
    valueWidth: whole(config, 'v_head_dim'),
    bias: flag(config, 'attention_bias', false),
  };
  const [experts, width] = [whole(config, 'n_routed_experts'), whole(config, 'moe_intermediate_size')];
  const corrected = text(config, 'model_type') === 'deepseek_v3';
  const mixture: FeedForward = {
    kind: 'experts',
    experts,
    chosen: whole(config, 'num_experts_per_tok'),
    width,
    bias: false,
    sharedWidth: width * wholeOr(config, 0, 'n_shared_experts'),
    sharedGate: false,
    routerBias: corrected ? experts : 0,
  };
  const dense: FeedForward = { kind: 'dense', width: whole(config, 'intermediate_size'), gated: true, bias: false };
  const norms = 2 * base.hidden;
  return {
    ...base,
    predictionLayers: wholeOr(config, 0, 'num_nextn_predict_layers'),
    layers: [
      ...(first > 0 ? [{ count: first, attention, feedForward: dense, norms }] : []),
      ...(layers > first ? [{ count: layers - first, attention, feedForward: mixture, norms }] : []),
    ],
  };
}
