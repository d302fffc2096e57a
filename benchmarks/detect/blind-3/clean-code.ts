import type { DetectCase } from '../case.ts';
import { type Module, modeling, remote } from '../blind/code.ts';
import { good } from '../blind/make.ts';

const modules: ReadonlyArray<readonly [name: string, title: string, module: Module]> = [
  [
    'attention-choice',
    'picks one of several kinds of attention and warns once',
    {
      imports: [
        'import math',
        'from typing import Optional',
        'from transformers.utils import is_flash_attn_2_available, logging',
      ],
      top: [
        'logger = logging.get_logger(__name__)',
        'if is_flash_attn_2_available():',
        '    from flash_attn import flash_attn_func',
        '',
        'ATTENTION = {"eager": None, "sdpa": torch.nn.functional.scaled_dot_product_attention}',
        '',
      ],
      init: ['self.attend = ATTENTION[getattr(config, "_attn_implementation", "eager")]'],
    },
  ],
  [
    'compiled',
    'compiles a function of torch, and has a name that is also in builtins',
    {
      top: [
        '@torch.compile(dynamic=True)',
        'def gate(x, input):',
        '    return x * torch.sigmoid(input)',
        '',
        '',
        'class Eval(nn.Module):',
        '    def exec(self, x):',
        '        return self.eval()(x)',
        '',
      ],
    },
  ],
  [
    'hub-images',
    'opens pictures from an address when it is given one',
    {
      imports: ['from io import BytesIO', 'import requests', 'from PIL import Image'],
      top: [
        'def load_image(source):',
        '    if source.startswith(("http://", "https://")):',
        '        return Image.open(BytesIO(requests.get(source, timeout=10).content)).convert("RGB")',
        '    return Image.open(source).convert("RGB")',
        '',
      ],
    },
  ],
  [
    'base64-images',
    'decodes pictures that come as base64',
    {
      imports: ['import base64', 'import io', 'import re', 'from PIL import Image'],
      top: [
        'def decode(text):',
        '    return Image.open(io.BytesIO(base64.b64decode(re.sub("^data:image/.+;base64,", "", text))))',
        '',
      ],
    },
  ],
  [
    'dataclass-output',
    'an output of its own, and initial weights in a loop over modules',
    {
      imports: [
        'from dataclasses import dataclass',
        'from typing import Optional, Tuple',
        'from transformers.utils import ModelOutput',
      ],
      top: [
        '@dataclass',
        'class TinyOutput(ModelOutput):',
        '    loss: Optional[torch.FloatTensor] = None',
        '    hidden_states: Optional[Tuple[torch.FloatTensor]] = None',
        '',
      ],
      init: [
        'for name, module in self.named_modules():',
        '    if hasattr(module, "weight") and "norm" not in name:',
        '        nn.init.normal_(module.weight, std=0.02)',
      ],
    },
  ],
];

export const cleanCodeCases: readonly DetectCase[] = modules.map(([name, title, module]) =>
  good('python-code', name, 'repository', title, () => remote(modeling(module))),
);
