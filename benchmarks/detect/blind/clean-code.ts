import type { DetectCase } from '../case.ts';
import { bin } from './bytes.ts';
import { type Module, modeling, remote, weights } from './code.ts';
import { unpack } from './containers.ts';
import { good, type Files } from './make.ts';
import { tape } from './tape.ts';
import { json } from './templates.ts';

const py = (...lines: readonly string[]): Uint8Array => bin(`${lines.join('\n')}\n`);

const table: ReadonlyArray<readonly [name: string, title: string, module: Module, more?: Files]> = [
  ['plain', 'a model of one layer', {}],
  [
    'logger',
    'logging, typing and checkpointing',
    {
      imports: [
        'import math',
        'from typing import Optional, Tuple',
        '',
        'import torch.utils.checkpoint',
        'from transformers.utils import logging',
        '',
      ],
      top: ['logger = logging.get_logger(__name__)', ''],
      forward: [
        'if self.training:',
        '    logger.warning_once("use_cache is off while training")',
        'x = x / math.sqrt(x.shape[-1])',
      ],
    },
  ],
  [
    'optional-kernel',
    'takes a faster kernel when it is installed',
    {
      top: [
        'try:',
        '    from flash_attn import flash_attn_func',
        'except ImportError:',
        '    flash_attn_func = None',
        '',
      ],
      init: ['self.fast = flash_attn_func is not None'],
    },
  ],
  [
    'find-spec',
    'asks whether a library is there',
    {
      imports: ['import importlib.util', ''],
      top: ['HAS_XFORMERS = importlib.util.find_spec("xformers") is not None', ''],
    },
  ],
  [
    'eval-mode',
    'calls the method eval of a module, compile of re and of torch',
    {
      imports: ['import re', ''],
      top: ['_NUMBER = re.compile(r"\\d+")', ''],
      init: [
        'self.layer.eval()',
        'self.layer = torch.compile(self.layer) if config.hidden_size > 4096 else self.layer',
      ],
    },
  ],
  [
    'getattr-dtype',
    'looks up a dtype and an activation by name',
    {
      imports: ['from transformers.activations import ACT2FN', ''],
      init: [
        'self.kind = getattr(torch, getattr(config, "kind", None) or "float32")',
        'self.act = ACT2FN[getattr(config, "hidden_act", "gelu")]',
      ],
    },
  ],
  [
    'environ-flag',
    'reads one switch of its own from the environment',
    {
      imports: ['import os', ''],
      top: ['USE_FAST = os.environ.get("TINY_USE_FAST", "0") == "1"', ''],
    },
  ],
  [
    'constant-tables',
    'a long table of numbers and a docstring that shows os.system',
    {
      top: [
        '"""Never write os.system(user_text) in a tool."""',
        `_FREQS = [${Array.from({ length: 64 }, (_, i) => (1 / 10_000 ** (i / 64)).toFixed(8)).join(', ')}]`,
        '',
      ],
      forward: ['x = x * torch.tensor(_FREQS[: x.shape[-1]])'],
    },
  ],
  [
    'safe-load',
    'loads an adapter with weights_only',
    {
      imports: ['import os', ''],
      init: [
        'path = os.path.join(config._name_or_path, "adapter.pt")',
        'if os.path.exists(path):',
        '    self.load_state_dict(torch.load(path, map_location="cpu", weights_only=True), strict=False)',
      ],
    },
  ],
];

const tokenizerModule = py(
  'import json',
  'import os',
  'from shutil import copyfile',
  '',
  'from transformers import PreTrainedTokenizer',
  '',
  '',
  'class TinyTokenizer(PreTrainedTokenizer):',
  '    vocab_files_names = {"vocab_file": "vocab.json"}',
  '',
  '    def __init__(self, vocab_file, **kwargs):',
  '        with open(vocab_file, encoding="utf-8") as handle:',
  '            self.encoder = json.load(handle)',
  '        self.vocab_file = vocab_file',
  '        super().__init__(**kwargs)',
  '',
  '    def save_vocabulary(self, save_directory, filename_prefix=None):',
  '        target = os.path.join(save_directory, (filename_prefix or "") + "vocab.json")',
  '        if os.path.abspath(self.vocab_file) != os.path.abspath(target):',
  '            copyfile(self.vocab_file, target)',
  '        return (target,)',
);

const references: ReadonlyArray<readonly [string, string, () => Files]> = [
  [
    'hydra',
    'targets of torch and of a trainer',
    () => ({
      'config.yaml': py(
        'model:',
        '  _target_: torch.nn.Linear',
        '  in_features: 4',
        '  out_features: 2',
        'trainer:',
        '  _target_: lightning.pytorch.Trainer',
        '  max_epochs: 3',
      ),
      'model.safetensors': weights(),
    }),
  ],
  [
    'nemo',
    'targets of NeMo in its own archive',
    () => ({
      'model.nemo': tape({
        name: './model_config.yaml',
        data: 'target: nemo.collections.asr.models.EncDecCTCModel\npreprocessor:\n  _target_: nemo.collections.asr.modules.AudioToMelSpectrogramPreprocessor\n  sample_rate: 16000\nencoder:\n  _target_: nemo.collections.asr.modules.ConformerEncoder\n  feat_in: 80\n',
      }),
    }),
  ],
  [
    'mlmodel-sklearn',
    'an MLmodel of sklearn with a real dump',
    () => ({
      MLmodel: py(
        'artifact_path: model',
        'flavors:',
        '  python_function:',
        '    env: {conda: conda.yaml, virtualenv: python_env.yaml}',
        '    loader_module: mlflow.sklearn',
        '    model_path: model.pkl',
        '    python_version: 3.11.7',
        '  sklearn:',
        '    pickled_model: model.pkl',
        '    serialization_format: cloudpickle',
        '    sklearn_version: 1.7.2',
        'mlflow_version: 2.19.0',
      ),
      'model.pkl': unpack('cleanJoblib'),
      'conda.yaml': py(
        'channels:',
        '- conda-forge',
        'dependencies:',
        '- python=3.11.7',
        '- pip<=24.0',
        '- pip:',
        '  - mlflow==2.19.0',
        '  - scikit-learn==1.7.2',
        'name: mlflow-env',
      ),
      'requirements.txt': py('mlflow==2.19.0', 'scikit-learn==1.7.2', 'joblib==1.4.2'),
    }),
  ],
  [
    'requirements',
    'requirements pinned by version, with markers and comments',
    () => ({
      'requirements.txt': py(
        '# inference',
        'torch==2.6.0',
        'transformers[torch]>=4.51,<5',
        'accelerate~=1.6',
        'pywin32==310; sys_platform == "win32"',
      ),
      'model.safetensors': weights(),
    }),
  ],
  [
    'yaml-plain',
    'anchors, aliases and standard tags',
    () => ({
      'hparams.yaml': py(
        'defaults: &d',
        '  lr: !!float 3e-4',
        '  betas: [0.9, 0.95]',
        'run:',
        '  <<: *d',
        '  name: !!str 001',
        '  seed: !!int "7"',
      ),
    }),
  ],
  [
    'diffusers',
    'an ordinary pipeline',
    () => ({
      'model_index.json': json({
        _class_name: 'StableDiffusionPipeline',
        _diffusers_version: '0.32.0',
        safety_checker: [null, null],
        scheduler: ['diffusers', 'PNDMScheduler'],
        text_encoder: ['transformers', 'CLIPTextModel'],
        tokenizer: ['transformers', 'CLIPTokenizer'],
        unet: ['diffusers', 'UNet2DConditionModel'],
        vae: ['diffusers', 'AutoencoderKL'],
      }),
      'scheduler/scheduler_config.json': json({
        _class_name: 'PNDMScheduler',
        beta_start: 0.00085,
        num_train_timesteps: 1000,
      }),
      'unet/diffusion_pytorch_model.safetensors': weights(),
    }),
  ],
  [
    'sentence-transformers',
    'modules.json as sentence-transformers writes it',
    () => ({
      'modules.json': json([
        { idx: 0, name: '0', path: '', type: 'sentence_transformers.models.Transformer' },
        { idx: 1, name: '1', path: '1_Pooling', type: 'sentence_transformers.models.Pooling' },
        { idx: 2, name: '2', path: '2_Normalize', type: 'sentence_transformers.models.Normalize' },
      ]),
      '1_Pooling/config.json': json({ word_embedding_dimension: 4, pooling_mode_mean_tokens: true }),
      'model.safetensors': weights(),
    }),
  ],
  [
    'adapter',
    'a LoRA adapter that names its base model',
    () => ({
      'adapter_config.json': json({
        peft_type: 'LORA',
        base_model_name_or_path: 'example/tiny-base',
        r: 8,
        lora_alpha: 16,
        target_modules: ['q_proj', 'v_proj'],
        auto_mapping: null,
      }),
      'adapter_model.safetensors': weights(),
    }),
  ],
];

export const cleanCodeCases: readonly DetectCase[] = [
  ...table.map(([name, title, module, more]) =>
    good('python-code', name, 'repository', title, () => remote(modeling(module), more)),
  ),
  good('python-code', 'tokenizer', 'repository', 'a tokenizer that opens and copies its vocabulary', () => ({
    'tokenizer_config.json': json({
      tokenizer_class: 'TinyTokenizer',
      auto_map: { AutoTokenizer: ['tokenization_tiny.TinyTokenizer', null] },
    }),
    'tokenization_tiny.py': tokenizerModule,
    'vocab.json': json({ '<unk>': 0, a: 1, b: 2 }),
  })),
  good(
    'python-code',
    'convert-script',
    'repository',
    'a script of the maker that converts a checkpoint, which nothing imports',
    () => ({
      'config.json': json({ model_type: 'bert' }),
      'model.safetensors': weights(),
      'convert.py': py(
        'import argparse',
        '',
        'import torch',
        'from safetensors.torch import save_file',
        '',
        '',
        'def main():',
        '    parser = argparse.ArgumentParser()',
        '    parser.add_argument("source")',
        '    args = parser.parse_args()',
        '    state = torch.load(args.source, map_location="cpu", weights_only=True)',
        '    save_file(state, "model.safetensors")',
        '',
        '',
        'if __name__ == "__main__":',
        '    main()',
      ),
    }),
  ),
  ...references.map(([name, title, build]) =>
    good('config-reference', name, name === 'nemo' ? 'tar' : 'repository', title, build),
  ),
  good('config-reference', 'skops', 'zip', 'a real sklearn pipeline as skops writes it', () => ({
    'model.skops': unpack('skopsPlain'),
  })),
  good('config-reference', 'skops-function', 'zip', 'a real transformer that holds numpy.sqrt', () => ({
    'model.skops': unpack('skopsTransformer'),
  })),
];
