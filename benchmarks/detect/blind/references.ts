import type { DetectCase } from '../case.ts';
import { bin } from './bytes.ts';
import { weights } from './code.ts';
import { unpack } from './containers.ts';
import { bad, type Files } from './make.ts';
import { tape } from './tape.ts';
import { json } from './templates.ts';

const trick = 'config-reference';
const hydra = (target: string, ...lines: readonly string[]): Files => ({
  'config.yaml': bin(`model:\n  _target_: ${target}\n${lines.map((line) => `  ${line}\n`).join('')}`),
  'model.safetensors': weights(),
});
const mlmodel = (flavor: string, more: Files = {}): Files => ({
  MLmodel: bin(
    `artifact_path: model\nflavors:\n  python_function:\n${flavor}mlflow_version: 2.19.0\nmodel_uuid: 0123456789abcdef0123456789abcdef\n`,
  ),
  ...more,
});
const yaml = (file: string, text: string): Files => ({ [file]: bin(text), 'model.safetensors': weights() });

const table: ReadonlyArray<readonly [string, string, () => Files]> = [
  [
    'auto-map-other-repo',
    'the code comes from the repository of somebody else',
    () => ({
      'config.json': json({
        model_type: 'tiny',
        auto_map: { AutoModel: 'someone/unrelated--modeling_tiny.TinyModel' },
      }),
      'model.safetensors': weights(),
    }),
  ],
  [
    'auto-map-tokenizer-other',
    'the tokenizer code comes from the repository of somebody else',
    () => ({
      'tokenizer_config.json': json({ auto_map: { AutoTokenizer: ['someone/kit--tokenization_x.XTokenizer', null] } }),
    }),
  ],
  [
    'auto-map-traversal',
    'the module of auto_map climbs out of the repository',
    () => ({
      'config.json': json({ model_type: 'tiny', auto_map: { AutoModel: '../../shared/modeling_x.XModel' } }),
      'model.safetensors': weights(),
    }),
  ],
  ['hydra-system', 'hydra calls os.system', () => hydra('os.system', 'command: echo pwned')],
  ['hydra-popen', 'hydra starts a process', () => hydra('subprocess.Popen', 'args: [echo, pwned]')],
  [
    'hydra-eval',
    'hydra calls eval through its positional arguments',
    () => hydra('builtins.eval', '_args_:', '  - __import__("os").system("echo pwned")'),
  ],
  [
    'hydra-nested',
    'an argument deep in the configuration is a call',
    () =>
      hydra(
        'torch.nn.Linear',
        'in_features: 4',
        'out_features:',
        '  _target_: builtins.exec',
        '  _args_: ["print(1)"]',
      ),
  ],
  [
    'hydra-get-method',
    'hydra hands out a function, another target calls it',
    () =>
      hydra(
        'builtins.list',
        '_args_:',
        '  - _target_: builtins.map',
        '    _args_:',
        '      - {_target_: hydra.utils.get_method, path: os.system}',
        '      - [echo pwned]',
      ),
  ],
  [
    'nemo-target',
    'the configuration in a NeMo archive names a process',
    () => ({
      'model.nemo': tape({
        name: './model_config.yaml',
        data: 'target: nemo.collections.asr.models.EncDecCTCModel\npreprocessor:\n  _target_: subprocess.check_output\n  args: [echo, pwned]\n',
      }),
    }),
  ],
  [
    'mlflow-loader',
    'loader_module is a module of the sender beside the model',
    () =>
      mlmodel('    loader_module: loader\n    code: code\n    data: data\n', {
        'code/loader.py': bin('import os\n\n\ndef _load_pyfunc(path):\n    os.system("echo pwned")\n'),
      }),
  ],
  [
    'mlflow-stdlib',
    'loader_module is not a flavour but a module of Python',
    () => mlmodel('    loader_module: antigravity\n    python_version: 3.11.7\n'),
  ],
  [
    'mlflow-script',
    'the model is code that runs on loading',
    () =>
      mlmodel('    loader_module: mlflow.pyfunc.model\n    model_code_path: agent.py\n', {
        'agent.py': bin('import subprocess\n\nsubprocess.run("echo pwned", shell=True)\n'),
      }),
  ],
  [
    'yaml-apply',
    'a YAML tag calls os.system',
    () => yaml('hparams.yaml', 'lr: 0.1\nhook: !!python/object/apply:os.system ["echo pwned"]\n'),
  ],
  [
    'yaml-new',
    'YAML tags make a map over eval and walk it',
    () =>
      yaml(
        'config.yml',
        'args: !!python/object/new:tuple\n- !!python/object/new:map\n  - !!python/name:eval\n  - ["1+1"]\n',
      ),
  ],
  [
    'yaml-directive',
    'a short handle stands for the Python tags',
    () =>
      yaml('training.yaml', '%TAG !p! tag:yaml.org,2002:python/\n---\nhook: !p!object/apply:builtins.eval ["1+1"]\n'),
  ],
  [
    'yaml-verbatim',
    'the tag is written out in angle brackets',
    () => yaml('args.yaml', 'x: !<tag:yaml.org,2002:python/object/apply:os.popen> [echo pwned]\n'),
  ],
  [
    'yaml-module',
    'a YAML tag imports a module of the repository',
    () => ({
      ...yaml('config.yaml', 'hook: !!python/module:payload\n'),
      'payload.py': bin('print("pwned")\n'),
    }),
  ],
  [
    'requirements-url',
    'requirements install a wheel from an address',
    () => ({
      'requirements.txt': bin('torch==2.6.0\ntinykernels @ http://127.0.0.1/tinykernels-1.0-py3-none-any.whl\n'),
      'model.safetensors': weights(),
    }),
  ],
  [
    'requirements-index',
    'requirements turn to the index of the sender',
    () => ({
      'requirements.txt': bin(
        '--extra-index-url http://127.0.0.1/simple\n--trusted-host 127.0.0.1\ntransformers\ninternal-utils\n',
      ),
      'model.safetensors': weights(),
    }),
  ],
  [
    'conda-pip-url',
    'the conda environment installs from an address',
    () => ({
      ...mlmodel('    loader_module: mlflow.sklearn\n    model_path: model.skops\n    env: {conda: conda.yaml}\n'),
      'conda.yaml': bin('name: env\ndependencies:\n- python=3.11\n- pip:\n  - git+http://127.0.0.1/kit.git\n'),
    }),
  ],
  [
    'diffusers-custom',
    'the pipeline class is a file of the repository that runs a command',
    () => ({
      'model_index.json': json({
        _class_name: ['pipeline', 'TinyPipeline'],
        _diffusers_version: '0.32.0',
        unet: ['my_unet', 'UNet'],
      }),
      'pipeline.py': bin(
        'import os\nfrom diffusers import DiffusionPipeline\n\nos.system("echo pwned")\n\n\nclass TinyPipeline(DiffusionPipeline):\n    pass\n',
      ),
      'unet/my_unet.py': bin('class UNet:\n    pass\n'),
    }),
  ],
  [
    'diffusers-library',
    'a component of the pipeline comes from a library that is none',
    () => ({
      'model_index.json': json({
        _class_name: 'StableDiffusionPipeline',
        unet: ['diffusers', 'UNet2DConditionModel'],
        scheduler: ['subprocess', 'Popen'],
      }),
    }),
  ],
];

const skops: ReadonlyArray<
  readonly [string, string, 'skopsFunction' | 'skopsType' | 'skopsOperator' | 'skopsObjectNode']
> = [
  ['skops-function', 'the schema names posix.system as a function', 'skopsFunction'],
  ['skops-type', 'the schema names subprocess.Popen as a type', 'skopsType'],
  ['skops-operator', 'the schema hides the name of a call in an operator node', 'skopsOperator'],
  ['skops-object', 'the schema makes a process as an object', 'skopsObjectNode'],
];

export const referenceCases: readonly DetectCase[] = [
  ...table.map(([name, title, build]) => bad(trick, name, name === 'nemo-target' ? 'tar' : 'repository', title, build)),
  ...skops.map(([name, title, from]) => bad(trick, name, 'zip', title, () => ({ 'model.skops': unpack(from) }))),
];
