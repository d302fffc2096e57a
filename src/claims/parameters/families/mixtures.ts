/** Mixtures of experts over grouped-query attention. */
import { type Config, flag, whole, wholeOr, wholes } from '../config.ts';
import type { FeedForward, GroupedAttention, LayerGroup } from '../shape.ts';
import { grouped, outside, type Read } from './common.ts';

const NO_BIAS = { query: false, output: false } as const;
const NOTHING_MORE = { bias: false, sharedWidth: 0, sharedGate: false, routerBias: 0 } as const;

function everywhere(config: Config, attention: GroupedAttention, feedForward: FeedForward): Read {
  const base = outside(config, false, whole(config, 'hidden_size'));
  const count = whole(config, 'num_hidden_layers');
  return { ...base, layers: [{ count, attention, feedForward, norms: 2 * base.hidden }] };
}

/** arXiv:2401.04088. */
export const mixtral = (config: Config): Read =>
  everywhere(config, grouped(config, NO_BIAS), {
    kind: 'experts',
    experts: whole(config, 'num_local_experts'),
    chosen: whole(config, 'num_experts_per_tok'),
    width: whole(config, 'intermediate_size'),
    ...NOTHING_MORE,
  });

/** Norms over all queries and all keys (arXiv:2409.02060). */
export const olmoe = (config: Config): Read =>
  everywhere(
    config,
    grouped(config, NO_BIAS, (heads, kvHeads, width) => (heads + kvHeads) * width),
    {
      kind: 'experts',
      experts: whole(config, 'num_experts'),
      chosen: whole(config, 'num_experts_per_tok'),
      width: whole(config, 'intermediate_size'),
      ...NOTHING_MORE,
    },
  );

/** Biases everywhere, and one attention sink a head (arXiv:2508.10925). */
export function gptOss(config: Config): Read {
  const experts = whole(config, 'num_local_experts');
  return everywhere(
    config,
    grouped(config, { query: true, output: true }, (heads) => heads),
    {
      kind: 'experts',
      experts,
      chosen: whole(config, 'num_experts_per_tok', 'experts_per_token'),
      width: whole(config, 'intermediate_size'),
      ...NOTHING_MORE,
      bias: true,
      routerBias: experts,
    },
  );
}

/** Which layers have experts: every `decoder_sparse_step`-th that `mlp_only_layers` does not name. */
function sparse(config: Config, attention: GroupedAttention, shared: boolean): Read {
  const layers = whole(config, 'num_hidden_layers');
  const step = wholeOr(config, 1, 'decoder_sparse_step') || 1;
  const named = new Set(wholes(config, 'mlp_only_layers', layers).filter((layer) => layer >= 0 && layer < layers));
  const sparseLayers = Math.floor(layers / step) - [...named].filter((layer) => (layer + 1) % step === 0).length;
  const base = outside(config, false, whole(config, 'hidden_size'));
  const experts: FeedForward = {
    kind: 'experts',
    experts: whole(config, 'num_experts'),
    chosen: whole(config, 'num_experts_per_tok'),
    width: whole(config, 'moe_intermediate_size'),
    ...NOTHING_MORE,
    sharedWidth: shared ? whole(config, 'shared_expert_intermediate_size') : 0,
    sharedGate: shared,
  };
  const dense: FeedForward = { kind: 'dense', width: whole(config, 'intermediate_size'), gated: true, bias: false };
  const group = (count: number, feedForward: FeedForward): LayerGroup[] =>
    count > 0 ? [{ count, attention, feedForward, norms: 2 * base.hidden }] : [];
  return { ...base, layers: [...group(sparseLayers, experts), ...group(layers - sparseLayers, dense)] };
}

/** A shared expert behind a gate, and biases on queries, keys and values. */
export const qwen2Moe = (config: Config): Read =>
  sparse(config, grouped(config, { query: flag(config, 'qkv_bias', true), output: false }), true);

/** arXiv:2505.09388. */
export const qwen3Moe = (config: Config): Read =>
  sparse(
    config,
    grouped(config, NO_BIAS, (_, __, width) => 2 * width),
    false,
  );

/**
 * Experts in every so many layers, each token meeting a chosen one and a shared one as wide; the others dense and wider. Norms
 * over queries and keys have no parameters (Meta, models/llama4 in llama-models).
 */
export function llama4(config: Config): Read {
  const layers = whole(config, 'num_hidden_layers');
  const step = wholeOr(config, 1, 'interleave_moe_layer_step');
  const byStep = config['moe_layers'] === undefined || config['moe_layers'] === null;
  const named = new Set(wholes(config, 'moe_layers', layers).filter((layer) => layer >= 0 && layer < layers));
  const sparseLayers = byStep ? (step === 0 ? 0 : Math.floor(layers / step)) : named.size;
  const base = outside(config, false, whole(config, 'hidden_size'));
  const attention = grouped(config, NO_BIAS);
  const width = whole(config, 'intermediate_size');
  const experts = (): FeedForward => ({
    kind: 'experts',
    experts: whole(config, 'num_local_experts'),
    chosen: whole(config, 'num_experts_per_tok'),
    width,
    ...NOTHING_MORE,
    sharedWidth: width,
  });
  const dense = (): FeedForward => ({
    kind: 'dense',
    width: whole(config, 'intermediate_size_mlp'),
    gated: true,
    bias: false,
  });
  const group = (count: number, feedForward: () => FeedForward): LayerGroup[] =>
    count > 0 ? [{ count, attention, feedForward: feedForward(), norms: 2 * base.hidden }] : [];
  return { ...base, layers: [...group(sparseLayers, experts), ...group(layers - sparseLayers, dense)] };
}
