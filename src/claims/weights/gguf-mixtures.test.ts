import { describe, expect, it } from 'vitest';
import { countParameters } from '../parameters/count.ts';
import { shapeOf } from '../parameters/families.ts';
import { PUBLISHED } from '../parameters/published.fixture.ts';
import { configOfGguf } from './gguf-config.ts';

type Keys = Readonly<Record<string, number>>;

/** Of public files of mixtures, keys as llama.cpp prints them. The counts it prints round those of the published checkpoints. */
const FILES: readonly (readonly [string, string, string, Keys])[] = [
  [
    'Mixtral 8x7B',
    'llama',
    '46.70',
    {
      block_count: 32,
      embedding_length: 4096,
      feed_forward_length: 14336,
      'attention.head_count': 32,
      'attention.head_count_kv': 8,
      expert_count: 8,
      expert_used_count: 2,
      vocab_size: 32000,
    },
  ],
  [
    'Qwen3 30B-A3B',
    'qwen3moe',
    '30.53',
    {
      block_count: 48,
      embedding_length: 2048,
      feed_forward_length: 6144,
      'attention.head_count': 32,
      'attention.head_count_kv': 4,
      'attention.key_length': 128,
      expert_count: 128,
      expert_used_count: 8,
      expert_feed_forward_length: 768,
      vocab_size: 151936,
    },
  ],
  [
    'Qwen1.5 MoE A2.7B',
    'qwen2moe',
    '14.32',
    {
      block_count: 24,
      embedding_length: 2048,
      feed_forward_length: 5632,
      'attention.head_count': 16,
      'attention.head_count_kv': 16,
      expert_count: 60,
      expert_used_count: 4,
      expert_feed_forward_length: 1408,
      expert_shared_feed_forward_length: 5632,
      vocab_size: 151936,
    },
  ],
  [
    'OLMoE 1B-7B',
    'olmoe',
    '6.92',
    {
      block_count: 16,
      embedding_length: 2048,
      feed_forward_length: 1024,
      'attention.head_count': 16,
      'attention.head_count_kv': 16,
      expert_count: 64,
      expert_used_count: 8,
      vocab_size: 50304,
    },
  ],
  [
    'gpt-oss 20B',
    'gpt-oss',
    '20.91',
    {
      block_count: 24,
      embedding_length: 2880,
      'attention.head_count': 64,
      'attention.head_count_kv': 8,
      'attention.key_length': 64,
      expert_count: 32,
      expert_used_count: 4,
      expert_feed_forward_length: 2880,
      vocab_size: 201088,
    },
  ],
  [
    'DeepSeek-V2-Lite',
    'deepseek2',
    '15.71',
    {
      block_count: 27,
      embedding_length: 2048,
      feed_forward_length: 10944,
      'attention.head_count': 16,
      'attention.head_count_kv': 16,
      'attention.key_length': 192,
      'attention.value_length': 128,
      'attention.kv_lora_rank': 512,
      'rope.dimension_count': 64,
      expert_count: 64,
      expert_used_count: 6,
      expert_shared_count: 2,
      expert_feed_forward_length: 1408,
      leading_dense_block_count: 1,
      vocab_size: 102400,
    },
  ],
  [
    'DeepSeek-V3',
    'deepseek2',
    '671.03',
    {
      block_count: 61,
      embedding_length: 7168,
      feed_forward_length: 18432,
      'attention.head_count': 128,
      'attention.head_count_kv': 1,
      'attention.key_length': 576,
      'attention.value_length': 512,
      'attention.key_length_mla': 192,
      'attention.value_length_mla': 128,
      'attention.q_lora_rank': 1536,
      'attention.kv_lora_rank': 512,
      'rope.dimension_count': 64,
      expert_count: 256,
      expert_used_count: 8,
      expert_shared_count: 1,
      expert_feed_forward_length: 2048,
      expert_gating_func: 2,
      leading_dense_block_count: 3,
      vocab_size: 129280,
    },
  ],
  [
    'Llama 4 Scout, its text alone',
    'llama4',
    '107.77',
    {
      block_count: 48,
      embedding_length: 5120,
      feed_forward_length: 16384,
      'attention.head_count': 40,
      'attention.head_count_kv': 8,
      'attention.key_length': 128,
      expert_count: 16,
      expert_used_count: 1,
      expert_feed_forward_length: 8192,
      interleave_moe_layer_step: 1,
      vocab_size: 202048,
    },
  ],
];

const metadata = (architecture: string, keys: Keys): ReadonlyMap<string, number | string> =>
  new Map<string, number | string>([
    ['general.architecture', architecture],
    ...Object.entries(keys).map(([key, value]) => [`${architecture}.${key}`, value] as const),
  ]);

describe('the metadata of a GGUF file of a mixture', () => {
  it.each(FILES)('gives the count of %s (%s), %s billion', (name, architecture, billions, keys) => {
    const count = countParameters(shapeOf(configOfGguf(metadata(architecture, keys), false) ?? {}));
    const published = PUBLISHED.find((one) => one.name === name);
    expect(count.total).toBe(published?.total);
    expect((count.total / 1e9).toFixed(2)).toBe(billions);
    expect(count.active).toBe(countParameters(shapeOf(published?.config ?? {})).active);
  });

  it('takes layers that predict further tokens from its blocks', () => {
    const [, , , keys = {}] = FILES.find(([name]) => name === 'DeepSeek-V3') ?? [];
    const further = { ...keys, block_count: 62, nextn_predict_layers: 1 };
    const shape = shapeOf(configOfGguf(metadata('deepseek2', further), false) ?? {});
    expect(countParameters(shape).total).toBe(671_026_419_200);
    expect(shape.predictionLayers).toBe(1);
  });

  it('without what it needs is refused, not guessed', () => {
    const [, , , keys = {}] = FILES.find(([name]) => name === 'DeepSeek-V3') ?? [];
    for (const key of ['block_count', 'attention.kv_lora_rank', 'rope.dimension_count', 'expert_used_count']) {
      const less = Object.fromEntries(Object.entries(keys).filter(([one]) => one !== key));
      expect(() => shapeOf(configOfGguf(metadata('deepseek2', less), false) ?? {}), key).toThrow();
    }
  });
});
