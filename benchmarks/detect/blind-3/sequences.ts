import type { DetectCase } from '../case.ts';
import { bin, fill, type Part, u32, zeros } from '../blind/bytes.ts';
import { bad, ECHO, type Files, rows, streams } from '../blind/make.ts';
import {
  build,
  call,
  dict,
  enc,
  frame,
  persid,
  pk,
  POP,
  REDUCE,
  ref,
  SETITEM,
  STOP,
  stream,
  tup,
  type Val,
} from '../blind/pickle.ts';
import { npy, floats, ordered, stateDict, tensor, torchZip } from '../blind/torch.ts';
import { zip } from '../blind/zip.ts';
import { unpackThird } from './packed.ts';

const system = ref('posix', 'system');
const command = call(system, ECHO);
const run = (p: number): Part => [enc(command, p), POP];
const hostile = (p = 4): Uint8Array => pk(command, p);
const weights: Val = dict(['bias', [1, 2, 3]], ['name', 'tiny']);

const broken = streams('broken-stream', [
  [
    'unhashable',
    'pickle',
    'the command runs before a list is used as a key',
    () => stream(4, run(4), '}', ']', 'N', SETITEM, STOP),
  ],
  [
    'no-extension',
    'torch-zip',
    'the command runs before an extension code that nobody registered',
    () => stream(2, run(2), 0x82, 250, STOP),
  ],
  [
    'arguments',
    'pickle',
    'the command runs before a call whose arguments are no tuple',
    () => stream(2, run(2), enc(ref('builtins', 'len'), 2), 'K', 1, REDUCE, STOP),
  ],
  [
    'negative-number',
    'torch-legacy',
    'the command runs before a number of minus four bytes',
    () => stream(2, run(2), 0x8b, u32(-4), STOP),
  ],
  [
    'float-line',
    'folder',
    'the command runs before a line that is no number',
    () => stream(0, run(0), 'Fnine\n', STOP),
  ],
]);

const record = (body: Uint8Array): Part => [u32(body.length), body];
const file = (name: string, data: () => Uint8Array) => (): Files => ({ [name]: data() });
const several: ReadonlyArray<readonly [string, string, () => Files]> = [
  [
    'lengths',
    'records with their lengths in front; the third runs a command',
    file('records.dat', () => bin(record(pk(weights, 2)), record(pk([1, 2], 2)), record(hostile(2)))),
  ],
  [
    'array-then-pickle',
    'an array of numbers and behind it, in the same file, a pickle that runs a command',
    file('features.npy', () => bin(npy('<f4', '(4,)', floats), hostile())),
  ],
  [
    'comment-line',
    'the reader skips one line of text; then a pickle runs a command',
    file('embeddings.vec', () => bin('# 2 words, 3 columns\n', hostile(2))),
  ],
  [
    'magic-header',
    'sixty-four bytes of a header of its own, then a pickle that runs a command',
    file('model.tiny', () => bin('TINYMDL', 1, u32(3), zeros(52), hostile(5))),
  ],
  [
    'three-protocols',
    'three objects of protocols 0, 2 and 5; that of protocol 2 runs a command',
    file('model.pkl', () => bin(pk(weights, 0), hostile(2), pk(weights, 5, true))),
  ],
];

/** One opcode with its argument in a frame of its own. */
const crumb = (part: Part): Part => [frame(bin(part).length), part];

const framing = streams('framing', [
  [
    'crumbs',
    'pickle',
    'each opcode has a frame of its own',
    () =>
      stream(
        4,
        [[0x8c, 5, 'posix'], [0x8c, 6, 'system'], 0x93, [0x8c, 10, ECHO], 0x85, REDUCE, STOP].map((part) =>
          crumb(part),
        ),
      ),
  ],
  [
    'large-inside',
    'torch-zip',
    'a byte string of 70 kB inside of a frame, where no writer leaves it; the command follows',
    () => {
      const inner = bin('B', u32(70_000), fill(70_000, 46), POP, enc(command, 4), STOP);
      return stream(4, frame(inner.length), inner);
    },
  ],
  [
    'late',
    'pickle',
    '100 kB without a frame, then the command in the only one',
    () => {
      const inner = bin(enc(command, 4), STOP);
      return stream(4, 'B', u32(100_000), fill(100_000, 46), POP, frame(inner.length), inner);
    },
  ],
  [
    'argument-outside',
    'folder',
    'a frame ends between an opcode and its argument of one byte',
    () => {
      const inner = bin(enc(system, 4), enc(tup(ECHO), 4), REDUCE, 'q');
      return stream(4, frame(inner.length), inner, 7, STOP);
    },
  ],
  [
    'second-protocol',
    'torch-legacy',
    'a frame says protocol 5 again and is half of the stream; the other half has none',
    () => {
      const inner = bin(0x80, 5, enc(system, 4));
      return stream(4, frame(inner.length), inner, enc(tup(ECHO), 4), REDUCE, STOP);
    },
  ],
]);

const hooked = (hooks: Val): Val =>
  call(
    ref('torch._utils', '_rebuild_tensor_v2'),
    persid(tup('storage', ref('torch', 'FloatStorage'), '100', 'cpu', 4, null)),
    0,
    tup(2, 2),
    tup(2, 1),
    true,
    hooks,
  );

const old: DetectCase[] = [
  ...rows('legacy-torch', [
    [
      'mapped-file',
      'torch-legacy',
      4,
      'a storage is mapped from a file of the host',
      call(ref('torch', 'UntypedStorage.from_file'), '/etc/passwd', false, 64),
    ],
    [
      'backward-hook',
      'torch-legacy',
      4,
      'the gradient of a tensor starts a program',
      hooked(ordered([0, call(ref('functools', 'partial'), ref('pty', 'spawn'), ['echo', 'pwned'])])),
    ],
    [
      'optimizer-group',
      'torch-legacy',
      2,
      'deep in the state of an optimizer a command runs',
      dict(
        ['state', dict([0, dict(['step', 3], ['exp_avg', tensor('100', {}, true)])])],
        ['param_groups', [dict(['lr', command], ['params', [0]])]],
      ),
    ],
    [
      'collate',
      'torch-legacy',
      2,
      'a loader of data whose items are put together by a shell',
      call(ref('torch.utils.data.dataloader', 'DataLoader'), [ECHO], null, null, null, null, 0, system),
    ],
  ]),
  ...streams('legacy-torch', [
    [
      'computed-key',
      'torch-legacy',
      'the key of a storage is computed by a command',
      () => {
        const key = call(ref('operator', 'getitem'), ['100'], command);
        const id = tup('storage', ref('torch', 'FloatStorage'), key, 'cpu', 4, null);
        return pk(
          ordered([
            'w',
            call(ref('torch._utils', '_rebuild_tensor_v2'), persid(id), 0, tup(2, 2), tup(2, 1), false, ordered()),
          ]),
          2,
        );
      },
    ],
  ]),
];

const ini = [
  '[loggers]\nkeys=root\n',
  '[handlers]\nkeys=h\n',
  '[formatters]\nkeys=\n',
  '[logger_root]\nhandlers=h\n',
  `[handler_h]\nclass=StreamHandler\nargs=(__import__('os').system('${ECHO}'),)\n`,
].join('\n');
const loadTorch = ref('torch', 'load');

const nested: DetectCase[] = [
  ...rows('nested', [
    [
      'marshalled-code',
      'pickle',
      4,
      'a code object comes out of marshal and is called (of CPython 3.11)',
      call(
        call(
          ref('types', 'FunctionType'),
          call(ref('marshal', 'loads'), unpackThird('marshalled')),
          call(ref('builtins', 'dict')),
        ),
      ),
    ],
    [
      'ini-text',
      'torch-zip',
      4,
      'the arguments of a handler in a text of settings are evaluated',
      call(ref('logging.config', 'fileConfig'), call(ref('io', 'StringIO'), ini)),
    ],
    [
      'torch-in-bytes',
      'torch-legacy',
      4,
      'an inner torch archive is loaded without safety',
      call(
        build(
          call(ref('functools', 'partial'), loadTorch),
          tup(
            loadTorch,
            tup(call(ref('io', 'BytesIO'), torchZip(pk(stateDict(['x', command]), 2)))),
            dict(['weights_only', false]),
            null,
          ),
        ),
      ),
    ],
  ]),
  bad('nested', 'zip-module', 'folder', 'a module is imported out of an archive next to the pickle', () => ({
    'model.pkl': pk(
      call(ref('zipimport', 'zipimporter.load_module'), call(ref('zipimport', 'zipimporter'), 'assets.zip'), 'payload'),
      4,
    ),
    'assets.zip': zip([{ name: 'payload.py', data: bin(`import os\nos.system("${ECHO}")\n`), deflated: true }]),
  })),
  bad('nested', 'shelf', 'folder', 'a shelf of Python, one of whose values runs a command when it is read', () => {
    const honest = pk([1, 2], 4);
    return {
      'cache.dat': bin(honest, zeros(512 - honest.length), hostile()),
      'cache.dir': bin(`'scaler', (0, ${honest.length})\n'model', (512, ${hostile().length})\n`),
    };
  }),
];

export const sequenceCases: readonly DetectCase[] = [
  ...broken,
  ...several.map(([name, title, files]) => bad('multi-stream', name, 'folder', title, files)),
  ...framing,
  ...old,
  ...nested,
];
