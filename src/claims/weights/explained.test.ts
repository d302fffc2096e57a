import { describe, expect, it } from 'vitest';
import type { Config } from '../parameters/config.ts';
import { countParameters } from '../parameters/count.ts';
import { shapeOf } from '../parameters/families.ts';
import { explain, storedElements } from './explained.ts';
import { configOfGguf } from './gguf-config.ts';
import { type ListedTensor, TallyBuilder, together } from './tally.ts';

const CONFIG: Config = {
  model_type: 'llama',
  hidden_size: 8,
  intermediate_size: 16,
  num_hidden_layers: 2,
  num_attention_heads: 2,
  vocab_size: 100,
  tie_word_embeddings: true,
};

const tensor = (name: string, ...dims: number[]): ListedTensor => ({
  name,
  type: 'F16',
  elements: dims.reduce((product, dim) => product * dim, 1),
  rows: dims[0] ?? 1,
  dimensions: dims.length,
});

/** The tensors of the config, as the hub names them. */
const llama = (layers = 2, rows = 100): ListedTensor[] => [
  tensor('model.embed_tokens.weight', rows, 8),
  tensor('model.norm.weight', 8),
  ...Array.from({ length: layers }, (_, layer) => [
    ...['q', 'k', 'v', 'o'].map((one) => tensor(`model.layers.${layer}.self_attn.${one}_proj.weight`, 8, 8)),
    ...['gate', 'up', 'down'].map((one) => tensor(`model.layers.${layer}.mlp.${one}_proj.weight`, 16, 8)),
    tensor(`model.layers.${layer}.input_layernorm.weight`, 8),
    tensor(`model.layers.${layer}.post_attention_layernorm.weight`, 8),
  ]).flat(),
];

const tallied = (tensors: readonly ListedTensor[], packed?: ReadonlySet<string>) => {
  const builder = new TallyBuilder(packed);
  for (const one of tensors) builder.add(one);
  return builder.build();
};
const held = (tensors: readonly ListedTensor[], config: Config = CONFIG) => explain(tallied(tensors), shapeOf(config));

describe('a tensor table against a config', () => {
  it('of the same model leaves nothing', () => {
    const { stored, rebuilt, unexplained, beside } = held(llama());
    expect([stored - rebuilt, unexplained, beside]).toEqual([0, 0, []]);
  });

  it.each<[string, ListedTensor[], string]>([
    ['buffers', [tensor('model.layers.0.self_attn.rotary_emb.inv_freq', 4)], 'buffers that are computed, not trained'],
    ['a causal mask', [tensor('h.0.attn.bias', 1, 1, 64, 64)], 'buffers that are computed, not trained'],
    ['scales', [tensor('model.layers.0.mlp.up_proj.weight_scale_inv', 4)], 'scales and other marks of quantisation'],
    ['a tied head', [tensor('lm_head.weight', 100, 8)], 'a head stored beside the embedding that it is tied to'],
  ])('tells %s apart', (_, more, what) => {
    const { unexplained, beside } = held([...llama(), ...more]);
    expect(unexplained).toBe(0);
    expect(beside).toMatchObject([{ what, elements: more[0]?.elements, example: more[0]?.name }]);
  });

  it('tells padded rows and layers of prediction apart', () => {
    expect(held(llama(2, 104))).toMatchObject({ unexplained: 0, beside: [{ elements: 32 }] });
    const predicting = { ...shapeOf(CONFIG), predictionLayers: 1 };
    const { unexplained, beside } = explain(tallied(llama(3)), predicting);
    expect([unexplained, beside[0]?.what]).toEqual([0, 'layers that predict further tokens']);
  });

  it('does not explain a layer, a module or an embedding that the config does not have', () => {
    const one = countParameters(shapeOf({ ...CONFIG, num_hidden_layers: 1 })).total;
    const layer = countParameters(shapeOf(CONFIG)).total - one;
    expect(held(llama(3)).unexplained).toBe(layer);
    expect(held(llama(3)).beside[0]?.what).toBe('layers past the last of the config');
    expect(held(llama(1)).unexplained).toBe(-layer);
    expect(held([...llama(), tensor('backdoor.weight', 10, 10)]).unexplained).toBe(100);
    expect(held(llama(2, 200)).unexplained).toBe(800);
  });

  it('counts elements of packed weights, not words or bytes', () => {
    const word = { ...tensor('model.layers.0.mlp.up_proj.qweight', 1, 16), type: 'I32' };
    expect(storedElements(tallied([word]), { bits: 4 })).toBe(128);
    expect(storedElements(tallied([word]), { bits: 8 })).toBe(64);
    expect(storedElements(tallied([word]), { bits: 'many' })).toBe(128);
    const blocks = { ...tensor('model.layers.0.mlp.experts.gate_up_proj_blocks', 64), type: 'U8' };
    expect(storedElements(tallied([blocks]))).toBe(128);
    const four = { ...tensor('model.layers.0.mlp.up_proj.weight', 64, 1), type: 'U8' };
    expect(storedElements(tallied([four], new Set([four.name])))).toBe(128);
  });

  it('adds the shards of a model up', () => {
    const all = llama();
    expect(together([tallied(all.slice(0, 5)), tallied(all.slice(5))]).shares).toEqual(tallied(all).shares);
  });

  it('keeps the same room however many layers are made up', () => {
    const many = Array.from({ length: 5_000 }, (_, layer) => tensor(`model.layers.${layer + 90_000}.x`, 1));
    expect(tallied(many).shares.size).toBe(1);
  });
});

describe('the metadata of a GGUF file', () => {
  const metadata = new Map<string, number | string>([
    ['general.architecture', 'llama'],
    ['llama.embedding_length', 8],
    ['llama.feed_forward_length', 16],
    ['llama.block_count', 2],
    ['llama.attention.head_count', 2],
    ['tokenizer.ggml.tokens', 100],
  ]);

  it('describes the model as its config does', () => {
    expect(countParameters(shapeOf(configOfGguf(metadata, true) ?? {}))).toEqual(countParameters(shapeOf(CONFIG)));
  });

  it('of other architectures is not read, and of a mixture never as of a dense model', () => {
    expect(configOfGguf(new Map([['general.architecture', 'constructor']]), true)).toBeUndefined();
    const gemma = new Map([...metadata, ['general.architecture', 'gemma'], ['gemma.expert_count', 8]] as const);
    expect(configOfGguf(gemma, true)).toBeUndefined();
    const mixtral = configOfGguf(new Map([...metadata, ['llama.expert_count', 8]]), true);
    expect(mixtral?.['model_type']).toBe('mixtral');
    // How many of them a token meets it does not say.
    expect(() => shapeOf(mixtral ?? {})).toThrow('num_experts_per_tok');
  });
});
