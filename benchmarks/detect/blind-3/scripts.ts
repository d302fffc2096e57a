import type { DetectCase } from '../case.ts';
import { bin } from '../blind/bytes.ts';
import { ADDRESS, bad, ECHO, type Files } from '../blind/make.ts';
import { build, call, dict, global, newobj, pk, ref, tup } from '../blind/pickle.ts';
import { json } from '../blind/templates.ts';
import { stateDict, torchZip } from '../blind/torch.ts';
import { type Entry, zip } from '../blind/zip.ts';

const system = call(ref('posix', 'system'), ECHO);
const hostile = (p = 2): Uint8Array => pk(system, p);

/** An archive of torch.jit with a module M whose forward has these lines, and members in the place of its own. */
function script(lines: readonly string[], instead: Readonly<Record<string, Uint8Array>> = {}): Uint8Array {
  const code = [
    'class M(Module):',
    '  __parameters__ = []',
    '  __buffers__ = []',
    '  training : bool',
    '  _is_full_backward_hook : Optional[bool]',
    '  def forward(self: __torch__.M,',
    '    x: Tensor) -> Tensor:',
    ...lines.map((line) => `    ${line}`),
    '',
  ].join('\n');
  const attributes = dict(['training', false], ['_is_full_backward_hook', null]);
  const members: Record<string, Uint8Array> = {
    'data.pkl': pk(build(newobj(global('__torch__', 'M')), attributes), 2),
    byteorder: bin('little'),
    'code/__torch__.py': bin(code),
    'constants.pkl': pk(tup(), 2),
    version: bin('3\n'),
    ...instead,
  };
  return zip(Object.entries(members).map(([name, data]): Entry => ({ name: `m/${name}`, data, align: 64 })));
}

const plain = ['return torch.relu(x)'];
const exported: readonly Entry[] = [
  { name: 'tiny/archive_format', data: bin('pt2') },
  { name: 'tiny/archive_version', data: bin('0') },
  { name: 'tiny/byteorder', data: bin('little') },
];
const torch = (): Uint8Array => torchZip(pk(stateDict(['x', system]), 2));

const table: ReadonlyArray<readonly [name: string, title: string, files: () => Files]> = [
  [
    'constants',
    'the constants of the module are a pickle that runs a command in readers of Python',
    () => ({ 'model.pt': script(plain, { 'constants.pkl': hostile() }) }),
  ],
  [
    'debug-table',
    'the table of source lines is a pickle that runs a command',
    () => ({ 'model.pt': script(plain, { 'code/__torch__.py.debug_pkl': hostile() }) }),
  ],
  [
    'extra-file',
    'an extra file of the module, which its user unpickles, runs a command',
    () => ({ 'model.pt': script(plain, { 'extra/preprocess': hostile(4) }) }),
  ],
  [
    'phone-code',
    'the code for phones is a pickle that runs a command in readers of Python',
    () => ({ 'model.ptl': script(plain, { 'bytecode.pkl': hostile() }) }),
  ],
  [
    'doubling',
    'forward doubles its input sixty times',
    () => ({
      'model.pt': script(['x0 = x', 'for i in range(60):', '  x0 = torch.cat([x0, x0])', 'return x0']),
    }),
  ],
  [
    'long-loop',
    'forward counts to nine trillion millions before it answers',
    () => ({
      'model.pt': script(['x0 = x', 'for i in range(9223372036854775807):', '  x0 = torch.relu(x0)', 'return x0']),
    }),
  ],
  [
    'exported-object',
    'an object among the constants of an exported model is a pickle that runs a command',
    () => ({
      'model.pt2': zip([
        ...exported,
        { name: 'tiny/models/model.json', data: json({ graph_module: {}, schema_version: { major: 8, minor: 8 } }) },
        { name: 'tiny/data/constants/custom_obj_0', data: hostile() },
      ]),
    }),
  ],
  [
    'old-export',
    'the weights of a model in the first form of torch.export are a torch file that runs a command',
    () => ({
      'model.pt2': zip([
        {
          name: 'serialized_exported_program.json',
          data: json({ graph_module: {}, schema_version: { major: 5, minor: 1 } }),
        },
        { name: 'serialized_state_dict.pt', data: torch() },
        { name: 'serialized_constants.pt', data: torchZip(pk(stateDict(), 2)) },
        { name: 'version', data: bin('5.1') },
      ]),
    }),
  ],
];

export const scriptCases: readonly DetectCase[] = [
  ...table.map(([name, title, files]) => bad('torchscript', name, 'torch-zip', title, files)),
  bad(
    'torchscript',
    'mar-requirements',
    'zip',
    'TorchServe installs what the archive asks for, from an address',
    () => ({
      'tiny.mar': zip([
        {
          name: 'MAR-INF/MANIFEST.json',
          data: json({
            runtime: 'python',
            model: {
              modelName: 'tiny',
              modelVersion: '1.0',
              serializedFile: 'model.pt',
              handler: 'image_classifier',
              requirementsFile: 'requirements.txt',
            },
          }),
        },
        { name: 'model.pt', data: script(plain) },
        { name: 'requirements.txt', data: bin(`torch\ntiny-helpers @ ${ADDRESS}/tiny_helpers-1.0-py3-none-any.whl\n`) },
      ]),
    }),
  ),
];
