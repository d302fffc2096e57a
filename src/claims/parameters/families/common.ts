import { type Config, flag, whole, wholeOr } from '../config.ts';
import type { GroupedAttention, Shape } from '../shape.ts';

export type Read = Omit<Shape, 'family'>;

/** Grouped-query attention by the keys that most configs share. */
export function grouped(
  config: Config,
  bias: { readonly query: boolean; readonly output: boolean },
  extra: (heads: number, kvHeads: number, width: number) => number = () => 0,
): GroupedAttention {
  const hidden = whole(config, 'hidden_size', 'n_embd');
  const heads = whole(config, 'num_attention_heads', 'n_head');
  const kvHeads = wholeOr(config, heads, 'num_key_value_heads');
  const headWidth = wholeOr(config, Math.floor(hidden / heads), 'head_dim');
  const more = extra(heads, kvHeads, headWidth);
  return {
    kind: 'grouped',
    heads,
    kvHeads,
    headWidth,
    queryBias: bias.query,
    outputBias: bias.output,
    extra: more,
  };
}

/** What most configs say outside of the layers. */
export function outside(config: Config, tied: boolean, norm: number): Omit<Read, 'layers'> {
  return {
    hidden: whole(config, 'hidden_size', 'n_embd'),
    vocabulary: whole(config, 'vocab_size'),
    tied: flag(config, 'tie_word_embeddings', tied),
    headBias: false,
    positions: 0,
    outerNorms: norm,
    predictionLayers: 0,
    seeing: 0,
  };
}
