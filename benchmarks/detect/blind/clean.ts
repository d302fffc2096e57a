import { gzipSync } from 'node:zlib';
import type { DetectCase } from '../case.ts';
import { bin, f32, fill, hex, u32 } from './bytes.ts';
import { cleanContainerCases } from './clean-containers.ts';
import { rows, streams } from './make.ts';
import {
  ADDITEMS,
  APPEND,
  APPENDS,
  build,
  call,
  dict,
  enc,
  EMPTY_SET,
  float,
  frame,
  FROZENSET,
  get,
  MARK,
  MEMOIZE,
  newobj,
  pk,
  put,
  type Raw,
  ref,
  SETITEMS,
  STOP,
  str,
  stream,
  tup,
  type Val,
} from './pickle.ts';
import { ordered, stateDict, tensor } from './torch.ts';

const bytes = (text: string): Uint8Array => bin(text);
const text = "import os\nos.system('echo hi')  # eval(), exec(), __import__('subprocess')\n";

/** Items put into what a call returned. */
const filled = (made: Raw, ...pairs: ReadonlyArray<readonly [Val, Val]>): Raw => ({
  enc: (p) => [enc(made, p), MARK, pairs.map(([k, v]) => [enc(k, p), enc(v, p)]), SETITEMS],
});

const dtype = (code: string, order = '<'): Raw =>
  build(call(ref('numpy', 'dtype'), code, false, true), tup(3, order, null, null, null, -1, -1, 0));
const array = (module: string): Raw =>
  build(
    call(ref(module, '_reconstruct'), ref('numpy', 'ndarray'), tup(0), bytes('b')),
    tup(1, tup(2, 2), dtype('f4'), false, f32(0.5, 0.25, -1, 2)),
  );

const values: readonly DetectCase[] = [
  ...rows(
    'gadget',
    [
      [
        'scary-strings',
        'pickle',
        4,
        'text that only mentions dangerous calls',
        dict(['readme', text], ['eval', 'os.system']),
      ],
      [
        'scary-strings-p0',
        'torch-legacy',
        0,
        'text of protocol 0 that only mentions dangerous calls',
        dict(['cposix', text]),
      ],
      [
        'datetime',
        'pickle',
        2,
        'a date, its bytes written by _codecs.encode',
        [
          call(ref('datetime', 'datetime'), hex('07e80517010203000000')),
          call(ref('datetime', 'timezone'), call(ref('datetime', 'timedelta'), 0, 3600, 0)),
        ],
      ],
      [
        'exact-numbers',
        'pickle',
        4,
        'a decimal, a fraction and an identifier',
        [
          call(ref('decimal', 'Decimal'), '1.5'),
          call(ref('fractions', 'Fraction'), '1/3'),
          build(newobj(ref('uuid', 'UUID')), dict(['int', 2n ** 120n + 5n])),
        ],
      ],
      [
        'containers',
        'pickle',
        4,
        'a defaultdict, a Counter, a complex number, a range and a slice',
        [
          filled(call(ref('collections', 'defaultdict'), ref('builtins', 'list')), ['a', [1]]),
          call(ref('collections', 'Counter'), dict(['x', 3])),
          call(ref('builtins', 'complex'), float(1), float(-2)),
          call(ref('builtins', 'range'), 0, 10, 2),
          call(ref('builtins', 'slice'), 1, null, 2),
        ],
      ],
      [
        'arguments',
        'folder',
        2,
        'the arguments of a training run in a Namespace, with a path',
        build(
          newobj(ref('argparse', 'Namespace')),
          dict(
            ['lr', float(0.001)],
            ['command', 'python train.py'],
            ['out', call(ref('pathlib', 'PosixPath'), 'runs', 'a')],
          ),
        ),
        'train_config.pkl',
      ],
      [
        'tensor-extras',
        'torch-zip',
        2,
        'a checkpoint with epoch, optimizer state, a dtype and a shape',
        ordered(
          ['epoch', 3],
          [
            'optimizer',
            dict(['state', dict([0, dict(['exp_avg', tensor('0')])])], ['param_groups', [dict(['lr', float(0.1)])]]),
          ],
          ['dtype', ref('torch', 'float16')],
          ['shape', call(ref('torch', 'Size'), [2, 2])],
        ),
      ],
      ['old-set', 'pickle', 2, 'a set of protocol 2', call(ref('__builtin__', 'set'), [1, 2, 3])],
    ],
    false,
  ),
  ...rows(
    'unlisted-gadget',
    [
      ['array', 'pickle', 4, 'a numpy array', array('numpy._core.multiarray')],
      ['array-p2', 'torch-zip', 2, 'an array of old numpy inside a checkpoint', array('numpy.core.multiarray')],
      [
        'scalar',
        'pickle',
        3,
        'a numpy scalar',
        call(ref('numpy.core.multiarray', 'scalar'), dtype('f8'), hex('000000000000f03f')),
      ],
      ['regex', 'pickle', 4, 'a compiled pattern', call(ref('re', '_compile'), 'os\\.system|eval', 32)],
    ],
    false,
  ),
  ...rows(
    'call-form',
    [
      [
        'reconstructor',
        'pickle',
        1,
        'an instance the way protocols 0 and 1 write one',
        build(
          call(ref('copy_reg', '_reconstructor'), ref('UserDict', 'UserDict'), ref('__builtin__', 'object'), null),
          dict(['data', dict(['k', 'v'])]),
        ),
      ],
    ],
    false,
  ),
];

const streamed: readonly DetectCase[] = [
  ...streams(
    'memo-stack',
    [
      [
        'names-as-data',
        'torch-zip',
        'the strings posix and system, memoized, as plain keys',
        () =>
          stream(4, '}', MEMOIZE, MARK, str('posix'), MEMOIZE, enc(1, 4), str('system'), MEMOIZE, get(1), 'u', STOP),
      ],
      ['self-reference', 'pickle', 'a list that holds itself', () => stream(2, ']', put(0), get(0), APPEND, STOP)],
    ],
    false,
  ),
  ...streams(
    'call-form',
    [
      [
        'sets',
        'pickle',
        'a set and a frozen set of protocol 4',
        () =>
          stream(4, ']', MARK, EMPTY_SET, MARK, enc('a', 4), enc('b', 4), ADDITEMS, MARK, enc(1, 4), enc(2, 4), [
            FROZENSET,
            APPENDS,
            STOP,
          ]),
      ],
      [
        'byte-array',
        'pickle',
        'a byte array of protocol 5',
        () => stream(5, 0x96, hex('0400000000000000'), 'eval', STOP),
      ],
    ],
    false,
  ),
  ...streams(
    'multi-stream',
    [
      [
        'three-objects',
        'pickle',
        'three honest objects, one after another',
        () => bin(pk(dict(['a', 1]), 0), pk([1, 2], 2), pk(tup('x', null), 5)),
      ],
    ],
    false,
  ),
  ...streams(
    'framing',
    [
      [
        'two-frames',
        'pickle',
        'two frames with a large byte string between them, as CPython writes it',
        () => {
          const head = bin(']', MEMOIZE, MARK);
          const tail = bin(enc(7, 4), APPENDS, STOP);
          return stream(4, frame(head.length), head, 'B', u32(70_000), fill(70_000, 0x2e), frame(tail.length), tail);
        },
      ],
      ['framed-state', 'torch-zip', 'a framed state dict of protocol 4', () => pk(stateDict(), 4, true)],
    ],
    false,
  ),
  ...streams(
    'nested',
    [
      [
        'bytes-of-pickle',
        'pickle',
        'the bytes of an honest pickle as a value, never loaded',
        () => pk(dict(['cache', pk([1, 2], 4)]), 4),
      ],
      [
        'gzip-joblib',
        'pickle',
        'an honest object, compressed by joblib',
        () => new Uint8Array(gzipSync(pk(dict(['a', [1, 2]]), 4))),
        'm.joblib',
      ],
    ],
    false,
  ),
];

export const cleanCases: readonly DetectCase[] = [...values, ...streamed, ...cleanContainerCases];
