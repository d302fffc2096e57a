import type { DetectCase } from '../case.ts';
import { type Module, modeling, remote } from '../blind/code.ts';
import { good, type Files } from '../blind/make.ts';
import { json } from '../blind/templates.ts';

const code: ReadonlyArray<readonly [name: string, title: string, module: Module, more?: Files]> = [
  [
    'rotary',
    'a cache of angles and a registered buffer',
    {
      init: [
        'freqs = 1.0 / (10000 ** (torch.arange(0, 4, 2).float() / 4))',
        'self.register_buffer("inv_freq", freqs, persistent=False)',
      ],
      forward: [
        'angles = torch.outer(torch.arange(x.shape[0], device=x.device), self.inv_freq)',
        'x = x + angles.sum()',
      ],
    },
  ],
  [
    'triton',
    'a kernel of Triton behind a check of the version',
    {
      imports: [
        'from packaging import version',
        'from importlib.metadata import PackageNotFoundError, version as installed',
        '',
      ],
      top: [
        'try:',
        '    import triton',
        '    import triton.language as tl',
        '    FAST = version.parse(installed("triton")) >= version.parse("2.1")',
        'except (ImportError, PackageNotFoundError):',
        '    triton = None',
        '    FAST = False',
        '',
      ],
    },
  ],
  [
    'distributed',
    'asks torch.distributed for rank and world, and the environment for the local rank',
    {
      imports: ['import os', 'import torch.distributed as dist', ''],
      init: [
        'self.rank = dist.get_rank() if dist.is_available() and dist.is_initialized() else int(os.getenv("LOCAL_RANK", "0"))',
      ],
    },
  ],
  [
    'warnings',
    'filters warnings, logs, and opens a word list beside it',
    {
      imports: ['import json', 'import logging', 'import warnings', 'from pathlib import Path', ''],
      top: [
        'warnings.filterwarnings("ignore", category=FutureWarning)',
        'logger = logging.getLogger(__name__)',
        '',
        'def labels():',
        '    with open(Path(__file__).with_name("labels.json"), encoding="utf-8") as handle:',
        '        return json.load(handle)',
        '',
      ],
    },
    { 'labels.json': json(['no', 'yes']) },
  ],
  [
    'einops',
    'rearranges tensors and dispatches on a table of functions',
    {
      imports: ['from functools import partial', 'from einops import rearrange', ''],
      top: ['NORMS = {"layer": nn.LayerNorm, "batch": nn.BatchNorm1d, "group": partial(nn.GroupNorm, 2)}', ''],
      init: ['self.norm = NORMS[getattr(config, "norm", "layer")](config.hidden_size)'],
      forward: ['x = rearrange(x, "b d -> b d 1").squeeze(-1)'],
    },
  ],
  [
    'registers',
    'registers its classes with the automatic ones',
    {
      imports: ['from transformers import AutoConfig, AutoModel', ''],
      top: [
        'def register():',
        '    AutoConfig.register("tiny", TinyConfig)',
        '    AutoModel.register(TinyConfig, TinyModel)',
        '',
      ],
    },
  ],
  [
    'safetensors',
    'loads a second tower from safetensors of the hub',
    {
      imports: ['from huggingface_hub import hf_hub_download', 'from safetensors.torch import load_file', ''],
      init: [
        'if getattr(config, "tower", None):',
        '    self.load_state_dict(load_file(hf_hub_download("example/tower", "model.safetensors")), strict=False)',
      ],
    },
  ],
];

export const cleanCodeCases: readonly DetectCase[] = code.map(([name, title, module, more]) =>
  good('python-code', name, 'repository', title, () => remote(modeling(module), more)),
);
