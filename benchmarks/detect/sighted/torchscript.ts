import { bytesOf, op } from '../../../src/formats/pickle/assemble.fixture.ts';
import type { DetectCase } from '../case.ts';
import { trick } from './make.ts';

const { script, zip } = trick('torchscript');

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A TorchScript class around these statements of its forward method. */
const net = (...statements: readonly string[]): string =>
  [
    'class Net(Module):',
    '  __parameters__ = []',
    '  __buffers__ = []',
    '  training : bool',
    '  def forward(self: __torch__.Net,',
    '    x: Tensor) -> Tensor:',
    ...statements.map((statement) => `    ${statement}`),
    '    return x',
    '',
  ].join('\n');

const READ = '_0 = torch.from_file("/nowhere/harmless", False, 8, dtype=0, layout=None, device=None, pin_memory=None)';

/** Code in an archive of torch.jit. */
export const torchscriptCases: readonly DetectCase[] = [
  script('from-file', 'torch.from_file maps a file of the machine', net(READ)),
  script(
    'endless',
    'A loop whose condition is set to True in each turn',
    net('go = True', 'while go:', '  y = torch.mul(x, x)', '  go, x, = True, y'),
  ),
  script('endless-constant', 'A loop over True itself', net('while True:', '  x = torch.mul(x, x)')),
  script('save', 'aten::save writes a file', net('ops.aten.save(x, "/nowhere/harmless")')),
  script('image-write', 'torchvision writes a file', net('ops.image.write_file("/nowhere/harmless", x)')),
  script('alias', 'torch under another name', net('t = torch', '_0 = t.from_file("/nowhere/harmless", False, 8)')),
  script(
    'custom-operator',
    'An operator of a library that the loader must have loaded',
    net('_0 = ops.harmless_ops.run(x)'),
  ),
  script(
    'native-class',
    'A native class that the process must have registered',
    net('_0 = __torch__.torch.classes.harmless.Runner("x")'),
  ),
  script('python-operator', 'An operator that calls back into Python', net('_0 = ^HarmlessFunction()(x)')),
  script(
    'behind-a-comment',
    'A comment longer than the first pages comes before the class',
    `${'# weights\n'.repeat(600)}${net(READ)}`,
  ),
  script(
    'import-in-a-string',
    'A line of a string looks like a Python import',
    net('_1 = """', 'import os', '"""', READ).replace('    import os', 'import os'),
  ),
  zip(
    'torch-zip',
    'bytecode',
    'The operator stands in the table for phones alone; the code beside it is harmless',
    () => ({
      members: [
        { name: 'archive/data.pkl', data: bytesOf(op.proto(2), op.none, op.stop) },
        { name: 'archive/code/__torch__.py', data: bytes(net('pass')) },
        { name: 'archive/constants.pkl', data: bytesOf(op.proto(2), op.emptyTuple, op.stop) },
        {
          name: 'archive/bytecode.pkl',
          data: bytesOf(op.proto(2), op.str('aten::from_file'), op.str(''), op.tuple2, op.stop),
        },
        { name: 'archive/version', data: bytes('3\n') },
      ],
    }),
  ),
  zip('torch-zip', 'package', 'A torch.package whose Python modules the importer runs', () => ({
    members: [
      { name: 'model/.data/extern_modules', data: bytes('sys\n') },
      { name: 'model/.data/version', data: bytes('6\n') },
      { name: 'model/model/model.pkl', data: bytesOf(op.proto(2), op.none, op.stop) },
      { name: 'model/harmless.py', data: bytes('print("harmless")\n') },
    ],
  })),
];
