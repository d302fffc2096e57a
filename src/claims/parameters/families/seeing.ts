/**
 * Decoders that see: a config of the text within that of the whole, one of what sees beside it. What is left out of the inner
 * configs stands in the classes of `transformers` (configuration_*.py), and is written down here. Their layers are those of
 * modeling_*.py; that each count comes out to the last parameter is tested.
 */
import { ClaimError } from '../../claim-error.ts';
import { type Config, part } from '../config.ts';
import type { Read } from './common.ts';
import { llama4, qwen3Moe } from './mixtures.ts';
import { gemma3, llama, qwen2, qwen3 } from './root-mean-square.ts';
import { llama4Vision, pixtral, qwen2Vision, qwen25Vision, qwen3Vision, siglip } from './towers.ts';

interface Joined {
  readonly text: (config: Config) => Read;
  /** `model_type` of the inner config; some leave it out. */
  readonly types: readonly string[];
  /** What the inner config leaves out. */
  readonly defaults?: Config;
  /** Parameters of what sees. @param hidden width of the decoder */
  readonly tower: (vision: Config, hidden: number, whole: Config) => number;
}

/** Older files have the text's keys on the outermost level. */
function joined({ text, types, defaults = {}, tower }: Joined): (config: Config) => Read {
  return (config) => {
    const inner = part(config, 'text_config') ?? config;
    const type = inner['model_type'];
    if (inner !== config && type !== undefined && !types.includes(String(type)))
      throw new ClaimError('unsupported-architecture', 'parameters of its text_config cannot be counted');
    const tie = inner['tie_word_embeddings'] ?? config['tie_word_embeddings'];
    const read = text({ ...defaults, ...inner, ...(tie === undefined ? {} : { tie_word_embeddings: tie }) });
    const vision = part(config, 'vision_config');
    if (vision === undefined)
      throw new ClaimError('unsupported-architecture', 'vision_config is missing in the config');
    return { ...read, seeing: tower(vision, read.hidden, config) };
  };
}

/** arXiv:2503.19786. */
export const gemma3Seeing = joined({
  text: gemma3,
  types: ['gemma3_text'],
  defaults: { vocab_size: 262_208, num_attention_heads: 8, num_key_value_heads: 4, head_dim: 256 },
  tower: siglip,
});

export const llama4Seeing = joined({ text: llama4, types: ['llama4_text'], tower: llama4Vision });

export const mistral3Seeing = joined({ text: llama, types: ['mistral'], tower: pixtral });

/** arXiv:2409.12191. */
export const qwen2Vl = joined({ text: qwen2, types: ['qwen2', 'qwen2_vl_text'], tower: qwen2Vision });

/** arXiv:2502.13923. */
export const qwen25Vl = joined({ text: qwen2, types: ['qwen2', 'qwen2_5_vl_text'], tower: qwen25Vision });

export const qwen3Vl = joined({ text: qwen3, types: ['qwen3_vl_text'], tower: qwen3Vision });

export const qwen3VlMoe = joined({ text: qwen3Moe, types: ['qwen3_vl_moe_text'], tower: qwen3Vision });
