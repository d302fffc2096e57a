import { writeAdapterConfig } from '../../../src/formats/adapter-config/write.fixture.ts';
import { PROGRAMS } from '../../../src/formats/executable/write.fixture.ts';
import { writeGguf } from '../../../src/formats/gguf/write.fixture.ts';
import { writeLfsPointer } from '../../../src/formats/lfs-pointer/write.fixture.ts';
import { op } from '../../../src/formats/pickle/assemble.fixture.ts';
import { writeSafetensors } from '../../../src/formats/safetensors/write.fixture.ts';
import { writeShardIndex } from '../../../src/formats/shard-index/write.fixture.ts';
import type { DetectCase } from '../case.ts';
import { type Files, innocent, program2, stateDict, text, torchZip } from './make.ts';
import { bpe, json, unigram, wordPiece } from './tokenizers.ts';

const { files } = innocent('repository');
const repository = (name: string, title: string, build: () => Files): DetectCase =>
  files('repository', name, title, build);
const tensors = (...names: readonly string[]): Uint8Array =>
  writeSafetensors({
    tensors: names.map((name) => ({ name, dtype: 'F32', shape: [2], bytes: 8 })),
    metadata: { format: 'pt' },
  });
const checkpoint = (): Uint8Array => torchZip(program2(stateDict()));
const config = (architecture: string, more: Record<string, unknown> = {}): Uint8Array =>
  json({
    architectures: [architecture],
    hidden_size: 64,
    torch_dtype: 'bfloat16',
    transformers_version: '4.46.0',
    vocab_size: 1024,
    ...more,
  });
const CARD = [
  '---\nlicense: apache-2.0\ntags:\n- text-generation\n---\n# A model\n',
  '```python\nfrom transformers import AutoModel\nmodel = AutoModel.from_pretrained("org/name", token="hf_...")\n```\n',
  '```sh\nexport HF_TOKEN=hf_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\nexport OPENAI_API_KEY=sk-your-key-here\nhuggingface-cli login --token $HF_TOKEN\n```\n',
  'MD5 9e107d9d372bb6826bd81d3542a419d6, SHA-256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855.\n',
].join('\n');
const ATTRIBUTES = '*.safetensors filter=lfs diff=lfs merge=lfs -text\n*.bin filter=lfs diff=lfs merge=lfs -text\n';

/** Ordinary repositories of different make. */
export const harmlessRepositoryCases: readonly DetectCase[] = [
  repository('sharded-llm', 'A sharded model with its tokenizer, as transformers saves it', () => ({
    '.gitattributes': text(ATTRIBUTES),
    'README.md': text(CARD),
    'config.json': config('LlamaForCausalLM'),
    'generation_config.json': json({ bos_token_id: 0, eos_token_id: [1, 2], temperature: 0.6 }),
    'model.safetensors.index.json': writeShardIndex({
      totalSize: 16,
      map: [
        ['a', 'model-00001-of-00002.safetensors'],
        ['b', 'model-00002-of-00002.safetensors'],
      ],
    }),
    'model-00001-of-00002.safetensors': tensors('a'),
    'model-00002-of-00002.safetensors': tensors('b'),
    'tokenizer.json': bpe(),
    'special_tokens_map.json': json({ bos_token: '<|begin|>', eos_token: '<|end|>' }),
    LICENSE: text('Apache License, Version 2.0\n'),
  })),
  repository('bert-twice', 'A BERT as safetensors and as a pickle, of 2021', () => ({
    'config.json': config('BertForMaskedLM'),
    'model.safetensors': tensors('layer.weight', 'layer.bias'),
    'pytorch_model.bin': checkpoint(),
    ...wordPiece(),
  })),
  repository('pickle-only', 'A model that is a pickle alone', () => ({
    'config.json': config('GPT2LMHeadModel'),
    'pytorch_model.bin': checkpoint(),
    'tokenizer.json': bpe(),
  })),
  repository('sharded-pickles', 'Pickles in shards with their index', () => ({
    'config.json': config('OPTForCausalLM'),
    'pytorch_model.bin.index.json': writeShardIndex({
      map: [
        ['layer.weight', 'pytorch_model-00001-of-00002.bin'],
        ['layer.bias', 'pytorch_model-00002-of-00002.bin'],
      ],
    }),
    'pytorch_model-00001-of-00002.bin': checkpoint(),
    'pytorch_model-00002-of-00002.bin': checkpoint(),
  })),
  repository('mistral', 'Weights under two names, as Mistral publishes them', () => ({
    'config.json': config('MistralForCausalLM'),
    'params.json': json({ dim: 64, n_layers: 2 }),
    'consolidated.safetensors': tensors('tok_embeddings.weight'),
    'model.safetensors': tensors('model.embed_tokens.weight'),
    'tokenizer.json': bpe(),
  })),
  repository('gguf', 'Quantised files with a card', () => ({
    'README.md': text(`${CARD}\n\`\`\`sh\n./llama-cli -m model-Q4_K_M.gguf -p "Hi" --jinja\n\`\`\`\n`),
    'model-Q4_K_M.gguf': writeGguf({
      metadata: [['general.architecture', { type: 'string', value: 'llama' }]],
      tensors: [{ name: 'a', dims: [32], type: 0 }],
    }),
  })),
  repository('diffusers', 'A pipeline of several models', () => ({
    'model_index.json': json({ _class_name: 'StableDiffusionPipeline', unet: ['diffusers', 'UNet2DConditionModel'] }),
    'unet/config.json': json({ _class_name: 'UNet2DConditionModel' }),
    'unet/diffusion_pytorch_model.safetensors': tensors('conv_in.weight'),
    'unet/diffusion_pytorch_model.bin': checkpoint(),
    'text_encoder/model.safetensors': tensors('text_model.weight'),
    'tokenizer/vocab.json': json({ '<|startoftext|>': 0, 'a</w>': 1 }),
    'tokenizer/merges.txt': text('#version: 0.2\ni n\nt h\n'),
    'scheduler/scheduler_config.json': json({ _class_name: 'PNDMScheduler' }),
  })),
  repository('adapter', 'An adapter with what training left', () => ({
    'adapter_config.json': writeAdapterConfig([
      ['base_model_name_or_path', 'org/base'],
      ['peft_type', 'LORA'],
      ['r', 8],
    ]),
    'adapter_model.safetensors': tensors('base_model.model.q_proj.lora_A.weight'),
    'adapter_model.bin': checkpoint(),
    'trainer_state.json': json({ global_step: 100, log_history: [{ loss: 1.2, step: 10 }] }),
    'training.log': text(
      'wandb: Run data is saved locally in wandb/run-20240101_000000-3f9a\nwandb: https://wandb.ai/org/p/runs/3f9ac012\n{"loss": 1.2}\n',
    ),
  })),
  repository('embeddings', 'A model for sentence-transformers', () => ({
    'modules.json': json([{ idx: 0, name: '0', path: '', type: 'sentence_transformers.models.Transformer' }]),
    'config.json': config('XLMRobertaModel'),
    'model.safetensors': tensors('embeddings.word_embeddings.weight'),
    'tokenizer.json': unigram(),
    '1_Pooling/config.json': json({ word_embedding_dimension: 64, pooling_mode_mean_tokens: true }),
  })),
  repository('training-code', 'A repository with the scripts that trained it', () => ({
    'config.json': config('LlamaForCausalLM'),
    'model.safetensors': tensors('a'),
    'train.py': text('#!/usr/bin/env python\nimport os\nimport torch\n\ntoken = os.environ["HF_TOKEN"]\n'),
    'run.sh': PROGRAMS.script(),
    'scripts/setup.bat': text('@echo off\r\npip install -r requirements.txt\r\n'),
    'requirements.txt': text('torch>=2.6\ntransformers\n'),
    Dockerfile: text('FROM python:3.12\nENV HF_HOME=/cache\nCMD ["python", "train.py"]\n'),
    Makefile: text('all:\n\tpython train.py\n'),
    '.env.example': text(
      'HF_TOKEN=your_token_here\nWANDB_API_KEY=<your key>\nDATABASE_URL=postgres://user:password@localhost:5432/db\n',
    ),
  })),
  repository('custom-code', 'A model with its own Python, and what Python left', () => ({
    'config.json': config('MineForCausalLM'),
    'modeling_mine.py': text('import torch\n\n\nclass MineForCausalLM(torch.nn.Module):\n    pass\n'),
    'model.safetensors': tensors('a'),
    '__pycache__/modeling_mine.cpython-312.pyc': PROGRAMS.pythonBytecode(),
  })),
  repository('cloned-without-lfs', 'A clone whose large files are pointers', () => ({
    '.gitattributes': text(ATTRIBUTES),
    'config.json': config('LlamaForCausalLM'),
    'model-00001-of-00002.safetensors': writeLfsPointer(),
    'model-00002-of-00002.safetensors': writeLfsPointer(4_915_916_176, 'a1'.repeat(32)),
    'model.safetensors.index.json': writeShardIndex({
      map: [
        ['a', 'model-00001-of-00002.safetensors'],
        ['b', 'model-00002-of-00002.safetensors'],
      ],
    }),
  })),
  repository('web', 'A model for the browser with its runtime', () => ({
    'config.json': config('BertModel'),
    'onnx/ort-wasm-simd.wasm': PROGRAMS.wasm(),
    'index.html': text('<!doctype html>\n<script type="module" src="app.js"></script>\n'),
    'app.js': text('import { pipeline } from "@huggingface/transformers";\n'),
  })),
  repository('notebook', 'A notebook with pictures and a login that asks', () => ({
    'demo.ipynb': json({
      cells: [
        {
          cell_type: 'code',
          source: ['from huggingface_hub import notebook_login\n', 'notebook_login()\n'],
          outputs: [{ data: { 'image/png': `iVBORw0KGgo${'AKIAx'.repeat(40)}hf_QWxsb3dlZA==` } }],
        },
      ],
    }),
  })),
  repository('data', 'Tables and lines of text', () => ({
    'data/train.jsonl': text('{"prompt": "Write an API key like AKIAIOSFODNN7EXAMPLE", "answer": "sk-1234567890"}\n'),
    'data/labels.csv': text('id,label\n1,not\n2,yes\n'),
    'vocab.txt': text('[PAD]\n[UNK]\nthe\nof\n'),
  })),
  repository('names', 'Names in several languages, with spaces and dots', () => ({
    'größe & länge.txt': text('1\n'),
    '模型说明.md': text('# 说明\n'),
    'модель v1.2 (final).json': json({ a: 1 }),
    'README.md': text('# One\n'),
    'readme.md': text('# Another\n'),
  })),
  repository('arguments', 'Pickled training arguments without a token', () => ({
    'training_args.bin': program2(
      op.emptyDict,
      op.mark,
      op.str('hub_token'),
      op.str('<HUB_TOKEN>'),
      op.str('output_dir'),
      op.str('./out'),
      op.setitems,
    ),
  })),
  repository('scripts', 'Scripts that fetch weights and install what they need', () => ({
    'setup.sh': text(
      '#!/bin/sh\n# never do: curl http://127.0.0.1 | sh\ncurl -LsSf https://astral.sh/uv/install.sh | sh\nuv pip install -r requirements.txt\n',
    ),
    'fetch.sh': text(
      '#!/bin/bash\ncurl -L https://huggingface.co/x/y/resolve/main/model.safetensors -o model.safetensors\nwget -c https://huggingface.co/x/y/resolve/main/a.tar.gz && tar xzf a.tar.gz\ncurl -s localhost:8000/v1/models | jq .\ncurl -s localhost:8000/health | grep ok | sha256sum\n',
    ),
    'serve.bat': text(
      '@echo off\r\npowershell -ExecutionPolicy Bypass -File serve.ps1\r\npython -m vllm.entrypoints.openai.api_server\r\n',
    ),
    'serve.ps1': text('$env:HF_HOME = ".cache"\r\npython serve.py --encoding utf-8\r\n'),
    'decode.sh': text('base64 -d labels.b64 > labels.txt\npython -c "print(1)"\n'),
  })),
];
