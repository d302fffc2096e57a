import type { Config } from '../parameters/config.ts';

/** How each architecture of llama.cpp is called in a `config.json`; those alone whose keys are told apart below. */
const MODEL_TYPES: Readonly<Record<string, string>> = {
  gemma: 'gemma',
  gemma2: 'gemma2',
  llama: 'llama',
  qwen2: 'qwen2',
  qwen3: 'qwen3',
};

/**
 * The config that the metadata of a GGUF file describes (docs/gguf.md). Whether the head is tied no metadata says: it is where the
 * file has none. Undefined where the architecture is another, or has experts.
 */
export function configOfGguf(metadata: ReadonlyMap<string, number | string>, tied: boolean): Config | undefined {
  const architecture = metadata.get('general.architecture');
  const model =
    typeof architecture === 'string' && Object.hasOwn(MODEL_TYPES, architecture)
      ? MODEL_TYPES[architecture]
      : undefined;
  const at = (key: string): number | string | undefined => metadata.get(`${architecture}.${key}`);
  if (model === undefined || Number(at('expert_count') ?? 0) > 0) return undefined;
  const given = {
    hidden_size: at('embedding_length'),
    intermediate_size: at('feed_forward_length'),
    num_hidden_layers: at('block_count'),
    num_attention_heads: at('attention.head_count'),
    num_key_value_heads: at('attention.head_count_kv'),
    head_dim: at('attention.key_length'),
    vocab_size: at('vocab_size') ?? metadata.get('tokenizer.ggml.tokens'),
  };
  return { model_type: model, tie_word_embeddings: tied, ...given };
}
