import { describe, expect, it } from 'vitest';
import { resolveLimits } from '../../core/limits.ts';
import { claimRules } from '../../claims/rules.ts';
import { writeGguf } from '../../formats/gguf/write.fixture.ts';
import { writeSafetensors } from '../../formats/safetensors/write.fixture.ts';
import { memorySource } from '../../sources/byte-source.ts';
import { surveySource } from '../../survey/file.ts';
import { examineClaims } from './examine.ts';
import { ClaimsIntake } from './intake.ts';

const LIMITS = resolveLimits();
type Files = Readonly<Record<string, string | Uint8Array>>;

async function examined(files: Files, limits = LIMITS, order: (paths: string[]) => string[] = (paths) => paths) {
  const intake = new ClaimsIntake();
  for (const path of order(Object.keys(files))) {
    const content = files[path] ?? '';
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    intake.add(await surveySource(memorySource(path, bytes), path, limits));
  }
  return examineClaims(intake);
}

const CONFIG = {
  model_type: 'llama',
  hidden_size: 8,
  intermediate_size: 16,
  num_hidden_layers: 1,
  num_attention_heads: 2,
  vocab_size: 100,
  tie_word_embeddings: true,
};
const config = (over: object = {}): string => JSON.stringify({ ...CONFIG, ...over });

const TENSORS: Readonly<Record<string, readonly number[]>> = {
  'model.embed_tokens.weight': [100, 8],
  'model.norm.weight': [8],
  'model.layers.0.input_layernorm.weight': [8],
  'model.layers.0.post_attention_layernorm.weight': [8],
  ...Object.fromEntries(['q', 'k', 'v', 'o'].map((one) => [`model.layers.0.self_attn.${one}_proj.weight`, [8, 8]])),
  ...Object.fromEntries(['gate', 'up', 'down'].map((one) => [`model.layers.0.mlp.${one}_proj.weight`, [16, 8]])),
};
/** 1,464 parameters. */
const TOTAL = 1_464;

const weights = (more: Readonly<Record<string, readonly number[]>> = {}): Uint8Array =>
  writeSafetensors({
    tensors: Object.entries({ ...TENSORS, ...more }).map(([name, shape]) => ({
      name,
      dtype: 'F16',
      shape,
      bytes: 2 * shape.reduce((product, dim) => product * dim, 1),
    })),
  });

const MODEL: Files = { 'config.json': config(), 'model.safetensors': weights() };
const rulesOf = ({ findings }: { findings: readonly { rule: string; severity: string }[] }): string[] =>
  findings.map(({ rule, severity }) => `${rule} ${severity}`);

describe('the examination of claims', () => {
  it('counts by the config what the tensors hold, to the last parameter', async () => {
    const { examination, findings, measurements } = await examined(MODEL);
    expect(examination).toEqual({ id: 'claims', status: 'complete' });
    expect(findings).toEqual([]);
    const values = Object.fromEntries(measurements.map(({ id, value }) => [id, value]));
    expect(values).toEqual({
      'claims.parameters.total': TOTAL,
      'claims.parameters.active': TOTAL,
      'claims.parameters.embedding': 800,
      'claims.parameters.difference': 0,
    });
  });

  it('finds tensors that the config does not account for, by the size of the gap', async () => {
    expect(rulesOf(await examined({ ...MODEL, 'model.safetensors': weights({ 'extra.weight': [40, 8] }) }))).toEqual([
      'claims/config-and-weights-differ medium',
    ]);
    expect(rulesOf(await examined({ ...MODEL, 'model.safetensors': weights({ 'extra.weight': [4, 8] }) }))).toEqual([
      'claims/config-and-weights-differ low',
    ]);
    const tiny = await examined({ ...MODEL, 'model.safetensors': weights({ 'extra.weight': [8] }) });
    expect(rulesOf(tiny)).toEqual(['claims/config-and-weights-differ info']);
    expect(tiny.findings[0]?.message).toContain('8 more (0.55 %) have no explanation');
  });

  it('counts a model that sees by the configs within its own, and its tensors by what they are of', async () => {
    const { model_type: _, ...text } = CONFIG;
    const vision = { depth: 3, hidden_size: 4, intermediate_size: 6, patch_size: 2, out_hidden_size: 8 };
    const whole = {
      model_type: 'qwen2_5_vl',
      text_config: { model_type: 'qwen2_5_vl_text', ...text },
      vision_config: vision,
    };
    // Two layers of seeing past those of the text: no layers of the decoder.
    const block = (at: number) =>
      Object.fromEntries(
        Object.entries<readonly number[]>({
          'norm1.weight': [4],
          'norm2.weight': [4],
          'attn.qkv.weight': [12, 4],
          'attn.qkv.bias': [12],
          'attn.proj.weight': [4, 4],
          'attn.proj.bias': [4],
          ...Object.fromEntries(
            ['gate', 'up'].flatMap((one) => [
              [`mlp.${one}_proj.weight`, [6, 4]],
              [`mlp.${one}_proj.bias`, [6]],
            ]),
          ),
          'mlp.down_proj.weight': [4, 6],
          'mlp.down_proj.bias': [4],
        }).map(([name, dims]) => [`visual.blocks.${at}.${name}`, dims]),
      );
    const seeing = {
      'visual.patch_embed.proj.weight': [4, 3, 2, 2, 2],
      ...block(0),
      ...block(1),
      ...block(2),
      'visual.merger.ln_q.weight': [4],
      'visual.merger.mlp.0.weight': [16, 16],
      'visual.merger.mlp.0.bias': [16],
      'visual.merger.mlp.2.weight': [8, 16],
      'visual.merger.mlp.2.bias': [8],
    };
    const biases = Object.fromEntries(['q', 'k', 'v'].map((one) => [`model.layers.0.self_attn.${one}_proj.bias`, [8]]));
    const files = { 'config.json': JSON.stringify(whole), 'model.safetensors': weights({ ...biases, ...seeing }) };
    const { findings, measurements } = await examined(files);
    expect(findings).toEqual([]);
    const values = Object.fromEntries(measurements.map(({ id, value }) => [id, value]));
    expect(values['claims.parameters.difference']).toBe(0);
    expect(values['claims.parameters.active']).toBe(TOTAL + 24);
    expect(values['claims.parameters.seeing']).toBe((values['claims.parameters.total'] ?? 0) - TOTAL - 24);
    const less = await examined({ ...files, 'model.safetensors': weights(biases) });
    expect(rulesOf(less)).toEqual(['claims/config-and-weights-differ medium']);
  });

  it('counts a mixture in a GGUF file by its metadata, and holds it against its tensors', async () => {
    const gguf = (experts: number): Uint8Array =>
      writeGguf({
        metadata: [
          ['general.architecture', { type: 'string', value: 'qwen3moe' }],
          ...Object.entries({
            block_count: 1,
            embedding_length: 8,
            'attention.head_count': 2,
            'attention.head_count_kv': 2,
            'attention.key_length': 4,
            expert_count: 4,
            expert_used_count: 2,
            expert_feed_forward_length: 16,
            vocab_size: 100,
          }).map(([key, value]) => [`qwen3moe.${key}`, { type: 'u32', value }] as const),
        ],
        tensors: Object.entries({
          'token_embd.weight': [8, 100],
          'output.weight': [8, 100],
          'output_norm.weight': [8],
          'blk.0.attn_norm.weight': [8],
          'blk.0.ffn_norm.weight': [8],
          ...Object.fromEntries(['q', 'k', 'v', 'output'].map((one) => [`blk.0.attn_${one}.weight`, [8, 8]])),
          'blk.0.attn_q_norm.weight': [4],
          'blk.0.attn_k_norm.weight': [4],
          'blk.0.ffn_gate_inp.weight': [8, 4],
          'blk.0.ffn_gate_exps.weight': [8, 16, experts],
          'blk.0.ffn_up_exps.weight': [8, 16, experts],
          'blk.0.ffn_down_exps.weight': [16, 8, experts],
        }).map(([name, dims]) => ({ name, dims, type: 0 })),
      });
    const { findings, measurements } = await examined({ 'model.gguf': gguf(4) });
    expect(findings).toEqual([]);
    const values = Object.fromEntries(measurements.map(({ id, value }) => [id, value]));
    expect(values).toMatchObject({
      'claims.parameters.total': 3_456,
      'claims.parameters.active': 2_688,
      'claims.parameters.experts': 1_536,
      'claims.parameters.difference': 0,
    });
    expect(rulesOf(await examined({ 'model.gguf': gguf(5) }))).toEqual(['claims/config-and-weights-differ medium']);
  });

  it('says what it did not rebuild, never silent', async () => {
    const unknown = await examined({ ...MODEL, 'config.json': config({ model_type: 'novel' }) });
    expect(unknown.examination.reason).toContain('parameters were not rebuilt (parameters of novel cannot be counted)');
    expect((await examined({ 'model.safetensors': weights() })).examination.reason).toContain('has no config.json');
    const shard = await examined({ 'config.json': config(), 'model-00001-of-00002.safetensors': weights() });
    expect(shard.examination.reason).toContain('1 of 2 shards are there');
    expect(shard.findings).toEqual([]);
    expect((await examined({ 'notes.txt': 'x', 'README.md': '# A folder\n' })).examination.status).toBe('skipped');
  });

  it('holds the card against the counts', async () => {
    const card = async (text: string) => await examined({ ...MODEL, 'README.md': text });
    expect(rulesOf(await card('It has 1,464 parameters.'))).toEqual([]);
    const wrong = await card('---\nmodel_size: 7B\n---\n# A model\n');
    expect(rulesOf(wrong)).toEqual(['claims/card-size-differs medium']);
    expect(wrong.findings[0]?.location).toEqual({ kind: 'file', path: 'README.md', line: 2 });
    expect(rulesOf(await card('It has 1,800 parameters.'))).toEqual(['claims/card-size-differs low']);
    expect(rulesOf(await card('It outperforms a 70B parameter model.'))).toEqual([]);
    expect((await card('---\nmodel_size: 7B\n# never closed\n')).examination.reason).toContain('never closes');
  });

  it('computes what the card says of training, with its sentence and no legal advice', async () => {
    const text = 'It was trained on 15T tokens.\n\nIt took 100 H100 GPU hours, and training cost $5,000.';
    const { findings, measurements } = await examined({ ...MODEL, 'README.md': text });
    expect(findings.map(({ rule }) => rule)).toEqual(['claims/training-compute']);
    expect(findings[0]?.message).toContain('not legal advice');
    expect(findings[0]?.evidence[0]).toEqual({ label: 'sentence', text: 'It was trained on 15T tokens.' });
    const compute = measurements.find(({ id }) => id === 'claims.training-compute');
    expect(compute?.value).toBeCloseTo(6 * TOTAL * 15e12, -5);
    expect(measurements.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['claims.utilisation', 'claims.card.cost', 'claims.cost-by-rent']),
    );
    const hours = await examined({
      'config.json': config({
        hidden_size: 4096,
        intermediate_size: 11_008,
        num_hidden_layers: 32,
        vocab_size: 32_000,
      }),
      'README.md': 'It was trained on 15T tokens.\n\nIt took 100 H100 GPU hours.',
    });
    expect(rulesOf(hours)).toEqual(['claims/training-compute info', 'claims/utilisation-impossible low']);
  });

  it('holds what the card says of itself against itself, whatever lies beside it', async () => {
    const said = 'It has 7B parameters.\n\nIt was trained on 15T tokens.\n\nIt took 100 H100 GPU hours.';
    const spent = `${said}\n\nTraining cost $5.6M.`;
    const { findings, measurements } = await examined({ ...MODEL, 'README.md': spent });
    expect(rulesOf({ findings })).toEqual([
      'claims/card-size-differs medium',
      'claims/training-compute info',
      'claims/training-compute info',
      'claims/utilisation-impossible low',
      'claims/rent-implausible low',
    ]);
    const values = Object.fromEntries(measurements.map(({ id, value }) => [id, value]));
    expect(values['claims.training-compute']).toBeCloseTo(6 * TOTAL * 15e12, -5);
    expect(values['claims.training-compute.stated']).toBeCloseTo(6 * 7e9 * 15e12, -15);
    expect(values['claims.utilisation']).toBeLessThan(1e-3);
    expect(values['claims.utilisation.stated']).toBeGreaterThan(1_000);
    const impossible = findings.find(({ rule }) => rule === 'claims/utilisation-impossible');
    expect(impossible?.message).toContain('With 7B active parameters as the card says');
    expect(impossible?.message).toContain('By the other size it could be');
    expect(impossible?.evidence.map(({ text }) => text)).toContain('It has 7B parameters.');
    const rent = findings.find(({ rule }) => rule === 'claims/rent-implausible');
    expect(rent?.message).toMatch(/at least 5\d,\d{3} USD each: far above the 1\.7 to 4 USD/);
  });

  it('finds a cost that no rent pays for, with hours and without', async () => {
    const card = async (text: string) =>
      rulesOf(await examined({ 'config.json': config({ num_hidden_layers: 200_000_000 }), 'README.md': text })).filter(
        (rule) => !rule.startsWith('claims/training-compute'),
      );
    const low = 'claims/rent-implausible low';
    expect(await card('It was trained on 15T tokens.\n\nTraining cost $5,000.')).toEqual([low]);
    expect(await card('It was trained on 15T tokens.\n\nTraining cost $5M.')).toEqual([]);
    expect(await card('Training took 2.8M H800 GPU hours, and training cost $5,000.')).toEqual([low]);
    expect(await card('Training took 2.788M H800 GPU hours, and training cost $5.576M.')).toEqual([]);
    expect(await card('Training took over 2M H800 GPU hours, and training cost $5.576B.')).toEqual([]);
    expect(await card('Training took 2M H800 GPU hours, and training cost $5.576B.')).toEqual([low]);
  });

  it('takes a total for what a token meets of models without experts alone', async () => {
    const mixture = {
      ...CONFIG,
      model_type: 'mixtral',
      num_local_experts: 8,
      num_experts_per_tok: 2,
      tie_word_embeddings: false,
    };
    const files = { 'config.json': JSON.stringify(mixture) };
    const total = 'It has 7B parameters.\n\nIt was trained on 15T tokens.\n\nIt took 100 H100 GPU hours.';
    const only = await examined({ ...files, 'README.md': total });
    expect(rulesOf(only)).not.toContain('claims/utilisation-impossible low');
    expect(only.examination.reason).toContain('does not say how many parameters a token meets');
    const active = await examined({ ...files, 'README.md': `${total}\n\nOf these 1B activated.` });
    expect(rulesOf(active)).toContain('claims/utilisation-impossible low');
  });

  it('says where the card states no size that could be read', async () => {
    const reason = async (text: string) => (await examined({ ...MODEL, 'README.md': text })).examination.reason;
    expect(await reason('# A model\n\nIt is open.')).toContain('README.md states no size that could be read');
    expect(await reason('It outperforms a 70B parameter model.')).toContain('of other models');
    expect(await reason('It has 1,464 parameters.')).toBeUndefined();
  });

  it('compares the size in a shard index', async () => {
    const shards = { 'config.json': config(), 'model-00001-of-00001.safetensors': weights() };
    const index = (total: number): string =>
      JSON.stringify({
        metadata: { total_size: total },
        weight_map: Object.fromEntries(Object.keys(TENSORS).map((name) => [name, 'model-00001-of-00001.safetensors'])),
      });
    const at = 'model.safetensors.index.json';
    expect(rulesOf(await examined({ ...shards, [at]: index(2 * TOTAL) }))).toEqual([]);
    expect(rulesOf(await examined({ ...shards, [at]: index(TOTAL) }))).toEqual(['claims/index-size-differs low']);
  });

  it('gives the same whatever the order in which files come', async () => {
    const files = {
      ...MODEL,
      'a.safetensors': weights(),
      'README.md': 'It has 7B parameters.',
      'model_card.md': 'It has 8B parameters.',
    };
    const forth = await examined(files);
    const back = await examined(files, LIMITS, (paths) => paths.toReversed());
    expect(back).toEqual(forth);
    expect(forth.findings[0]?.message).toContain('7B');
  });

  it('does not let a card move a cursor, give a secret away or cost without bound', async () => {
    const escape = '\u001b[2J\u202e';
    const secret = `hf_${'aB3dE5gH7jK9mN1pQ3sT5vW7xY9zA1bC3d'}`;
    const sly = await examined({ ...MODEL, 'README.md': `${escape} ${secret} It has 7B parameters.` });
    const shown = JSON.stringify([sly.findings, sly.measurements]);
    expect(shown).toContain('7B');
    expect(shown).not.toContain(secret);
    expect(shown).not.toContain('\\u001b[2J');
    const long = await examined({ ...MODEL, 'README.md': 'It has 7B parameters. '.repeat(60_000) });
    expect(long.examination.status).toBe('partial');
    expect(long.findings.length).toBeLessThan(5);
    const hostile = await examined({
      ...MODEL,
      'config.json': `{"model_type":"llama","__proto__":{"hidden_size":8},"hidden_size":1e308,"num_hidden_layers":-1}`,
    });
    expect(hostile.examination.reason).toContain('not rebuilt');
  });

  it('has rules that explain themselves', () => {
    for (const { id, explanation, advice } of Object.values(claimRules)) {
      expect(id).toMatch(/^claims\/[a-z-]+$/);
      expect(explanation.length).toBeGreaterThan(100);
      expect(advice).toMatch(/\.$/);
    }
  });
});
