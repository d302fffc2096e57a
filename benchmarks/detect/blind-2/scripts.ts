import type { DetectCase } from '../case.ts';
import { bin, zeros } from '../blind/bytes.ts';
import { bad, ECHO } from '../blind/make.ts';
import { build, call, dict, global, newobj, pk, ref, tup } from '../blind/pickle.ts';
import { json } from '../blind/templates.ts';
import { stateDict, torchZip } from '../blind/torch.ts';
import { type Entry, zip } from '../blind/zip.ts';

const trick = 'torchscript';

/** An archive of torch.jit with a module M; further source files lie beside its own. */
function script(methods: readonly string[], more: readonly Entry[] = []): Uint8Array {
  const code = [
    'class M(Module):',
    '  __parameters__ = []',
    '  __buffers__ = []',
    '  training : bool',
    '  _is_full_backward_hook : Optional[bool]',
    ...methods,
    '',
  ];
  const attributes = dict(['training', false], ['_is_full_backward_hook', null]);
  const ownState = methods.some((line) => line.includes('__setstate__'));
  const object = build(newobj(global('__torch__', 'M')), ownState ? 1 : attributes);
  return zip([
    { name: 'm/data.pkl', data: pk(object, 2), align: 64 },
    { name: 'm/byteorder', data: bin('little'), align: 64 },
    { name: 'm/code/__torch__.py', data: bin(code.join('\n')), align: 64, deflated: true },
    ...more,
    { name: 'm/constants.pkl', data: pk(tup(), 2), align: 64 },
    { name: 'm/version', data: bin('3\n'), align: 64 },
  ]);
}

const method = (name: string, head: string, ...lines: readonly string[]): string[] => [
  `  def ${name}(self: __torch__.M,`,
  `    ${head}:`,
  ...lines.map((line) => `    ${line}`),
];
const forward = (...lines: readonly string[]): string[] => method('forward', 'x: Tensor) -> Tensor', ...lines);
const setState = (...lines: readonly string[]): string[] => [
  ...forward('return x'),
  ...method('__getstate__', ') -> int', 'return 1'),
  ...method(
    '__setstate__',
    'state: int) -> NoneType',
    'self.training = False',
    'self._is_full_backward_hook = None',
    ...lines,
  ),
];

const modules: ReadonlyArray<readonly [string, string, () => Uint8Array]> = [
  [
    'shared-file',
    'forward creates a file and maps it for writing',
    () =>
      script(
        forward('_0 = torch.from_file("/tmp/pwned", True, 1024, dtype=6)', '_1 = torch.fill_(_0, 7)', 'return _0'),
      ),
  ],
  [
    'other-spelling',
    'the operator that maps a file is named by its namespace',
    () => script(forward('_0 = ops.aten.from_file("/etc/shadow", False, 64, dtype=0)', 'return _0')),
  ],
  [
    'state-endless',
    'the load itself never ends: the module sets its state in a loop',
    () => script(setState('_0 = True', 'while _0:', '  _0 = True', 'return None')),
  ],
  [
    'state-file',
    'the load itself maps a file of the host',
    () => script(setState('_0 = torch.from_file("/etc/passwd", False, 4, dtype=0)', 'return None')),
  ],
  [
    'inner-module',
    'an activation in a source file of its own reads a file of the host',
    () =>
      script(forward('_0 = __torch__.layers.act.gelu(x, )', 'return _0'), [
        {
          name: 'm/code/__torch__/layers/act.py',
          data: bin(
            'def gelu(x: Tensor) -> Tensor:\n  _0 = torch.from_file("/etc/group", False, 256, dtype=0)\n  return torch.add(x, torch.sum(_0))\n',
          ),
          align: 64,
          deflated: true,
        },
      ]),
  ],
  [
    'write-picture',
    'an operator of torchvision writes bytes to a path',
    () => script(forward('_0 = ops.image.write_file("/tmp/pwned", x)', 'return x')),
  ],
  [
    'read-key',
    'an operator of torchvision reads a key of the user',
    () => script(forward('_0 = ops.image.read_file("/root/.ssh/id_rsa")', 'return _0')),
  ],
  [
    'allocation',
    'forward asks for four hundred terabytes',
    () => script(forward('_0 = torch.zeros([100000, 1000000000], dtype=6)', 'return torch.add(x, _0)')),
  ],
  [
    'trigger',
    'for one input alone forward writes a file',
    () =>
      script(
        forward(
          '_0 = bool(torch.eq(torch.sum(x), 1337))',
          'if _0:',
          '  torch.save(x, "/tmp/pwned")',
          'else:',
          '  pass',
          'return torch.relu(x)',
        ),
      ),
  ],
  [
    'made-name',
    'the name of the file that is written is put together',
    () => script(forward('_0 = torch.format("{}/{}{}", "/tmp", "pwn", "ed")', 'torch.save(x, _0)', 'return x')),
  ],
];

const library = bin(0x7f, 'ELF', 2, 1, 1, zeros(9), [3, 0, 0x3e, 0, 1, 0, 0, 0], zeros(44));
const exported: readonly Entry[] = [
  { name: 'tiny/archive_format', data: bin('pt2') },
  { name: 'tiny/archive_version', data: bin('0') },
  { name: 'tiny/byteorder', data: bin('little') },
];

export const scriptCases: readonly DetectCase[] = [
  ...modules.map(([name, title, make]) => bad(trick, name, 'torch-zip', title, () => ({ 'model.pt': make() }))),
  bad(
    trick,
    'compiled-package',
    'torch-zip',
    'the exported model is a native library, which the loader maps and calls',
    () => ({
      'model.pt2': zip([
        ...exported,
        { name: 'tiny/data/aotinductor/model/c0ffee.wrapper.so', data: library },
        { name: 'tiny/data/aotinductor/model/c0ffee.wrapper_metadata.json', data: json({ AOTI_DEVICE_KEY: 'cpu' }) },
      ]),
    }),
  ),
  bad(
    trick,
    'sample-inputs',
    'torch-zip',
    'the sample inputs of an exported model are a torch file that runs a command',
    () => ({
      'model.pt2': zip([
        ...exported,
        { name: 'tiny/models/model.json', data: json({ graph_module: {}, schema_version: { major: 8, minor: 8 } }) },
        {
          name: 'tiny/data/sample_inputs/model.pt',
          data: torchZip(pk(stateDict(['x', call(ref('posix', 'system'), ECHO)]), 2)),
        },
      ]),
    }),
  ),
  bad(
    trick,
    'package-extern',
    'torch-zip',
    'the package declares posix as extern, and its pickle runs a command',
    () => ({
      'model.pt': zip([
        { name: 'tiny/.data/extern_modules', data: bin('posix\n') },
        { name: 'tiny/.data/version', data: bin('6\n') },
        { name: 'tiny/model/model.pkl', data: pk(call(ref('posix', 'system'), ECHO), 3) },
        { name: 'tiny/byteorder', data: bin('little') },
        { name: 'tiny/version', data: bin('6\n') },
      ]),
    }),
  ),
  bad(trick, 'package-init', 'torch-zip', 'the __init__ of a package inside decodes and runs source', () => ({
    'model.pt': zip([
      { name: 'tiny/.data/extern_modules', data: bin('base64\ntorch\n') },
      { name: 'tiny/.data/version', data: bin('6\n') },
      { name: 'tiny/model/model.pkl', data: pk(newobj(ref('nets.tiny', 'Net')), 3) },
      {
        name: 'tiny/nets/__init__.py',
        data: bin(`import base64\nexec(base64.b64decode("${btoa('print("pwned")')}"))\n`),
      },
      { name: 'tiny/nets/tiny.py', data: bin('class Net:\n    pass\n') },
      { name: 'tiny/byteorder', data: bin('little') },
      { name: 'tiny/version', data: bin('6\n') },
    ]),
  })),
];
