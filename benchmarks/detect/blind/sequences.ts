import type { DetectCase } from '../case.ts';
import { bin, f32, fill, hex, u64, zeros } from './bytes.ts';
import { bad, ECHO, PRINT, streams } from './make.ts';
import {
  call,
  dict,
  enc,
  frame,
  get,
  global,
  line,
  newobj,
  pk,
  POP,
  ref,
  seq,
  STACK_GLOBAL,
  STOP,
  str,
  stream,
  tup,
  type Val,
} from './pickle.ts';
import { legacy, legacyState, MAGIC, ordered, systemInfo, tensor } from './torch.ts';

const shell = (p = 4): ReturnType<typeof enc> => enc(call(ref('posix', 'system'), ECHO), p);
const honest = (p = 4): Uint8Array => pk(dict(['epoch', 3], ['loss', [1, 2, 3]]), p);
const evil = (p = 4): Uint8Array => pk(call(ref('posix', 'system'), ECHO), p);

const broken = streams('broken-stream', [
  ['no-stop', 'pickle', 'the command runs, then the stream ends without STOP', () => stream(4, shell())],
  [
    'unknown-opcode',
    'torch-zip',
    'the command runs before an unknown opcode',
    () => stream(2, shell(2), POP, 0xff, 'garbage', STOP),
  ],
  [
    'empty-pop',
    'torch-legacy',
    'the command runs before the stack underflows',
    () => stream(2, shell(2), POP, ')R', STOP),
  ],
  [
    'missing-memo',
    'pickle',
    'the command runs before a memo entry that does not exist',
    () => stream(4, shell(), POP, get(99), STOP),
  ],
  [
    'cut-string',
    'torch-zip',
    'the command runs before a string cut short',
    () => stream(2, shell(2), POP, 'X', hex('ffffff00'), 'tail'),
  ],
  [
    'bad-utf8',
    'pickle',
    'the command runs before text that is not UTF-8',
    () => stream(4, shell(), POP, hex('8c02fffe'), STOP),
  ],
  [
    'bad-int-line',
    'torch-zip',
    'the command runs before a number that is none',
    () => stream(0, shell(0), POP, line('I', 'twelve'), STOP),
  ],
]);

const shipped = (...pickles: readonly Uint8Array[]): Uint8Array => bin(...pickles);

const multi: DetectCase[] = [
  ...streams('multi-stream', [
    ['second', 'pickle', 'a reader of two objects runs the second', () => shipped(honest(), evil())],
    ['first', 'pickle', 'the first of two objects runs a command', () => shipped(evil(2), honest(2))],
    [
      'eleventh',
      'folder',
      'ten honest objects, then a command',
      () => shipped(...Array.from({ length: 10 }, (_, i) => pk(dict(['step', i]), 3)), evil(3)),
      'history.pkl',
    ],
    [
      'far-second',
      'pickle',
      'the command follows 300 kB of honest data',
      () => shipped(pk(fill(300_000, 7), 4, true), evil(4)),
    ],
    [
      'protocol-zero-tail',
      'pickle',
      'the second object is text of protocol 0',
      () => shipped(honest(5), pk(call(global('os', 'system'), ECHO), 0)),
    ],
    [
      'mixed-break',
      'pickle',
      'the second of three objects runs a command, the third is broken',
      () => shipped(honest(), evil(2), hex('8004ffff')),
    ],
  ]),
  bad(
    'multi-stream',
    'legacy-protocol',
    'torch-legacy',
    'the second pickle of the torch stream runs a command',
    () => ({
      'model.pt': legacy(pk(legacyState(), 2), { protocol: pk(seq(call(ref('posix', 'system'), ECHO), 1001), 2) }),
    }),
  ),
  bad('multi-stream', 'legacy-keys', 'torch-legacy', 'the fifth pickle of the torch stream runs a command', () => ({
    'model.pth': legacy(pk(legacyState(), 2), { keys: pk(seq(call(ref('builtins', 'exec'), PRINT), ['100']), 2) }),
  })),
  bad(
    'multi-stream',
    'joblib-after-array',
    'pickle',
    'joblib.load reads raw array bytes and then runs a command',
    () => ({
      'scaler.joblib': joblibArray(),
    }),
  ),
  bad(
    'multi-stream',
    'joblib-array-decoy',
    'pickle',
    'raw array bytes hold a STOP, joblib.load goes on behind them',
    () => ({
      'encoder.joblib': joblibArray(bin(enc(null, 4), STOP, zeros(14)), 2),
    }),
  ),
];

/** A list of a joblib array wrapper, its raw float bytes, and a call. */
function joblibArray(data: Uint8Array = f32(1, 2, 3, 4), p = 4): Uint8Array {
  const dtype: Val = {
    enc: (q) => [
      enc(call(ref('numpy', 'dtype'), 'f4', false, true), q),
      enc(tup(3, '<', null, null, null, -1, -1, 0), q),
      'b',
    ],
  };
  const state = dict(
    ['subclass', ref('numpy', 'ndarray')],
    ['shape', tup(data.length / 4)],
    ['order', 'C'],
    ['dtype', dtype],
    ['allow_mmap', false],
  );
  const wrapper = enc(newobj(ref('joblib.numpy_pickle', 'NumpyArrayWrapper')), p);
  return bin(0x80, p, ']', '(', wrapper, enc(state, p), 'b', data, shell(p), 'e', STOP);
}

const framing = streams('framing', [
  [
    'straddle',
    'pickle',
    'a frame ends inside a string; the C loader does not mind and runs the command',
    () => stream(4, frame(5), str('posix'), str('system'), STACK_GLOBAL, str(ECHO), 0x85, 'R', STOP),
  ],
  [
    'frame-in-frame',
    'torch-zip',
    'a frame opens inside another; the C loader runs the command',
    () => stream(4, frame(40), str('posix'), frame(9), str('system'), STACK_GLOBAL, str(ECHO), 0x85, 'R', STOP),
  ],
  [
    'huge-after',
    'pickle',
    'the command runs before a frame of 2^63 bytes',
    () => stream(4, shell(), POP, frame(2n ** 63n), 'N', STOP),
  ],
  ['old-protocol', 'torch-legacy', 'a frame in a stream of protocol 2', () => stream(2, frame(6), shell(2), STOP)],
  [
    'split-line',
    'torch-zip',
    'a frame ends inside the line of a GLOBAL',
    () => stream(4, frame(7), 'cposix\nsystem\n', str(ECHO), 0x85, 'R', STOP),
  ],
  [
    'covers-next',
    'pickle',
    'a frame reaches over STOP into the next object, which runs a command',
    () => {
      const tail = evil(4);
      return bin(stream(4, frame(2 + tail.length), 'N', STOP), tail);
    },
  ],
  [
    'empty-frames',
    'folder',
    'hundreds of empty frames, then the command',
    () =>
      stream(
        4,
        Array.from({ length: 400 }, () => frame(0)),
        shell(),
        STOP,
      ),
  ],
]);

const torchTrip: DetectCase[] = [
  bad('legacy-torch', 'magic-by-eval', 'torch-legacy', 'the magic number is the result of eval', () => ({
    'model.pt': legacy(pk(legacyState(), 2), {
      magic: pk(call(ref('__builtin__', 'eval'), `${MAGIC} + 0 * (print(1) is None)`), 2),
    }),
  })),
  bad(
    'legacy-torch',
    'magic-by-int',
    'torch-legacy',
    'the magic number is computed, the object runs a command',
    () => ({
      'model.pt': legacy(pk(legacyState(['x', call(ref('posix', 'system'), ECHO)]), 2), {
        magic: pk(call(ref('__builtin__', 'int'), MAGIC.toString(16), 16), 2),
      }),
    }),
  ),
  bad('legacy-torch', 'system-info', 'torch-legacy', 'the third pickle of the stream runs a command', () => ({
    'model.bin': legacy(pk(legacyState(), 2), {
      system: pk(seq(call(ref('subprocess', 'getoutput'), ECHO), systemInfo), 2),
    }),
  })),
  bad(
    'legacy-torch',
    'text-magic',
    'torch-legacy',
    'the magic number is decimal text, the object is protocol 0',
    () => ({
      'weights.pt': legacy(pk(call(global('os', 'system'), ECHO), 0), {
        magic: pk(MAGIC, 0),
        keys: pk([], 0),
        storages: '',
      }),
    }),
  ),
  bad(
    'legacy-torch',
    'module-id',
    'torch-legacy',
    'the class of a module id is replaced by the result of exec',
    () => ({
      'model.pt': legacy(
        pk(
          ordered(
            ['m', { enc: (p) => [enc(tup('module', call(ref('builtins', 'exec'), PRINT), null, null), p), 'Q'] }],
            ['w', tensor('100', {}, true)],
          ),
          2,
        ),
      ),
    }),
  ),
  bad(
    'legacy-torch',
    'cut-storages',
    'torch-legacy',
    'the command runs before the missing storages end the load',
    () => ({
      'checkpoint.pt': legacy(pk(legacyState(['x', call(ref('builtins', 'exec'), PRINT)]), 4), { storages: u64(4) }),
    }),
  ),
];

export const sequenceCases: readonly DetectCase[] = [...broken, ...multi, ...framing, ...torchTrip];
