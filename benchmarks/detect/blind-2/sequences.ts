import type { DetectCase } from '../case.ts';
import { base64, bin, fill, zeros } from '../blind/bytes.ts';
import { bad, ECHO, PRINT, rows, streams } from '../blind/make.ts';
import {
  build,
  call,
  dict,
  enc,
  frame,
  get,
  inst,
  MARK,
  MEMOIZE,
  newobj,
  persid,
  pk,
  POP,
  put,
  raw,
  REDUCE,
  ref,
  STOP,
  stream,
  str,
  TUPLE1,
  tup,
  type Val,
} from '../blind/pickle.ts';
import { floats, legacy, legacyState, MAGIC, npy, ordered, stateDict, torchZip } from '../blind/torch.ts';
import { unpackToo } from './packed.ts';

const system = ref('posix', 'system');
const evil = call(system, ECHO);
const plain = dict(['mean', [1, 2]], ['scale', [3, 4]]);

const multi: DetectCase[] = [
  ...streams('multi-stream', [
    [
      'many-small',
      'pickle',
      'two thousand small objects, the last but one runs a command',
      () =>
        bin(
          Array.from({ length: 1998 }, (_, i) => pk(dict(['id', i]), 4)),
          pk(evil, 4),
          pk(null, 4),
        ),
    ],
    [
      'two-halves',
      'pickle',
      'the first object registers an extension code, the second calls it',
      () =>
        bin(
          pk(call(ref('copyreg', 'add_extension'), 'posix', 'system', 99), 2),
          stream(2, 0x82, 99, enc(ECHO, 2), TUPLE1, REDUCE, STOP),
        ),
    ],
    [
      'shared-memo',
      'pickle',
      'read by one Unpickler, the second object takes the callable from the memo of the first',
      () =>
        bin(
          stream(2, 'cposix\nsystem\n', put(4), POP, enc([1, 2], 2), STOP),
          stream(2, get(4), enc(ECHO, 2), TUPLE1, REDUCE, STOP),
        ),
    ],
    ['none-first', 'folder', 'the first object is None, the second runs a command', () => bin('N.', pk(evil, 0))],
    [
      'framed-third',
      'pickle',
      'model, scaler and a third object in frames, which runs a command',
      () => bin(pk(plain, 5, true), pk([1, 2, 3], 5, true), pk(evil, 5, true)),
    ],
  ]),
  bad(
    'multi-stream',
    'two-saves',
    'torch-legacy',
    'two calls of torch.save into one file; the second runs a command',
    () => ({
      'checkpoint.pth': bin(legacy(pk(legacyState(), 2)), legacy(pk(legacyState(['x', evil]), 2))),
    }),
  ),
  bad(
    'multi-stream',
    'array-then-objects',
    'pickle',
    'two arrays saved into one file, the second is an array of objects',
    () => ({
      'features.npy': bin(npy('<f4', '(4,)', floats), npy('|O', '()', pk(evil, 3))),
    }),
  ),
  bad(
    'multi-stream',
    'model-then-vocabulary',
    'folder',
    'an old language model file: weights, then a vocabulary that runs a command',
    () => ({
      'corpus.bin': bin(pk(plain, 2), pk(dict(['a', 1], ['b', evil]), 2)),
      'README.md': bin('# corpus\n'),
    }),
  ),
];

const body = (p: number) => bin(enc(evil, p));

const framing: DetectCase[] = streams('framing', [
  [
    'before-protocol',
    'pickle',
    'the frame stands before the protocol',
    () => bin(frame(body(4).length + 3), 0x80, 4, body(4), STOP),
  ],
  ['no-protocol', 'pickle', 'a frame around text of protocol 0', () => bin(frame(body(0).length + 1), body(0), STOP)],
  [
    'unframed-tail',
    'torch-zip',
    'one small honest frame, the command follows outside of any',
    () => stream(4, frame(4), enc('ok', 4), body(4), STOP),
  ],
  ['one-short', 'pickle', 'the frame ends before STOP', () => stream(4, frame(body(4).length), body(4), STOP)],
  [
    'after-mark',
    'torch-zip',
    'the frame begins between a mark and its items',
    () => stream(4, MARK, frame(body(4).length), body(4), 't', STOP),
  ],
  [
    'many-protocols',
    'folder',
    'the protocol is given three hundred times, the last time inside the frame',
    () =>
      bin(
        Array.from({ length: 300 }, () => [0x80, 4]),
        frame(body(4).length + 3),
        0x80,
        4,
        body(4),
        STOP,
      ),
  ],
  [
    'beyond-prefetch',
    'pickle',
    'behind 200 kB a frame is shorter than its argument: a file and bytes are read differently',
    () =>
      stream(
        4,
        'B',
        [0x40, 0x0d, 0x03, 0],
        fill(200_000, 0x2e),
        POP,
        frame(3),
        str('a long string that crosses the frame'),
        POP,
        [body(4), STOP],
      ),
  ],
]);

const hooks = build(
  newobj(ref('torch.nn.modules.linear', 'Identity')),
  dict(
    ['training', false],
    ['_parameters', ordered()],
    ['_buffers', ordered()],
    ['_modules', ordered()],
    ['_backward_hooks', ordered()],
    ['_backward_pre_hooks', ordered()],
    ['_forward_hooks', ordered()],
    ['_forward_pre_hooks', ordered([0, call(ref('functools', 'partial'), ref('cProfile', 'run'), PRINT)])],
  ),
);

const old: DetectCase[] = [
  bad('legacy-torch', 'view-metadata', 'torch-legacy', 'the view of a storage is computed by a command', () => ({
    'model.pth': legacy(
      pk(
        ordered([
          'w',
          call(
            ref('torch._utils', '_rebuild_tensor_v2'),
            persid(tup('storage', ref('torch', 'FloatStorage'), '100', 'cpu', 4, tup('101', call(system, ECHO), 4))),
            0,
            tup(2, 2),
            tup(2, 1),
            false,
            ordered(),
          ),
        ]),
        2,
      ),
    ),
  })),
  bad('legacy-torch', 'inst', 'torch-legacy', 'the object is text of protocol 0 and runs a command by INST', () => ({
    'model.t7.pt': legacy(pk(dict(['x', inst('posix', 'system', ECHO)]), 0)),
  })),
  bad(
    'legacy-torch',
    'magic-and-more',
    'torch-legacy',
    'the first pickle runs a command before it gives the magic number',
    () => ({
      'pytorch_model.bin': legacy(pk(legacyState(), 2), { magic: stream(2, enc(evil, 2), POP, enc(MAGIC, 2), STOP) }),
    }),
  ),
  bad(
    'legacy-torch',
    'wide-magic',
    'torch-legacy',
    'the magic number has sixteen bytes, and the object runs a command',
    () => ({
      'model.pt': legacy(pk(legacyState(['x', evil]), 2), {
        magic: stream(2, 0x8b, [20, 0, 0, 0], hexOf(MAGIC), zeros(10), STOP),
      }),
    }),
  ),
  bad(
    'legacy-torch',
    'module-hook',
    'torch-legacy',
    'a whole module with a hook that runs source at its first use',
    () => ({
      'detector.pth': legacy(pk(hooks, 2), { keys: pk([], 2), storages: '' }),
    }),
  ),
  bad(
    'legacy-torch',
    'from-type',
    'torch-legacy',
    'the rebuilding of a tensor subclass calls what it is given',
    () => ({
      'model.pt': legacy(
        pk(
          ordered([
            'w',
            call(ref('torch._tensor', '_rebuild_from_type_v2'), system, ref('torch', 'Tensor'), tup(ECHO), raw('}')),
          ]),
          2,
        ),
      ),
    }),
  ),
  bad(
    'legacy-torch',
    'memoized-names',
    'torch-legacy',
    'all five pickles are of protocol 4, the names come from the memo',
    () => ({
      'last.pt': legacy(
        stream(
          4,
          '}',
          MEMOIZE,
          str('posix'),
          MEMOIZE,
          POP,
          str('system'),
          MEMOIZE,
          POP,
          get(1),
          get(2),
          0x93,
          str(ECHO),
          TUPLE1,
          [REDUCE, POP, STOP],
        ),
        { magic: pk(MAGIC, 4), protocol: pk(1001, 4), keys: pk([], 4), storages: '' },
      ),
    }),
  ),
];

function hexOf(value: bigint): Uint8Array {
  return Uint8Array.from({ length: 10 }, (_, i) => Number((value >> BigInt(8 * i)) & 255n));
}

const inner = (): Uint8Array => pk(evil, 4);
const loads = (value: Val): Val => call(ref('pickle', 'loads'), value);
const unbase64 = (data: Uint8Array): Val => call(ref('base64', 'b64decode'), base64(data));

const nested: DetectCase[] = [
  ...rows('nested', [
    ['base64-loads', 'torch-zip', 2, 'a pickle in base64 is loaded', loads(unbase64(inner()))],
    ['three-levels', 'pickle', 4, 'a pickle in a pickle in a pickle', loads(pk(loads(pk(loads(inner()), 3)), 4))],
    [
      'lzma-chain',
      'pickle',
      4,
      'base64 around xz around a pickle',
      loads(call(ref('lzma', 'decompress'), unbase64(unpackToo('pickleXz')))),
    ],
    [
      'forking',
      'torch-legacy',
      4,
      'the pickler of multiprocessing loads bytes',
      call(ref('multiprocessing.reduction', 'ForkingPickler.loads'), inner()),
    ],
    [
      'storage-bytes',
      'torch-zip',
      2,
      'a storage is rebuilt from a torch archive of its own, which runs a command',
      call(ref('torch.storage', '_load_from_bytes'), torchZip(pk(stateDict(['x', evil]), 2))),
    ],
    [
      'yaml',
      'pickle',
      4,
      'a YAML text is loaded without safety',
      call(ref('yaml', 'unsafe_load'), '!!python/object/apply:os.system ["echo pwned"]'),
    ],
    ['dill', 'pickle', 4, 'dill loads bytes', call(ref('dill', 'loads'), inner())],
    ['cloudpickle', 'torch-zip', 2, 'cloudpickle loads bytes', call(ref('cloudpickle', 'loads'), inner())],
  ]),
];

export const sequenceCases: readonly DetectCase[] = [...multi, ...framing, ...old, ...nested];
