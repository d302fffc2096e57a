import type { Attention, Shape } from './shape.ts';

/** Bytes that a token takes in the cache of keys and values. @param width bytes of an element; 2 for BF16 */
export function cachePerToken(shape: Shape, width: number): number {
  return shape.layers.reduce((sum, { count, attention }) => sum + count * cached(attention) * width, 0);
}

/** Elements a layer: keys and values of every group, or one latent vector and the rotary part of the keys. */
const cached = (of: Attention): number =>
  of.kind === 'grouped' ? 2 * of.kvHeads * of.headWidth : of.kvRank + of.rotaryWidth;

/**
 * FLOP of attention for one token decoded after so many: scores and their weighting. Latent attention is counted as it is
 * served, with the up-projection of keys and values absorbed into queries and output, so that each head works on the whole
 * latent vector: 2 n_head (2 d_c + d_rope) L n_layer (DeepSeek-AI, arXiv:2405.04434, section 2.1.2).
 */
export function decodeAttention(shape: Shape, context: number): number {
  const layer = (of: Attention): number =>
    of.kind === 'grouped'
      ? 4 * of.heads * of.headWidth * context
      : 2 * of.heads * (2 * of.kvRank + of.rotaryWidth) * context;
  return shape.layers.reduce((sum, { count, attention }) => sum + count * layer(attention), 0);
}
