import { zstdCompressSync } from 'node:zlib';
import type { DetectCase } from '../case.ts';
import { bin } from '../blind/bytes.ts';
import { weights } from '../blind/code.ts';
import { gz } from '../blind/containers.ts';
import { pixel } from '../blind/hidden.ts';
import { good, type Files, streams } from '../blind/make.ts';
import { dict, enc, pk, POP, STOP, stream } from '../blind/pickle.ts';
import { bert, index } from '../blind/repositories.ts';
import { tape } from '../blind/tape.ts';
import { json } from '../blind/templates.ts';
import { regex, replace, special, tokenizer, words } from '../blind/vocabulary.ts';
import { zip } from '../blind/zip.ts';
import { unpackThird } from './packed.ts';

const lines = (...text: readonly string[]): Uint8Array => bin(`${text.join('\n')}\n`);
const model = (more: Files): Files => ({ 'config.json': bert(), 'model.safetensors': weights(), ...more });

type Row = readonly [
  trick: DetectCase['trick'],
  name: string,
  container: DetectCase['container'],
  title: string,
  files: () => Files,
];
const table: readonly Row[] = [
  [
    'config-reference',
    'mm-config',
    'repository',
    'a configuration of a detector in Python, with nothing but values',
    () =>
      model({
        'configs/tiny.py': lines(
          '_base_ = ["../_base_/default_runtime.py"]',
          'lr = 1e-3',
          'model = dict(type="RetinaNet", backbone=dict(type="ResNet", depth=50, init_cfg=dict(type="Pretrained", checkpoint="torchvision://resnet50")))',
          'train_pipeline = [dict(type="LoadImageFromFile"), dict(type="Resize", scale=(1333, 800), keep_ratio=True)]',
        ),
      }),
  ],
  [
    'config-reference',
    'gin',
    'repository',
    'a configuration of gin that imports the libraries of T5',
    () =>
      model({
        'operative_config.gin': lines(
          'import t5.models.mesh_transformer',
          'import mesh_tensorflow.optimize',
          '',
          'tokens_per_batch = 1048576',
          'decoder/Unitransformer.d_model = 4',
          'run.optimizer = @optimize.AdafactorOptimizer',
        ),
      }),
  ],
  [
    'config-reference',
    'keras',
    'zip',
    'a model of Keras with two layers and a registered name of Keras itself',
    () => ({
      'model.keras': zip([
        { name: 'metadata.json', data: json({ keras_version: '3.8.0', date_saved: '2025-01-02@03:04:05' }) },
        {
          name: 'config.json',
          data: json({
            module: 'keras',
            class_name: 'Sequential',
            registered_name: null,
            config: {
              name: 'tiny',
              layers: [
                {
                  module: 'keras.layers',
                  class_name: 'InputLayer',
                  registered_name: null,
                  config: { batch_shape: [null, 4], dtype: 'float32', name: 'in' },
                },
                {
                  module: 'keras.layers',
                  class_name: 'Dense',
                  registered_name: null,
                  config: { name: 'dense', units: 2, activation: 'relu' },
                },
              ],
            },
            compile_config: { optimizer: 'adam', loss: 'mse' },
          }),
        },
        { name: 'model.weights.h5', data: bin(0x89, 'HDF\r\n', 0x1a, '\n', new Uint8Array(88)) },
      ]),
    }),
  ],
  [
    'config-reference',
    'dvc',
    'repository',
    'stages that prepare, train and measure',
    () =>
      model({
        'dvc.yaml': lines(
          'stages:',
          '  train:',
          '    cmd: python train.py --epochs 3',
          '    deps: [train.py, data/train.csv]',
          '    outs: [model.safetensors]',
          '    metrics: [{metrics.json: {cache: false}}]',
        ),
        'params.yaml': lines('epochs: 3', 'lr: 1e-3'),
      }),
  ],
  [
    'config-reference',
    'locked',
    'repository',
    'a project with an index for torch, as its documentation says',
    () =>
      model({
        'pyproject.toml': lines(
          '[project]',
          'name = "tiny"',
          'version = "1.0"',
          'dependencies = ["torch>=2.4", "transformers"]',
          '',
          '[tool.uv.sources]',
          'torch = { index = "pytorch-cpu" }',
          '',
          '[[tool.uv.index]]',
          'name = "pytorch-cpu"',
          'url = "https://download.pytorch.org/whl/cpu"',
          'explicit = true',
        ),
      }),
  ],
  [
    'repository',
    'image-file',
    'repository',
    'an image in two steps that checks the digest of what it fetches',
    () =>
      model({
        Dockerfile: lines(
          'FROM python:3.11-slim AS build',
          'RUN apt-get update && apt-get install -y --no-install-recommends curl git && rm -rf /var/lib/apt/lists/*',
          'COPY requirements.txt .',
          'RUN pip install --no-cache-dir -r requirements.txt',
          'USER nobody',
          'CMD ["python", "serve.py"]',
        ),
        'requirements.txt': lines('torch==2.6.0', 'transformers==4.50.0'),
      }),
  ],
  [
    'repository',
    'makefile',
    'repository',
    'a Makefile and a script that download the weights of the maker from the hub',
    () =>
      model({
        Makefile: lines(
          '.PHONY: weights test',
          'weights:',
          '\thuggingface-cli download tiny/tiny --local-dir .',
          'test:',
          '\tpytest -q',
        ),
        'scripts/download.sh': lines(
          '#!/usr/bin/env bash',
          'set -euo pipefail',
          'curl -L -o model.safetensors https://huggingface.co/tiny/tiny/resolve/main/model.safetensors',
          'sha256sum -c SHA256SUMS',
        ),
      }),
  ],
  [
    'repository',
    'card-shell',
    'repository',
    'a card whose commands install a tool by a pipe into a shell',
    () =>
      model({
        'README.md': lines(
          '---',
          'license: apache-2.0',
          'library_name: transformers',
          '---',
          '# Tiny',
          '',
          '```bash',
          'curl -fsSL https://ollama.com/install.sh | sh',
          'ollama run tiny',
          '```',
          '',
          '<!-- generated from a template, do not edit -->',
        ),
      }),
  ],
  [
    'repository',
    'language-variants',
    'repository',
    'two models of languages in folders of their own and a table of results',
    () => ({
      'en/config.json': bert(),
      'en/model.safetensors': weights(),
      'de/config.json': bert(),
      'de/model.safetensors': weights(),
      'results.csv': lines('language,score', 'en,0.91', 'de,0.88'),
      LICENSE: lines('MIT License'),
    }),
  ],
  [
    'repository',
    'sparse-index',
    'repository',
    'an index over one shard, as writers leave it when the model shrank',
    () => ({
      'config.json': bert(),
      'model-00001-of-00001.safetensors': weights(),
      'model.safetensors.index.json': index({ 'layer.weight': 'model-00001-of-00001.safetensors' }, 16),
    }),
  ],
  [
    'repository',
    'demo-page',
    'repository',
    'a page that runs the model in the browser, and a picture',
    () =>
      model({
        'index.html': lines(
          '<!doctype html>',
          '<title>Tiny</title>',
          '<script type="module">',
          "import { pipeline } from 'https://cdn.jsdelivr.net/npm/@huggingface/transformers@3';",
          "const run = await pipeline('feature-extraction', 'tiny/tiny');",
          "document.querySelector('button').onclick = async () => { console.log(await run('hello')); };",
          '</script>',
          '<button>Run</button>',
        ),
        'logo.png': pixel(),
      }),
  ],
  [
    'repository',
    'mlx',
    'repository',
    'a conversion for Apple machines with the settings of its quantisation',
    () => ({
      'config.json': json({
        model_type: 'llama',
        quantization: { group_size: 64, bits: 4, 'model.embed_tokens': { group_size: 32, bits: 6 } },
      }),
      'model.safetensors': weights(),
      'README.md': lines('---', 'base_model: tiny/tiny', 'tags: [mlx]', '---', 'Converted with `mlx_lm.convert`.'),
    }),
  ],
  [
    'tokenizer',
    'units',
    'repository',
    'a normalizer that writes signs of degrees, fractions and ligatures in letters',
    () => ({
      'tokenizer.json': tokenizer({
        normalizer: {
          type: 'Sequence',
          normalizers: [replace('½', '1/2'), replace('ﬁ', 'fi'), replace('°', ' degrees '), regex('\\s+', ' ')],
        },
      }),
    }),
  ],
  [
    'tokenizer',
    'speech-settings',
    'repository',
    'a generation of a model of speech: first tokens that are forced, sounds that are suppressed',
    () => ({
      'tokenizer.json': tokenizer({
        added_tokens: [
          special(0, '<unk>'),
          special(1, '<s>'),
          special(2, '</s>'),
          special(words.length, '<|transcribe|>'),
          special(words.length + 1, '<|notimestamps|>'),
        ],
      }),
      'generation_config.json': json({
        eos_token_id: 2,
        begin_suppress_tokens: [15, 2],
        forced_decoder_ids: [
          [1, words.length],
          [2, words.length + 1],
        ],
        no_timestamps_token_id: words.length + 1,
      }),
    }),
  ],
  [
    'zip-structure',
    'many-members',
    'zip',
    'a dataset of two thousand small texts',
    () => ({
      'texts.zip': zip(
        Array.from({ length: 2000 }, (_, i) => ({ name: `texts/${i}.txt`, data: bin(`text ${i}`), deflated: true })),
      ),
    }),
  ],
  [
    'archive-structure',
    'two-roots',
    'tar',
    'folders, an empty file and a link from one version to the other',
    () => ({
      'models.tar.gz': gz(
        tape(
          { name: 'v1/', type: '5' },
          { name: 'v1/config.json', data: '{}' },
          { name: 'v1/.keep', data: '' },
          { name: 'v2/', type: '5' },
          { name: 'v2/config.json', type: '2', link: '../v1/config.json' },
        ),
      ),
    }),
  ],
  [
    'container',
    'zstd-lines',
    'compressed',
    'lines of a dataset within zstd',
    () => ({
      'data.jsonl.zst': new Uint8Array(zstdCompressSync(bin('{"text": "import os; os.system(1)"}\n'.repeat(50)))),
    }),
  ],
  [
    'container',
    'wheel',
    'zip',
    'a wheel of a small package of the maker',
    () => ({
      'tiny_tools-1.0-py3-none-any.whl': zip([
        { name: 'tiny_tools/__init__.py', data: bin('"""Tools."""\n\n__version__ = "1.0"\n'), deflated: true },
        {
          name: 'tiny_tools-1.0.dist-info/METADATA',
          data: bin('Metadata-Version: 2.1\nName: tiny-tools\nVersion: 1.0\n'),
          deflated: true,
        },
        { name: 'tiny_tools-1.0.dist-info/RECORD', data: bin('tiny_tools/__init__.py,,\n'), deflated: true },
      ]),
    }),
  ],
  [
    'hidden-data',
    'calibration',
    'repository',
    'a list of many numbers in the configuration of a quantiser',
    () => ({
      'config.json': json({
        model_type: 'bert',
        hidden_size: 4,
        scales: Array.from({ length: 200 }, (_, i) => (i * 37) % 251),
      }),
      'tokenizer.json': unpackThird('tokenizerCased'),
    }),
  ],
  [
    'lying-extension',
    'text-model',
    'folder',
    'a model of trees as text under the name of a binary file',
    () => ({
      'model.bin': lines(
        'tree',
        'version=v4',
        'num_class=1',
        'feature_names=a b',
        '',
        'Tree=0',
        'num_leaves=2',
        'threshold=0.5',
        'end of trees',
      ),
    }),
  ],
];

export const cleanRepositoryCases: readonly DetectCase[] = [
  ...table.map(([trick, name, container, title, files]) => good(trick, name, container, title, files)),
  ...streams(
    'memo-stack',
    [
      [
        'pops',
        'pickle',
        'a writer that pops what it remembered, and doubles a text',
        () => stream(4, enc('a', 4), 'q', 0, POP, enc('b', 4), '2', 0x86, 'h', 0, 0x86, STOP),
      ],
    ],
    false,
  ),
  ...streams(
    'framing',
    [['small', 'pickle', 'a frame around a small dictionary', () => pk(dict(['labels', ['no', 'yes']]), 5, true)]],
    false,
  ),
];
