import type { DetectCase } from '../case.ts';
import { bin } from './bytes.ts';
import { bad, ECHO } from './make.ts';
import { build, call, dict, global, newobj, pk, ref, tup } from './pickle.ts';
import { stateDict, torchZip } from './torch.ts';
import { zip } from './zip.ts';

const object = (): Uint8Array =>
  pk(build(newobj(global('__torch__', 'M')), dict(['training', false], ['_is_full_backward_hook', null])), 2);

/** An archive of torch.jit whose module is `body`. */
function script(body: readonly string[], attributes: readonly string[] = []): Uint8Array {
  const code = [
    'class M(Module):',
    '  __parameters__ = []',
    '  __buffers__ = []',
    '  training : bool',
    '  _is_full_backward_hook : Optional[bool]',
    ...attributes,
    ...body,
  ];
  return zip([
    { name: 'm/data.pkl', data: object(), align: 64 },
    { name: 'm/byteorder', data: bin('little'), align: 64 },
    { name: 'm/code/__torch__.py', data: bin(`${code.join('\n')}\n`), align: 64, deflated: true },
    { name: 'm/constants.pkl', data: pk(tup(), 2), align: 64 },
    { name: 'm/version', data: bin('3\n'), align: 64 },
  ]);
}

const forward = (...lines: readonly string[]): string[] => [
  '  def forward(self: __torch__.M,',
  '    x: Tensor) -> Tensor:',
  ...lines.map((line) => `    ${line}`),
];

const readFile = '_0 = torch.from_file("/etc/passwd", False, 4, dtype=0)';

export const scriptCases: readonly DetectCase[] = [
  bad('torchscript', 'from-file', 'torch-zip', 'forward maps a file of the host into its result', () => ({
    'model.pt': script(forward(readFile, 'return _0')),
  })),
  bad('torchscript', 'save', 'torch-zip', 'forward writes a file to a path of the sender', () => ({
    'model.ts': script(forward('torch.save(x, "pwned.txt")', 'return x')),
  })),
  bad('torchscript', 'endless', 'torch-zip', 'forward never ends', () => ({
    'model.pt': script(
      forward('_0 = True', '_1 = x', 'while _0:', '  _2 = torch.add(_1, 1)', '  _0, _1, = True, _2', 'return _1'),
    ),
  })),
  bad(
    'torchscript',
    'code-but-pickle',
    'torch-zip',
    'the archive looks like torch.jit but torch.load runs its pickle',
    () => ({
      'model.pt': torchZip(pk(stateDict(['x', call(ref('posix', 'system'), ECHO)]), 2), {
        extra: [{ name: 'archive/code/__torch__.py', data: bin('class M(Module):\n  training : bool\n') }],
      }),
    }),
  ),
  bad('torchscript', 'package-module', 'torch-zip', 'importing the package runs its Python source', () => ({
    'model.pt': zip([
      { name: 'model/.data/extern_modules', data: bin('os\n') },
      { name: 'model/.data/python_version', data: bin('3.11.7\n') },
      { name: 'model/model/model.pkl', data: pk(newobj(ref('net', 'Net')), 3) },
      { name: 'model/net.py', data: bin('import os\nos.system("echo pwned")\nclass Net:\n    pass\n') },
      { name: 'model/version', data: bin('6\n') },
    ]),
  })),
  bad(
    'torchscript',
    'mar-handler',
    'zip',
    'TorchServe imports the handler of the archive, which runs a command',
    () => ({
      'classifier.mar': zip([
        {
          name: 'MAR-INF/MANIFEST.json',
          data: bin(JSON.stringify({ model: { modelName: 'c', serializedFile: 'm.pt', handler: 'handler.py' } })),
        },
        { name: 'handler.py', data: bin('import subprocess\nsubprocess.run(["echo", "pwned"])\n'), deflated: true },
        { name: 'm.pt', data: torchZip(pk(stateDict(), 2)) },
      ]),
    }),
  ),
];
