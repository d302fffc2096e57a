import { describe, expect, it } from 'vitest';
import { cachePerToken, decodeAttention } from './cache.ts';
import { countParameters } from './count.ts';
import { shapeOf, SUPPORTED } from './families.ts';
import { PUBLISHED } from './published.fixture.ts';

const published = (name: string) => {
  const found = PUBLISHED.find((one) => one.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
};
const shape = (name: string) => shapeOf(published(name).config);
const fault = expect.objectContaining({ name: 'ClaimError', fault: 'unsupported-architecture' });

describe('parameters from a config alone', () => {
  it.each(PUBLISHED.map((one) => [one.name, one] as const))('of %s are those published, each one', (_, one) => {
    expect(countParameters(shapeOf(one.config)).total).toBe(one.total);
  });

  it('covers every family', () => {
    expect(new Set(PUBLISHED.map(({ config }) => config['model_type']))).toEqual(new Set(SUPPORTED));
    expect(PUBLISHED.length).toBeGreaterThanOrEqual(12);
  });

  it.each(PUBLISHED.filter(({ active }) => active !== undefined).map((one) => [one.name, one] as const))(
    'finds the active parameters that the makers of %s say',
    (_, { config, active = 0 }) => {
      const count = countParameters(shapeOf(config));
      // Makers count with or without the input embedding, and round.
      const error = Math.min(...[count.active, count.activeWithoutInput].map((one) => Math.abs(one / active - 1)));
      expect(error).toBeLessThan(0.025);
    },
  );

  it('of DeepSeek-V3 are 671.03 billion, 37.55 active with both embeddings and 36.62 without the first', () => {
    const count = countParameters(shape('DeepSeek-V3'));
    expect(count.total / 1e9).toBeCloseTo(671.03, 2);
    expect(count.active / 1e9).toBeCloseTo(37.55, 2);
    expect(Math.abs(count.activeWithoutInput / 1e9 - 36.62)).toBeLessThan(0.01);
    // README_WEIGHTS of the model: 11.5 billion of its own for multi-token prediction.
    expect(Math.abs(count.prediction.total / 1e9 - 11.5)).toBeLessThan(0.15);
    expect(count.nonExpert + count.experts).toBe(count.total);
  });

  it.each([
    ['DeepSeek-V3', 70_272],
    ['Llama 3.1 405B', 516_096],
    ['Llama 3.1 70B', 327_680],
  ])('gives the cache of %s: %d bytes a token', (name, bytes) => {
    expect(cachePerToken(shape(name), 2)).toBe(bytes);
  });

  it('counts decoding attention: for absorbed MLA more than the matrices', () => {
    const [v3, context] = [shape('DeepSeek-V3'), 4989];
    expect(decodeAttention(v3, context) / 1e9).toBeCloseTo(84.8, 1);
    expect(decodeAttention(v3, context)).toBeGreaterThan(2 * 37e9);
    expect(decodeAttention(shape('Llama 3.1 70B'), 5000)).toBe(4 * 8192 * 5000 * 80);
  });

  it('refuses what it cannot count', () => {
    const { config } = published('Mistral 7B');
    for (const change of [
      { model_type: 'mamba' },
      { model_type: 'constructor' },
      { model_type: 7 },
      { hidden_size: -1 },
      { hidden_size: 1e300 },
      { hidden_size: 4096.5 },
      { hidden_size: '4096' },
      { num_hidden_layers: undefined },
      { attention_bias: 'yes' },
    ]) {
      expect(() => shapeOf({ ...config, ...change }), JSON.stringify(change)).toThrow(fault);
    }
    const opt = published('OPT 125M').config;
    expect(() => shapeOf({ ...opt, word_embed_proj_dim: 512 })).toThrow(fault);
    expect(() => shapeOf({ ...opt, do_layer_norm_before: false })).toThrow(fault);
    const qwen = published('Qwen3 30B-A3B').config;
    expect(() => shapeOf({ ...qwen, mlp_only_layers: Array.from({ length: 1000 }, () => 1) })).toThrow(fault);
  });

  it('counts what sees in the total alone, and refuses what it does not know of it', () => {
    const { config } = published('Gemma 3 27B');
    const count = countParameters(shapeOf(config));
    expect(count.nonExpert + count.experts + count.seeing).toBe(count.total);
    expect(count.active).toBe(count.total - count.seeing);
    // A model card of SigLIP So400m: 0.4 billion.
    expect(count.seeing / 1e9).toBeCloseTo(0.42, 1);
    const vision = config['vision_config'] as object;
    for (const change of [
      { vision_config: undefined },
      { vision_config: 'siglip' },
      { vision_config: { ...vision, vision_use_head: true } },
      { vision_config: { ...vision, image_size: 1e300 } },
      { text_config: [] },
      { text_config: { ...(config['text_config'] as object), model_type: 'mamba' } },
    ]) {
      expect(() => shapeOf({ ...config, ...change }), JSON.stringify(change)).toThrow(fault);
    }
  });

  it('counts the layers that a mixture leaves dense', () => {
    const { config } = published('Qwen3 30B-A3B');
    const every = countParameters(shapeOf(config));
    const some = countParameters(shapeOf({ ...config, mlp_only_layers: [0, 1] }));
    const one = (every.experts - some.experts) / 2;
    expect(one).toBe(128 * 3 * 2048 * 768);
    expect(every.total - some.total).toBe(2 * (one + 2048 * 128 - 3 * 2048 * 6144));
    const half = countParameters(shapeOf({ ...config, decoder_sparse_step: 2 }));
    expect(half.experts).toBe(every.experts / 2);
  });
});
