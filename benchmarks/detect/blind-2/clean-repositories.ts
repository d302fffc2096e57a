import type { DetectCase } from '../case.ts';
import { bin, hex, zeros } from '../blind/bytes.ts';
import { weights } from '../blind/code.ts';
import { pixel } from '../blind/hidden.ts';
import { good, type Files } from '../blind/make.ts';
import { bert, index } from '../blind/repositories.ts';
import { baseKv, four, gguf, kvStr, safetensors } from '../blind/tensors.ts';
import { json } from '../blind/templates.ts';
import { unpackToo } from './packed.ts';

const py = (...lines: readonly string[]): Uint8Array => bin(`${lines.join('\n')}\n`);
const shard = (name: string): Uint8Array => safetensors([{ name, shape: [2, 2] }], four, { format: 'pt' });
const model = (more: Files = {}): Files => ({ 'config.json': bert(), 'model.safetensors': weights(), ...more });

const references: ReadonlyArray<readonly [string, string, () => Files]> = [
  [
    'hydra-optimiser',
    'hydra with a partial optimiser and an activation of torch',
    () => ({
      'config.yaml': py(
        'defaults:',
        '  - _self_',
        '  - data: imagenet',
        'optimizer:',
        '  _target_: torch.optim.AdamW',
        '  _partial_: true',
        '  lr: ${lr}',
        'net:',
        '  _target_: torchvision.models.resnet18',
        '  num_classes: 10',
        'act:',
        '  _target_: torch.nn.ReLU',
        'lr: 3e-4',
      ),
      'model.safetensors': weights(),
    }),
  ],
  [
    'diffusion-yaml',
    'a configuration of latent diffusion with its targets',
    () => ({
      'v2-inference.yaml': py(
        'model:',
        '  target: ldm.models.diffusion.ddpm.LatentDiffusion',
        '  params:',
        '    linear_start: 0.00085',
        '    unet_config:',
        '      target: ldm.modules.diffusionmodules.openaimodel.UNetModel',
        '      params: {in_channels: 4}',
        '    first_stage_config:',
        '      target: torch.nn.Identity',
      ),
      'model.safetensors': weights(),
    }),
  ],
  [
    'lightning',
    'a command line of Lightning',
    () => ({
      'config.yaml': py(
        'seed_everything: 1',
        'trainer:',
        '  accelerator: gpu',
        '  callbacks:',
        '    - class_path: lightning.pytorch.callbacks.EarlyStopping',
        '      init_args: {monitor: val_loss}',
        'model:',
        '  class_path: tiny.model.Tiny',
        '  init_args: {hidden: 4}',
      ),
      'model.safetensors': weights(),
    }),
  ],
  [
    'axolotl',
    'a recipe of finetuning',
    () => ({
      'axolotl.yml': py(
        'base_model: example/tiny',
        'trust_remote_code: false',
        'datasets:',
        '  - path: example/set',
        '    type: chat_template',
        'lora_target_modules: [q_proj, v_proj]',
        'special_tokens: {pad_token: "<|eot_id|>"}',
      ),
      'adapter_config.json': json({
        peft_type: 'LORA',
        base_model_name_or_path: 'example/tiny',
        task_type: 'CAUSAL_LM',
        target_modules: ['q_proj', 'v_proj'],
        r: 8,
        lora_alpha: 16,
        auto_mapping: null,
      }),
      'adapter_model.safetensors': weights(),
    }),
  ],
  [
    'sd-pipeline',
    'a pipeline of diffusion with two text encoders and variants',
    () => ({
      'model_index.json': json({
        _class_name: 'StableDiffusionXLPipeline',
        _diffusers_version: '0.30.0',
        force_zeros_for_empty_prompt: true,
        feature_extractor: [null, null],
        image_encoder: [null, null],
        scheduler: ['diffusers', 'EulerDiscreteScheduler'],
        text_encoder: ['transformers', 'CLIPTextModel'],
        text_encoder_2: ['transformers', 'CLIPTextModelWithProjection'],
        tokenizer: ['transformers', 'CLIPTokenizer'],
        unet: ['diffusers', 'UNet2DConditionModel'],
        vae: ['diffusers', 'AutoencoderKL'],
      }),
      'unet/config.json': json({ _class_name: 'UNet2DConditionModel', in_channels: 4 }),
      'unet/diffusion_pytorch_model.fp16.safetensors': weights(),
      'unet/diffusion_pytorch_model.safetensors': weights(),
      'scheduler/scheduler_config.json': json({ _class_name: 'EulerDiscreteScheduler', beta_end: 0.012 }),
    }),
  ],
  [
    'sentence',
    'a sentence model with a dense layer and a normalisation',
    () => ({
      'modules.json': json([
        { idx: 0, name: '0', path: '', type: 'sentence_transformers.models.Transformer' },
        { idx: 1, name: '1', path: '1_Dense', type: 'sentence_transformers.models.Dense' },
        { idx: 2, name: '2', path: '2_Normalize', type: 'sentence_transformers.models.Normalize' },
      ]),
      '1_Dense/config.json': json({
        in_features: 4,
        out_features: 4,
        activation_function: 'torch.nn.modules.activation.Tanh',
      }),
      '1_Dense/model.safetensors': weights(),
      ...model(),
    }),
  ],
  [
    'mlflow-transformers',
    'an MLmodel of transformers without a pickle',
    () => ({
      MLmodel: py(
        'artifact_path: model',
        'flavors:',
        '  python_function:',
        '    env: {conda: conda.yaml, virtualenv: python_env.yaml}',
        '    loader_module: mlflow.transformers',
        '    python_version: 3.11.7',
        '  transformers:',
        '    framework: pt',
        '    task: text-classification',
        'mlflow_version: 2.19.0',
      ),
      'model/model.safetensors': weights(),
      'conda.yaml': py(
        'name: mlflow-env',
        'dependencies:',
        '- python=3.11.7',
        '- pip:',
        '  - mlflow==2.19.0',
        '  - transformers==4.48.0',
      ),
      'requirements.txt': py('mlflow==2.19.0', 'transformers==4.48.0'),
    }),
  ],
  [
    'hashed-requirements',
    'requirements with hashes, extras and an index for processors without GPU',
    () => ({
      'requirements.txt': py(
        '--extra-index-url https://download.pytorch.org/whl/cpu',
        'torch==2.6.0+cpu',
        'numpy==2.1.0 \\',
        `    --hash=sha256:${'0'.repeat(64)}`,
        'uvicorn[standard]>=0.30 ; python_version >= "3.9"',
      ),
      ...model(),
    }),
  ],
  [
    'project',
    'a project file with an ordinary build',
    () => ({
      'pyproject.toml': py(
        '[build-system]',
        'requires = ["hatchling"]',
        'build-backend = "hatchling.build"',
        '',
        '[project]',
        'name = "tiny"',
        'version = "1.0"',
        'dependencies = ["torch>=2.4"]',
        '',
        '[project.scripts]',
        'tiny = "tiny.cli:main"',
      ),
      ...model(),
    }),
  ],
];

const repositories: ReadonlyArray<readonly [string, string, () => Files]> = [
  [
    'five-shards',
    'five shards, their index, and a tensor that is there once',
    () => ({
      'config.json': bert(),
      'model.safetensors.index.json': index(
        Object.fromEntries([1, 2, 3, 4, 5].map((i) => [`layers.${i}.weight`, `model-0000${i}-of-00005.safetensors`])),
        80,
      ),
      ...Object.fromEntries(
        [1, 2, 3, 4, 5].map((i) => [`model-0000${i}-of-00005.safetensors`, shard(`layers.${i}.weight`)]),
      ),
    }),
  ],
  [
    'notebook',
    'a notebook that installs a package, shows a plot and loads the model',
    () =>
      model({
        'demo.ipynb': json({
          cells: [
            { cell_type: 'markdown', metadata: {}, source: ['# Demo\n'] },
            {
              cell_type: 'code',
              execution_count: 1,
              metadata: {},
              outputs: [{ output_type: 'display_data', data: { 'image/png': 'iVBORw0KGgo=' }, metadata: {} }],
              source: [
                '%pip install -q transformers\n',
                'from transformers import pipeline\n',
                'pipe = pipeline("text-classification", "example/tiny")\n',
                'pipe("hello")',
              ],
            },
          ],
          metadata: { kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' } },
          nbformat: 4,
          nbformat_minor: 5,
        }),
      }),
  ],
  [
    'quants',
    'three quantisations of one model with a card',
    () => ({
      'README.md': bin(
        '---\nbase_model: example/tiny\nquantized_by: someone\n---\n# GGUF\n\n| file | bits |\n|---|---|\n| tiny.Q4_K_M.gguf | 4 |\n',
      ),
      ...Object.fromEntries(
        ['Q4_K_M', 'Q6_K', 'f16'].map((kind) => [
          `tiny.${kind}.gguf`,
          gguf([...baseKv, kvStr('general.quantized_by', 'someone')], [{ name: 'token_embd.weight' }]),
        ]),
      ),
    }),
  ],
  [
    'peft',
    'an adapter with its tokenizer files and the card of PEFT',
    () => ({
      'README.md': bin(
        '---\nlibrary_name: peft\nbase_model: example/tiny\n---\n### Framework versions\n\n- PEFT 0.14.0\n',
      ),
      'adapter_config.json': json({
        peft_type: 'LORA',
        base_model_name_or_path: 'example/tiny',
        r: 8,
        target_modules: 'all-linear',
        modules_to_save: ['lm_head'],
      }),
      'adapter_model.safetensors': weights(),
      'special_tokens_map.json': json({ bos_token: '<s>', eos_token: '</s>' }),
    }),
  ],
  [
    'trainer',
    'what the trainer of transformers leaves behind',
    () =>
      model({
        'trainer_state.json': json({ best_metric: 0.9, epoch: 3, log_history: [{ eval_loss: 0.2, step: 10 }] }),
        'rng_state.pth': unpackToo('rngState'),
        'runs/Jan01_00-00-00_host/events.out.tfevents.1700000000.host.1.0': bin(
          hex('1800000000000000'),
          zeros(4),
          'brain.Event:2',
          zeros(8),
        ),
        'all_results.json': json({ eval_accuracy: 0.9 }),
      }),
  ],
  [
    'onnx',
    'exports for browsers beside the weights',
    () =>
      model({
        'onnx/model.onnx': bin(hex('0808120774696e79'), hex('3a0a'), zeros(10)),
        'onnx/model_quantized.onnx': bin(hex('0808120774696e79'), hex('3a0a'), zeros(10)),
        'quantize_config.json': json({ per_channel: true, per_model_config: { model: { op_types: ['MatMul'] } } }),
      }),
  ],
  [
    'space',
    'an application of Gradio that reads its token from the environment',
    () =>
      model({
        'app.py': py(
          'import os',
          '',
          'import gradio as gr',
          'from huggingface_hub import InferenceClient',
          '',
          'client = InferenceClient("example/tiny", token=os.environ.get("HF_TOKEN"))',
          '',
          '',
          'def respond(message, history):',
          '    return client.text_generation(message, max_new_tokens=64)',
          '',
          '',
          'if __name__ == "__main__":',
          '    gr.ChatInterface(respond).launch()',
        ),
        'requirements.txt': py('gradio==5.9.0', 'huggingface_hub>=0.27'),
      }),
  ],
  [
    'container-file',
    'a container file and a compose file of a server',
    () =>
      model({
        Dockerfile: py(
          'FROM python:3.11-slim',
          'RUN apt-get update && apt-get install -y --no-install-recommends git && rm -rf /var/lib/apt/lists/*',
          'COPY requirements.txt .',
          'RUN pip install --no-cache-dir -r requirements.txt',
          'CMD ["python", "-m", "tiny.serve"]',
        ),
        'requirements.txt': py('transformers==4.48.0'),
        'docker-compose.yml': py('services:', '  tiny:', '    build: .', '    ports: ["8000:8000"]'),
      }),
  ],
  [
    'editor',
    'settings of an editor and a workflow that runs the tests',
    () =>
      model({
        '.vscode/settings.json': json({ 'python.testing.pytestEnabled': true }),
        '.vscode/tasks.json': json({
          version: '2.0.0',
          tasks: [{ label: 'test', type: 'shell', command: 'pytest -q' }],
        }),
        '.github/workflows/test.yml': py(
          'on: [push]',
          'jobs:',
          '  test:',
          '    runs-on: ubuntu-latest',
          '    steps:',
          '      - uses: actions/checkout@v4',
          '      - run: pip install -e . && pytest -q',
        ),
      }),
  ],
  [
    'evaluation',
    'scripts of the maker: one evaluates with a process for each card, one converts',
    () =>
      model({
        'scripts/evaluate.sh': bin(
          '#!/usr/bin/env bash\nset -euo pipefail\nfor task in mmlu arc; do\n  lm_eval --model hf --tasks "$task" --output_path results/\ndone\n',
        ),
        'scripts/convert.py': py(
          'import argparse',
          '',
          'import torch',
          'from safetensors.torch import save_file',
          '',
          'parser = argparse.ArgumentParser()',
          'parser.add_argument("checkpoint")',
          'args = parser.parse_args()',
          'state = torch.load(args.checkpoint, map_location="cpu", weights_only=True)',
          'save_file({k: v.contiguous() for k, v in state.items()}, "model.safetensors")',
        ),
        'results.json': json({ mmlu: 0.25 }),
      }),
  ],
  [
    'pictures',
    'a card with pictures, a citation and a mail address',
    () =>
      model({
        'README.md': bin(
          '# Tiny\n\n![curve](assets/curve.png)\n\nMail tiny@example.org.\n\n```bibtex\n@misc{tiny, title={Tiny}}\n```\n\n> Never load the old `.bin` with `weights_only=False`.\n',
        ),
        'assets/curve.png': pixel(),
        '.gitattributes': bin('*.png filter=lfs diff=lfs merge=lfs -text\n'),
      }),
  ],
  [
    'two-precisions',
    'folders for two precisions with the same names of tensors',
    () => ({
      'fp32/model.safetensors': weights(),
      'fp32/config.json': bert(),
      'int8/model.safetensors': safetensors([{ name: 'layer.weight', dtype: 'F32', shape: [2, 2] }], four, {
        format: 'pt',
      }),
      'int8/config.json': bert(),
    }),
  ],
];

export const cleanRepositoryCases: readonly DetectCase[] = [
  ...references.map(([name, title, build]) => good('config-reference', name, 'repository', title, build)),
  ...repositories.map(([name, title, build]) => good('repository', name, 'repository', title, build)),
];
