/**
 * What is counted of attention: nothing (`6 N D`), the whole square of positions, or the half of it that a causal mask
 * leaves. Papers differ, so an MFU names it.
 */
export type AttentionConvention = 'none' | 'full' | 'causal';

export interface AttentionShape {
  readonly layers: number;
  readonly heads: number;
  /** Width of queries and keys for each head; of values: they differ under multi-head latent attention. */
  readonly keyWidth: number;
  readonly valueWidth: number;
}

/**
 * FLOP a token of attention scores and their weighting, forward and backward (three times forward): 6 n_layer n_head
 * (d_k + d_v) L, which is the 12 n_layer d_model L of A. Chowdhery et al., arXiv:2204.02311, appendix B, halved where causal.
 * @param context tokens of the training window
 */
export function attentionPerToken(shape: AttentionShape, context: number, convention: AttentionConvention): number {
  const { layers, heads, keyWidth, valueWidth } = shape;
  const full = 6 * layers * heads * (keyWidth + valueWidth) * context;
  return convention === 'none' ? 0 : convention === 'full' ? full : full / 2;
}
