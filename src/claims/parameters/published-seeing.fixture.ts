import type { Published } from './published.fixture.ts';

const HUB = 'number of elements of the published checkpoint';
const READ = `${HUB}; count and config read in public copies`;
const RECALLED = `${HUB}, read in a public copy; config from memory`;

const siglip = {
  model_type: 'siglip_vision_model',
  hidden_size: 1152,
  image_size: 896,
  intermediate_size: 4304,
  num_attention_heads: 16,
  num_hidden_layers: 27,
  patch_size: 14,
  vision_use_head: false,
};

const llama4Text = {
  model_type: 'llama4_text',
  vocab_size: 202048,
  hidden_size: 5120,
  intermediate_size: 8192,
  intermediate_size_mlp: 16384,
  num_hidden_layers: 48,
  num_attention_heads: 40,
  num_key_value_heads: 8,
  head_dim: 128,
  num_experts_per_tok: 1,
};

const llama4Vision = {
  model_type: 'llama4_vision_model',
  hidden_size: 1408,
  image_size: 336,
  intermediate_size: 5632,
  num_attention_heads: 16,
  num_channels: 3,
  num_hidden_layers: 34,
  patch_size: 14,
  projector_input_dim: 4096,
  projector_output_dim: 4096,
  vision_output_dim: 4096,
};

const qwen25Vision = { depth: 32, hidden_size: 1280, intermediate_size: 3420, spatial_patch_size: 14, in_chans: 3 };

const qwen3Vision = (hidden: number, inner: number, depth: number, out: number) => ({
  model_type: 'qwen3_vl',
  deepstack_visual_indexes: [5, 11, 17],
  depth,
  hidden_size: hidden,
  in_channels: 3,
  intermediate_size: inner,
  num_heads: 16,
  num_position_embeddings: 2304,
  out_hidden_size: out,
  patch_size: 16,
  spatial_merge_size: 2,
  temporal_patch_size: 2,
});

/** Models that see: the config of their text stands within their own. */
export const SEEING: readonly Published[] = [
  {
    name: 'Gemma 3 4B',
    config: {
      model_type: 'gemma3',
      text_config: { model_type: 'gemma3_text', hidden_size: 2560, intermediate_size: 10240, num_hidden_layers: 34 },
      vision_config: siglip,
    },
    total: 4_300_079_472,
    source: READ,
  },
  {
    name: 'Gemma 3 12B',
    config: {
      model_type: 'gemma3',
      text_config: {
        model_type: 'gemma3_text',
        hidden_size: 3840,
        intermediate_size: 15360,
        num_attention_heads: 16,
        num_hidden_layers: 48,
        num_key_value_heads: 8,
      },
      vision_config: siglip,
    },
    total: 12_187_325_040,
    source: READ,
  },
  {
    name: 'Gemma 3 27B',
    config: {
      model_type: 'gemma3',
      text_config: {
        model_type: 'gemma3_text',
        hidden_size: 5376,
        intermediate_size: 21504,
        num_attention_heads: 32,
        num_hidden_layers: 62,
        num_key_value_heads: 16,
        head_dim: 128,
      },
      vision_config: siglip,
    },
    total: 27_432_406_640,
    source: RECALLED,
  },
  {
    name: 'Llama 4 Scout 17B-16E',
    config: {
      model_type: 'llama4',
      text_config: { ...llama4Text, num_local_experts: 16, interleave_moe_layer_step: 1 },
      tie_word_embeddings: false,
      vision_config: llama4Vision,
    },
    total: 108_641_793_536,
    active: 17e9,
    source: `${READ}; active: model card`,
  },
  {
    name: 'Llama 4 Maverick 17B-128E',
    config: {
      model_type: 'llama4',
      text_config: { ...llama4Text, num_local_experts: 128, interleave_moe_layer_step: 2 },
      vision_config: llama4Vision,
    },
    total: 401_583_781_376,
    active: 17e9,
    source: `${READ}; active: model card`,
  },
  {
    name: 'Qwen2-VL 7B',
    config: {
      model_type: 'qwen2_vl',
      vocab_size: 152064,
      hidden_size: 3584,
      intermediate_size: 18944,
      num_hidden_layers: 28,
      num_attention_heads: 28,
      num_key_value_heads: 4,
      tie_word_embeddings: false,
      vision_config: { depth: 32, embed_dim: 1280, mlp_ratio: 4, hidden_size: 3584, spatial_patch_size: 14 },
    },
    total: 8_291_375_616,
    source: RECALLED,
  },
  {
    name: 'Qwen2.5-VL 3B',
    config: {
      model_type: 'qwen2_5_vl',
      tie_word_embeddings: true,
      text_config: {
        model_type: 'qwen2_5_vl_text',
        vocab_size: 151936,
        hidden_size: 2048,
        intermediate_size: 11008,
        num_hidden_layers: 36,
        num_attention_heads: 16,
        num_key_value_heads: 2,
      },
      vision_config: { ...qwen25Vision, out_hidden_size: 2048 },
    },
    total: 3_754_622_976,
    source: READ,
  },
  {
    name: 'Qwen2.5-VL 7B',
    config: {
      model_type: 'qwen2_5_vl',
      vocab_size: 152064,
      hidden_size: 3584,
      intermediate_size: 18944,
      num_hidden_layers: 28,
      num_attention_heads: 28,
      num_key_value_heads: 4,
      tie_word_embeddings: false,
      vision_config: qwen25Vision,
    },
    total: 8_292_166_656,
    source: READ,
  },
  {
    name: 'Qwen3-VL 4B',
    config: {
      model_type: 'qwen3_vl',
      text_config: {
        model_type: 'qwen3_vl_text',
        vocab_size: 151936,
        hidden_size: 2560,
        intermediate_size: 9728,
        num_hidden_layers: 36,
        num_attention_heads: 32,
        num_key_value_heads: 8,
        head_dim: 128,
        tie_word_embeddings: true,
      },
      tie_word_embeddings: true,
      vision_config: qwen3Vision(1024, 4096, 24, 2560),
    },
    total: 4_437_815_808,
    source: READ,
  },
  {
    name: 'Qwen3-VL 30B-A3B',
    config: {
      model_type: 'qwen3_vl_moe',
      text_config: {
        model_type: 'qwen3_vl_moe_text',
        vocab_size: 151936,
        hidden_size: 2048,
        intermediate_size: 6144,
        moe_intermediate_size: 768,
        num_hidden_layers: 48,
        num_attention_heads: 32,
        num_key_value_heads: 4,
        head_dim: 128,
        num_experts: 128,
        num_experts_per_tok: 8,
        decoder_sparse_step: 1,
        mlp_only_layers: [],
      },
      tie_word_embeddings: false,
      vision_config: qwen3Vision(1152, 4304, 27, 2048),
    },
    total: 31_070_754_032,
    active: 3.3e9,
    source: `${RECALLED}; active: as that of Qwen3 30B-A3B, arXiv:2505.09388`,
  },
  {
    name: 'Mistral Small 3.2 24B',
    config: {
      model_type: 'mistral3',
      spatial_merge_size: 2,
      text_config: {
        model_type: 'mistral',
        vocab_size: 131072,
        hidden_size: 5120,
        intermediate_size: 32768,
        num_hidden_layers: 40,
        num_attention_heads: 32,
        num_key_value_heads: 8,
        head_dim: 128,
      },
      vision_config: {
        model_type: 'pixtral',
        hidden_size: 1024,
        intermediate_size: 4096,
        num_hidden_layers: 24,
        num_attention_heads: 16,
        patch_size: 14,
      },
    },
    total: 24_011_361_280,
    source: RECALLED,
  },
  {
    name: 'Llama 4 Scout, its text alone',
    config: { ...llama4Text, num_local_experts: 16 },
    total: 107_769_861_120,
    source: 'llama.cpp says 107.77 B of its GGUF files',
  },
];
