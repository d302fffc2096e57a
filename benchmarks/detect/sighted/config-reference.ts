import type { DetectCase } from '../case.ts';
import { type Files, innocent, text, trick } from './make.ts';

const json = (value: unknown): Uint8Array => text(JSON.stringify(value, null, 2));
const named =
  (path: string, content: string): (() => Files) =>
  () => ({ [path]: text(content) });

const hostile = (name: string, title: string, files: () => Files, reference?: string): DetectCase =>
  trick('config-reference').files('repository', name, title, files, reference);
const harmless = (name: string, title: string, files: () => Files): DetectCase =>
  innocent('config-reference').files('repository', name, title, files);

const config = (more: object) => json({ architectures: ['XModel'], model_type: 'x', hidden_size: 64, ...more });
const mlmodel = (loader: string, more = ''): string =>
  `artifact_path: model\nflavors:\n  python_function:\n    env:\n      conda: conda.yaml\n    loader_module: ${loader}\n    python_version: 3.11.4\n${more}mlflow_version: 2.14.0\nmodel_uuid: 0123456789abcdef0123456789abcdef\nutc_time_created: '2026-01-01 00:00:00'\n`;

/** Configuration that names code to import or run. */
export const configReferenceCases: readonly DetectCase[] = [
  hostile('other-repository', 'auto_map names code of another repository', () => ({
    'config.json': config({ auto_map: { AutoModel: 'someone/else--modeling_x.XModel' } }),
    'README.md': text('# x'),
  })),
  hostile('other-repository-nested', 'The same inside the configuration of a part', () => ({
    'config.json': config({ vision_config: { auto_map: { AutoConfig: 'someone/else--configuration_x.X' } } }),
    'README.md': text('# x'),
  })),
  hostile('other-repository-tokenizer', 'The tokenizer is code of another repository', () => ({
    'tokenizer_config.json': json({
      tokenizer_class: 'X',
      auto_map: { AutoTokenizer: ['someone/else--tokenization_x.X', null] },
    }),
    'README.md': text('# x'),
  })),
  hostile('missing-file', 'auto_map names a file that is not there', () => ({
    'config.json': config({ auto_map: { AutoModel: 'modeling_x.XModel' } }),
    'README.md': text('# x'),
  })),
  hostile('custom-pipelines', 'custom_pipelines names code that acts', () => ({
    'config.json': config({ custom_pipelines: { pairs: { impl: 'pairs.Pairs', pt: ['AutoModel'] } } }),
    'pairs.py': text('import os\nos.system("echo harmless")\n'),
  })),
  hostile('model-index', 'model_index.json names a pipeline of its own that acts', () => ({
    'model_index.json': json({ _class_name: ['my_pipe', 'X'], unet: ['diffusers', 'UNet2DConditionModel'] }),
    'my_pipe.py': text('import subprocess\nsubprocess.run(["echo", "harmless"])\n'),
  })),
  hostile('model-index-component', 'A component of a diffusers pipeline is code that acts', () => ({
    'model_index.json': json({ _class_name: 'StableDiffusionPipeline', unet: ['unet_x', 'X'] }),
    'unet/unet_x.py': text('import os\nos.system("echo harmless")\n'),
  })),
  hostile('model-index-library', 'A component of a pipeline is a function of the standard library', () => ({
    'model_index.json': json({ _class_name: 'StableDiffusionPipeline', vae: ['runpy', 'run_path'] }),
  })),
  hostile('modules-json', 'A module of sentence-transformers that acts', () => ({
    'modules.json': json([{ idx: 0, name: '0', path: '', type: 'custom_st.Transformer' }]),
    'custom_st.py': text('import os\nos.system("echo harmless")\n'),
  })),
  hostile('custom-generate', 'generate() of the repository acts', () => ({
    'custom_generate/generate.py': text('import os\ndef generate(model, **kwargs):\n    os.system("echo harmless")\n'),
    'config.json': config({}),
  })),
  hostile(
    'target-system',
    'Hydra: os.system',
    named('config.yaml', 'model:\n  _target_: os.system\n  command: echo harmless\n'),
  ),
  hostile(
    'target-popen',
    'NeMo: subprocess.Popen beside honest classes',
    named(
      'model_config.yaml',
      'encoder:\n  _target_: nemo.collections.asr.modules.ConformerEncoder\npreprocessor:\n  _target_: subprocess.Popen\n  args: [echo, harmless]\n',
    ),
    'CVE-2025-23304',
  ),
  hostile(
    'target-exec',
    'Hydra: builtins.exec',
    named('conf/model.yaml', '_target_: builtins.exec\n_args_: ["print(1)"]\n'),
  ),
  hostile(
    'target-eval-bare',
    'Hydra: eval without its module',
    named('config.yaml', 'x:\n  _target_: builtins.eval\n  _args_:\n  - 1+1\n'),
  ),
  hostile(
    'target-behind',
    'os behind another module',
    named('config.yaml', '_target_: numpy.os.system\ncommand: echo harmless\n'),
  ),
  hostile('target-runpy', 'runpy', named('config.yaml', '_target_: runpy.run_path\npath_name: weights.bin\n')),
  hostile('target-import', 'importlib', named('config.yaml', '_target_: importlib.import_module\nname: harmless\n')),
  hostile('target-shutil', 'Files are removed', named('config.yaml', '_target_: shutil.rmtree\npath: /nowhere\n')),
  hostile('target-pickle', 'A pickle is loaded', named('config.yaml', '_target_: pickle.loads\n_args_: [x]\n')),
  hostile(
    'target-read-pickle',
    'pandas loads a pickle',
    named('config.yaml', 'data:\n  _target_: pandas.read_pickle\n  filepath_or_buffer: weights.bin\n'),
  ),
  hostile(
    'target-dunder',
    'A walk through dunders',
    named('config.yaml', '_target_: torch.nn.Linear.__init__.__globals__\n'),
  ),
  hostile(
    'target-methodcaller',
    'operator.methodcaller',
    named('config.yaml', '_target_: operator.methodcaller\n_args_: [system]\n'),
  ),
  hostile(
    'target-url',
    'A file is fetched',
    named(
      'config.yaml',
      '_target_: urllib.request.urlretrieve\nurl: https://example.invalid/a\nfilename: /nowhere/a\n',
    ),
  ),
  hostile('target-json', 'The same in JSON', () => ({
    'config.json': config({ head: { _target_: 'os.system', command: 'echo harmless' } }),
  })),
  hostile(
    'target-list',
    'Deep in a list',
    named(
      'config.yaml',
      'trainer:\n  callbacks:\n  - _target_: pytorch_lightning.callbacks.EarlyStopping\n  - - _target_: os.popen\n      cmd: echo harmless\n',
    ),
  ),
  hostile(
    'target-anchor',
    'Behind an anchor and a merge key',
    named('config.yaml', 'base: &b\n  _target_: os.system\n  command: echo harmless\nmodel:\n  <<: *b\n'),
  ),
  hostile(
    'keras-function',
    'Keras: a function of a module that acts',
    () => ({
      'config.json': json({
        class_name: 'Functional',
        module: 'keras.models',
        config: { layers: [{ module: 'os', class_name: 'function', config: 'system' }] },
      }),
    }),
    'CVE-2025-1550',
  ),
  hostile('keras-lambda', 'Keras: a lambda as bytecode', () => ({
    'config.json': json({
      module: 'keras.layers',
      class_name: 'Lambda',
      config: { function: { class_name: '__lambda__', config: { code: '4wEA' } } },
    }),
  })),
  hostile(
    'resolver',
    'OmegaConf: a resolver that evaluates',
    named('config.yaml', 'lr: ${eval:\'__import__("os").system("echo harmless")\'}\n'),
  ),
  hostile('kernel', 'Attention by the kernel of another repository', () => ({
    'config.json': config({ _attn_implementation: 'someone/fast-attention' }),
    'README.md': text('# x'),
  })),
  hostile(
    'class-path',
    'Lightning: class_path',
    named('config.yaml', 'model:\n  class_path: subprocess.Popen\n  init_args:\n    args: [echo, harmless]\n'),
  ),
  hostile(
    'latent-diffusion-target',
    'Latent diffusion: target',
    named('v1-inference.yaml', 'model:\n  target: os.system\n  params:\n    command: echo harmless\n'),
  ),
  hostile(
    'hyperpyyaml-apply',
    'HyperPyYAML: !apply',
    named('hyperparams.yaml', 'seed: 1\n__run: !apply:os.system [echo harmless]\n'),
  ),
  hostile(
    'hyperpyyaml-new',
    'HyperPyYAML: !new',
    named('hyperparams.yaml', 'x: !new:subprocess.Popen\n  args: [echo, harmless]\n'),
  ),
  hostile(
    'yaml-apply',
    '!!python/object/apply',
    named('config.yaml', 'x: !!python/object/apply:os.system [echo harmless]\n'),
  ),
  hostile(
    'yaml-new',
    '!!python/object/new',
    named('config.yaml', '!!python/object/new:subprocess.Popen\nargs: [[echo, harmless]]\n'),
  ),
  hostile(
    'yaml-verbatim',
    'The tag in its long form',
    named('config.yaml', 'x: !<tag:yaml.org,2002:python/object/apply:os.system> [echo harmless]\n'),
  ),
  hostile(
    'yaml-handle',
    'The tag through a handle of its own',
    named('config.yaml', '%TAG !p! tag:yaml.org,2002:python/\n---\nx: !p!object/apply:os.system [echo harmless]\n'),
  ),
  hostile(
    'yaml-escaped',
    'The tag with escapes',
    named('config.yaml', 'x: !!python/object/apply:os%2esystem [echo harmless]\n'),
  ),
  hostile('yaml-name', '!!python/name', named('config.yaml', 'x: !!python/name:os.system\n')),
  hostile('yaml-module', '!!python/module', named('config.yaml', 'x: !!python/module:harmless\n')),
  hostile(
    'yaml-unknown-class',
    'A class that nobody knows is called',
    named('hparams.yaml', 'x: !!python/object/apply:harmless.module.Run [1]\n'),
  ),
  hostile(
    'yaml-second-document',
    'In the second document of the file',
    named('config.yaml', 'a: 1\n---\nb: !!python/object/apply:os.system [echo harmless]\n'),
  ),
  hostile('mlflow-loader', 'MLflow: a loader module that acts', () => ({
    MLmodel: text(mlmodel('loader', '    code: code\n')),
    'code/loader.py': text('import os\ndef _load_pyfunc(path):\n    os.system("echo harmless")\n'),
  })),
  hostile(
    'mlflow-loader-missing',
    'MLflow: a loader module from elsewhere',
    named('MLmodel', mlmodel('harmless_loader')),
  ),
  hostile('mlflow-loader-os', 'MLflow: os as a loader', named('MLmodel', mlmodel('os'))),
  hostile('mlflow-code', 'MLflow: code that the pickled model imports acts', () => ({
    MLmodel: text(mlmodel('mlflow.pyfunc.model', '    code: code\n    python_model: python_model.pkl\n')),
    'code/my_model.py': text('import subprocess\nsubprocess.run("echo harmless", shell=True)\n'),
  })),
  hostile('mlflow-code-path', 'MLflow: a model from code acts', () => ({
    MLmodel: text(mlmodel('mlflow.pyfunc.model', '    model_code_path: agent.py\n')),
    'agent.py': text('import os\nos.system("echo harmless")\n'),
  })),
  hostile(
    'requirements-plain-http',
    'A package over plain HTTP',
    named('requirements.txt', 'torch\nhttp://example.invalid/x-1-py3-none-any.whl\n'),
  ),
  hostile(
    'requirements-index',
    'Another index beside the usual',
    named('requirements.txt', '--extra-index-url https://pypi.example.invalid/simple\ninternal-package\n'),
  ),
  hostile(
    'requirements-address',
    'An index at an address',
    named('requirements.txt', '-i http://203.0.113.7:8080/simple\n--trusted-host 203.0.113.7\ntorch\n'),
  ),
  hostile(
    'requirements-url',
    'A wheel of an unknown server',
    named('requirements.txt', 'flash-attn @ https://files.example.invalid/flash_attn-2-py3-none-any.whl\n'),
  ),
  hostile(
    'requirements-git',
    'A checkout without TLS',
    named('requirements.txt', 'git+http://example.invalid/a/b.git\n'),
  ),
  hostile(
    'requirements-continued',
    'The URL stands on a continued line',
    named('requirements.txt', 'x @ \\\n  https://files.example.invalid/x.tar.gz\n'),
  ),
  hostile(
    'requirements-nested',
    'A list of a server',
    named('requirements.txt', '-r https://example.invalid/requirements.txt\n'),
  ),
  hostile(
    'conda-pip',
    'The pip section of a conda environment',
    named(
      'conda.yaml',
      'name: x\nchannels: [conda-forge]\ndependencies:\n- python=3.11\n- pip:\n  - x @ https://files.example.invalid/x-1.whl\n',
    ),
  ),
  hostile(
    'pyproject-url',
    'A dependency by URL in pyproject.toml',
    named(
      'pyproject.toml',
      '[project]\nname = "x"\ndependencies = [\n  "torch",\n  "y @ https://files.example.invalid/y-1.whl",\n]\n',
    ),
  ),
];

const MODEL = 'import torch.nn as nn\nclass XModel(nn.Module):\n    pass\nclass XConfig:\n    pass\n';

/** The like in honest repositories. */
export const harmlessConfigCases: readonly DetectCase[] = [
  harmless('auto-map', 'auto_map with its files', () => ({
    'config.json': config({
      auto_map: { AutoConfig: 'modeling_x.XConfig', AutoModelForCausalLM: 'modeling_x.XModel' },
    }),
    'modeling_x.py': text(MODEL),
  })),
  harmless('tokenizer-map', 'A tokenizer of the repository', () => ({
    'tokenizer_config.json': json({ auto_map: { AutoTokenizer: ['tokenization_x.X', null] }, tokenizer_class: 'X' }),
    'tokenization_x.py': text('class X:\n    pass\n'),
  })),
  harmless('config', 'A configuration without code, with Python’s Infinity', () => ({
    'config.json': text(
      '{"architectures": ["Mamba2ForCausalLM"], "model_type": "mamba2", "time_step_limit": [0.0, Infinity], "x": -Infinity, "y": NaN}',
    ),
    'generation_config.json': json({ eos_token_id: 2 }),
  })),
  harmless('model-index', 'A pipeline of diffusers', () => ({
    'model_index.json': json({
      _class_name: 'StableDiffusionPipeline',
      _diffusers_version: '0.30.0',
      feature_extractor: ['transformers', 'CLIPImageProcessor'],
      safety_checker: ['stable_diffusion', 'StableDiffusionSafetyChecker'],
      scheduler: ['diffusers', 'PNDMScheduler'],
      image_encoder: [null, null],
      unet: ['diffusers', 'UNet2DConditionModel'],
    }),
    'scheduler/scheduler_config.json': json({ _class_name: 'PNDMScheduler' }),
  })),
  harmless('sentence-transformers', 'Modules of sentence-transformers', () => ({
    'modules.json': json([
      { idx: 0, name: '0', path: '', type: 'sentence_transformers.models.Transformer' },
      { idx: 1, name: '1', path: '1_Pooling', type: 'sentence_transformers.models.Pooling' },
    ]),
    '1_Pooling/config.json': json({ word_embedding_dimension: 384 }),
  })),
  harmless(
    'nemo',
    'A configuration of NeMo',
    named(
      'model_config.yaml',
      'sample_rate: 16000\npreprocessor:\n  _target_: nemo.collections.asr.modules.AudioToMelSpectrogramPreprocessor\n  normalize: per_feature\nencoder:\n  _target_: nemo.collections.asr.modules.ConformerEncoder\n  feat_in: 80\noptim:\n  name: adamw\n  sched: {name: CosineAnnealing}\ntarget: nemo.collections.asr.models.ctc_bpe_models.EncDecCTCModelBPE\nnemo_version: 1.20.0\n',
    ),
  ),
  harmless(
    'hydra',
    'A configuration of Hydra',
    named(
      'config.yaml',
      'defaults:\n- _self_\n- model: vit\nmodel:\n  _target_: src.models.vit.ViT\n  norm: {_target_: torch.nn.LayerNorm, _partial_: true}\n  path: {_target_: os.path.join, _args_: [a, b]}\n  act: {_target_: functools.partial, _args_: [{_target_: builtins.dict}]}\noptimizer:\n  _target_: torch.optim.AdamW\ntrainer:\n  _target_: lightning.pytorch.Trainer\n  logger: {_target_: lightning.pytorch.loggers.WandbLogger}\ndata_dir: ${oc.env:DATA}/x\n',
    ),
  ),
  harmless(
    'latent-diffusion',
    'A configuration of latent diffusion',
    named(
      'v1-inference.yaml',
      'model:\n  base_learning_rate: 1.0e-04\n  target: ldm.models.diffusion.ddpm.LatentDiffusion\n  params:\n    unet_config:\n      target: ldm.modules.diffusionmodules.openaimodel.UNetModel\n      params: {image_size: 32}\n    first_stage_config:\n      target: ldm.models.autoencoder.AutoencoderKL\n',
    ),
  ),
  harmless(
    'lightning',
    'A configuration of Lightning',
    named(
      'config.yaml',
      'seed_everything: 1\nmodel:\n  class_path: mypackage.models.Net\n  init_args: {lr: 0.1}\ntrainer:\n  callbacks:\n  - class_path: lightning.pytorch.callbacks.ModelCheckpoint\n',
    ),
  ),
  harmless(
    'speechbrain',
    'Hyperparameters of SpeechBrain',
    named(
      'hyperparams.yaml',
      'seed: 1986\n__set_seed: !apply:torch.manual_seed [!ref <seed>]\nemb_dim: 192\ncompute_features: !new:speechbrain.lobes.features.Fbank\n  n_mels: 80\nactivation: !name:torch.nn.LeakyReLU\nmodules:\n  encoder: !ref <compute_features>\npretrainer: !new:speechbrain.utils.parameter_transfer.Pretrainer\n  paths: {encoder: !ref <emb_dim>/e.ckpt}\n',
    ),
  ),
  harmless(
    'hparams',
    'Hyperparameters that old Lightning wrote',
    named(
      'hparams.yaml',
      'args: !!python/object:argparse.Namespace\n  lr: 0.1\npath: !!python/object/apply:pathlib.PosixPath [a, b]\nshape: !!python/tuple [1, 2]\nx: !!python/object/apply:numpy.core.multiarray.scalar\n- 1\n',
    ),
  ),
  harmless('mlflow-sklearn', 'A model of scikit-learn in MLflow', () => ({
    MLmodel: text(
      mlmodel(
        'mlflow.sklearn',
        '    model_path: model.pkl\n    predict_fn: predict\n  sklearn:\n    code: null\n    pickled_model: model.pkl\n    serialization_format: cloudpickle\n    sklearn_version: 1.5.0\n',
      ),
    ),
    'conda.yaml': text(
      'channels:\n- conda-forge\ndependencies:\n- python=3.11.4\n- pip<=24\n- pip:\n  - mlflow==2.14.0\n  - scikit-learn==1.5.0\nname: mlflow-env\n',
    ),
    'python_env.yaml': text('python: 3.11.4\nbuild_dependencies:\n- pip==24.0\ndependencies:\n- -r requirements.txt\n'),
    'requirements.txt': text('mlflow==2.14.0\nscikit-learn==1.5.0\n'),
  })),
  harmless('mlflow-pyfunc', 'A Python model of MLflow with its code', () => ({
    MLmodel: text(
      mlmodel(
        'mlflow.pyfunc.model',
        '    code: code\n    cloudpickle_version: 3.0.0\n    python_model: python_model.pkl\n',
      ),
    ),
    'code/my_model.py': text(
      'import mlflow.pyfunc\nclass M(mlflow.pyfunc.PythonModel):\n    def load_context(self, context):\n        self.x = open(context.artifacts["x"]).read()\n    def predict(self, context, model_input):\n        return model_input\n',
    ),
  })),
  harmless(
    'requirements',
    'Requirements with an index of PyTorch and a checkout',
    named(
      'requirements.txt',
      '# x\n--extra-index-url https://download.pytorch.org/whl/cu121\ntorch==2.4.0\ntransformers @ git+https://github.com/huggingface/transformers@main\ngit+https://github.com/openai/CLIP.git\naccelerate>=0.30 ; python_version >= "3.9"\nnumpy<2  # old\n-r other.txt\n-e .\n',
    ),
  ),
  harmless(
    'requirements-wheel',
    'A wheel of a release',
    named(
      'requirements.txt',
      'https://github.com/Dao-AILab/flash-attention/releases/download/v2.6.3/flash_attn-2.6.3-cp311-cp311-linux_x86_64.whl\nspaces\n',
    ),
  ),
  harmless(
    'pyproject',
    'pyproject.toml',
    named(
      'pyproject.toml',
      '[build-system]\nrequires = ["setuptools>=61"]\n[project]\nname = "x"\ndependencies = ["torch", "x[extra]>=1"]\n[project.urls]\nHomepage = "https://example.invalid"\n[[tool.uv.index]]\nurl = "https://download.pytorch.org/whl/cpu"\n',
    ),
  ),
  harmless('workflow', 'A workflow and a compose file', () => ({
    '.github/workflows/ci.yml': text(
      'on: [push]\njobs:\n  x:\n    runs-on: ubuntu-latest\n    steps:\n    - uses: actions/checkout@v4\n    - run: pip install -e .\n',
    ),
    'docker-compose.yaml': text('services:\n  x:\n    image: x\n    command: ["python", "app.py"]\n'),
  })),
  harmless(
    'axolotl',
    'A training configuration',
    named(
      'axolotl.yml',
      'base_model: meta-llama/Llama-3.1-8B\nmodel_type: LlamaForCausalLM\ntrust_remote_code: true\ndatasets:\n- path: teknium/OpenHermes-2.5\n  type: sharegpt\nlora_target_modules: [q_proj, v_proj]\nspecial_tokens:\n  pad_token: "<|end_of_text|>"\n',
    ),
  ),
  harmless(
    'mergekit',
    'A merge',
    named(
      'mergekit_config.yml',
      'merge_method: slerp\nbase_model: a/b\nslices:\n- sources:\n  - {model: a/b, layer_range: [0, 32]}\n  - {model: c/d, layer_range: [0, 32]}\nparameters:\n  t: [{filter: self_attn, value: [0, 0.5]}, {value: 0.5}]\ndtype: bfloat16\n',
    ),
  ),
  harmless(
    'ultralytics',
    'A model of YOLO',
    named(
      'yolov8.yaml',
      'nc: 80\nbackbone:\n  - [-1, 1, Conv, [64, 3, 2]]\n  - [-1, 3, C2f, [128, True]]\nhead:\n  - [-1, 1, nn.Upsample, [None, 2, "nearest"]]\n',
    ),
  ),
];
