import { describe, expect, it } from 'vitest';
import { resolveLimits } from '../core/limits.ts';
import type { Loader, LoadingRow } from '../dossier/loading.ts';
import { writeGguf } from '../formats/gguf/write.fixture.ts';
import { bytesOf, callPickle, op } from '../formats/pickle/assemble.fixture.ts';
import { writeSafetensors } from '../formats/safetensors/write.fixture.ts';
import { writeShardIndex } from '../formats/shard-index/write.fixture.ts';
import { torchMembers, writeZip } from '../formats/zip/write.fixture.ts';
import { memorySource } from '../sources/byte-source.ts';
import { surveySource } from '../survey/file.ts';
import { type CodeReference, factsOf } from './facts.ts';
import { loadingOf } from './loading.ts';

const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const tensors = writeSafetensors({ tensors: [{ name: 'w', dtype: 'F32', shape: [2], bytes: 8 }] });
const checkpoint = (pickle: Uint8Array): Uint8Array => writeZip({ members: torchMembers(pickle) });
const plain = checkpoint(
  bytesOf(op.proto(2), op.global('collections', 'OrderedDict'), op.emptyTuple, op.reduce, op.stop),
);
const hostile = checkpoint(callPickle('os', 'system', 'echo harmless'));
const config = text('{"architectures": ["LlamaForCausalLM"]}');

async function rows(files: Record<string, Uint8Array>, references?: readonly CodeReference[]): Promise<LoadingRow[]> {
  const surveyed = Object.entries(files).map(([path, bytes]) =>
    surveySource(memorySource(path, bytes), path, resolveLimits()),
  );
  return loadingOf((await Promise.all(surveyed)).map(factsOf), references);
}
const rowOf = async (loader: Loader, files: Record<string, Uint8Array>, references?: readonly CodeReference[]) =>
  (await rows(files, references)).find((row) => row.loader === loader);

describe('transformers', () => {
  it('takes safetensors before a pickle, and a whole file before shards', async () => {
    const row = await rowOf('transformers', {
      'config.json': config,
      'model.safetensors': tensors,
      'pytorch_model.bin': hostile,
      'tokenizer.json': text('{"version": "1.0"}'),
    });
    expect(row?.files).toEqual(['model.safetensors', 'config.json', 'tokenizer.json']);
    expect(row?.runs).toEqual([]);
    expect(row?.note).toContain('use_safetensors=False');
  });

  it('follows an index, and counts what is missing', async () => {
    const index = writeShardIndex({
      map: [
        ['w', 'model-00001-of-00002.safetensors'],
        ['x', 'model-00002-of-00002.safetensors'],
      ],
    });
    const row = await rowOf('transformers', {
      'config.json': config,
      'model.safetensors.index.json': index,
      'model-00001-of-00002.safetensors': tensors,
    });
    expect(row?.files).toHaveLength(4);
    expect(row?.note).toBe('1 of its shards are not here.');
  });

  it('says what a pickle runs, and under which flag', async () => {
    const row = await rowOf('transformers', { 'config.json': config, 'pytorch_model.bin': hostile });
    expect(row?.runs).toEqual([
      expect.objectContaining({
        what: 'pickle: os.system',
        under: 'weights_only=False, or PyTorch before 2.6',
        byDefault: false,
      }),
    ]);
    expect(row?.note).toContain('refuses it by default');
    expect((await rowOf('transformers', { 'config.json': config, 'pytorch_model.bin': plain }))?.note).toBeUndefined();
  });

  it('names code by its reference where that is known, by custom where not', async () => {
    const files = { 'config.json': config, 'model.safetensors': tensors, 'modeling_mine.py': text('import torch\n') };
    const guessed = await rowOf('transformers', files);
    expect(guessed?.runs[0]).toMatchObject({ files: ['modeling_mine.py'], under: 'trust_remote_code=True' });
    const references = [
      { path: 'config.json', key: 'AutoModel', reference: 'modeling_mine.Mine' },
      { path: 'config.json', key: 'AutoConfig', reference: 'other/repo--configuration_x.X' },
      { path: 'elsewhere/config.json', key: 'AutoModel', reference: 'not_here.Y' },
    ];
    const known = await rowOf('transformers', files, references);
    expect(known?.runs[0]?.files).toEqual(['modeling_mine.py', 'other/repo: configuration_x.py']);
    expect((await rowOf('transformers', files, []))?.runs).toEqual([]);
  });

  it('prefers the template of its own file', async () => {
    const row = await rowOf('transformers', {
      'config.json': config,
      'model.safetensors': tensors,
      'chat_template.jinja': text('{{ messages }}'),
      'tokenizer_config.json': text('{"chat_template": "{{ messages }}"}'),
    });
    expect(row?.runs).toEqual([expect.objectContaining({ files: ['chat_template.jinja'], byDefault: true })]);
  });
});

describe('the others', () => {
  it('vLLM: consolidated before model, safetensors before pickles, no training leftovers', async () => {
    const both = await rowOf('vllm', {
      'config.json': config,
      'model.safetensors': tensors,
      'consolidated.safetensors': tensors,
    });
    expect(both?.files).toEqual(['consolidated.safetensors', 'config.json']);
    const pickled = await rowOf('vllm', {
      'config.json': config,
      'pytorch_model.bin': plain,
      'training_args.bin': hostile,
    });
    expect(pickled?.files).toEqual(['pytorch_model.bin', 'config.json']);
    const leftovers = await rowOf('vllm', { 'config.json': config, 'training_args.bin': hostile });
    expect(leftovers).toMatchObject({ runs: [], note: 'No weights under the names that it looks for.' });
  });

  it('llama.cpp: GGUF alone, with its own template', async () => {
    const gguf = writeGguf({
      metadata: [['tokenizer.chat_template', { type: 'string', value: '{{ messages }}' }]],
      tensors: [],
    });
    const row = await rowOf('llama.cpp', { 'model.gguf': gguf, 'fake.gguf': hostile, 'model.safetensors': tensors });
    expect(row?.files).toEqual(['fake.gguf', 'model.gguf']);
    expect(row?.runs).toEqual([expect.objectContaining({ files: ['model.gguf'], byDefault: true })]);
    expect(row?.note).toBe('It refuses what is not GGUF: fake.gguf.');
  });

  it('torch.load and pickle.load: what each would run', async () => {
    const files = { 'a.pt': hostile, 'b.pt': plain, 'c.pkl': callPickle('os', 'system', 'echo harmless') };
    expect(await rowOf('torch.load', files)).toMatchObject({
      files: ['a.pt', 'b.pt'],
      note: 'By default it refuses a.pt.',
    });
    expect(await rowOf('pickle.load', files)).toMatchObject({
      files: ['c.pkl'],
      runs: [{ what: 'pickle: os.system', under: 'there is no flag against it', byDefault: true }],
    });
  });

  it('an adapter, and a pipeline with its parts', async () => {
    expect(
      await rowOf('peft', {
        'adapter_config.json': text('{"peft_type": "LORA"}'),
        'adapter_model.safetensors': tensors,
      }),
    ).toMatchObject({
      files: ['adapter_model.safetensors', 'adapter_config.json'],
    });
    const all = await rows({
      'model_index.json': text('{}'),
      'unet/config.json': config,
      'unet/diffusion_pytorch_model.safetensors': tensors,
      'unet/diffusion_pytorch_model.bin': plain,
      'text_encoder/config.json': config,
      'text_encoder/pytorch_model.bin': plain,
    });
    expect(all.map(({ loader }) => loader)).toEqual(['diffusers', 'torch.load', 'torch.load']);
    expect(all[0]?.files).toEqual([
      'model_index.json',
      'text_encoder/pytorch_model.bin',
      'unet/diffusion_pytorch_model.safetensors',
    ]);
  });

  it('nothing for a subject that no program loads', async () => {
    expect(await rows({ 'README.md': text('# Hello\n'), 'data.csv': text('a,b\n') })).toEqual([]);
  });
});
