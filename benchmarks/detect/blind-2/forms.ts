import type { DetectCase } from '../case.ts';
import { ECHO, PRINT, rows, streams } from '../blind/make.ts';
import {
  APPEND,
  BUILD,
  build,
  call,
  dict,
  enc,
  inst,
  MARK,
  NEWOBJ,
  POP,
  raw,
  REDUCE,
  ref,
  SETITEM,
  SETITEMS,
  STOP,
  stream,
  tup,
  type Val,
} from '../blind/pickle.ts';
import { stateDict, tensor } from '../blind/torch.ts';

const exec = ref('builtins', 'exec');
const system = ref('posix', 'system');
const later = call(ref('functools', 'partial'), system, ECHO);
const empty = raw('}');

const forms: DetectCase[] = [
  ...rows('call-form', [
    [
      'heap-key',
      'pickle',
      4,
      'the key function of a heap is a shell',
      call(ref('heapq', 'nsmallest'), 1, [ECHO], system),
    ],
    [
      'missing-key',
      'torch-zip',
      4,
      'a missing key of a defaultdict calls its factory',
      call(ref('operator', 'getitem'), call(ref('collections', 'defaultdict'), later), 'x'),
    ],
    ['at-exit', 'pickle', 2, 'the command runs when the process ends', call(ref('atexit', 'register'), system, ECHO)],
    [
      'finalizer',
      'torch-zip',
      2,
      'the command runs when an object is freed',
      call(ref('weakref', 'finalize'), call(ref('collections', 'OrderedDict')), system, ECHO),
    ],
    [
      'timer',
      'torch-legacy',
      4,
      'a timer runs the command',
      call(ref('threading', 'Timer.start'), call(ref('threading', 'Timer'), 0, system, [ECHO])),
    ],
    [
      'groups',
      'pickle',
      4,
      'the key function of a grouping is a shell, the list consumes it',
      call(ref('builtins', 'list'), call(ref('itertools', 'groupby'), [ECHO], system)),
    ],
    [
      'inst-interpreter',
      'pickle',
      0,
      'INST makes an interpreter, whose method runs source',
      call(call(ref('operator', 'methodcaller'), 'runsource', PRINT), inst('code', 'InteractiveInterpreter', null)),
    ],
  ]),
  ...streams('call-form', [
    [
      'setitem-class',
      'torch-zip',
      'SETITEM calls exec: it is the __setitem__ of a class made while loading',
      () =>
        stream(
          4,
          enc(call(call(ref('builtins', 'type'), 'D', tup(ref('builtins', 'dict')), dict(['__setitem__', exec]))), 4),
          enc(PRINT, 4),
          empty.enc(4),
          SETITEM,
          STOP,
        ),
    ],
  ]),
];

const slots = (state: Val): Val => tup(null, state);

const poison: DetectCase[] = [
  ...rows('poisoning', [
    [
      'sampler',
      'torch-zip',
      4,
      'every pass over data in the process runs a command from now on',
      build(ref('torch.utils.data.sampler', 'SequentialSampler'), slots(dict(['__iter__', later]))),
    ],
    [
      'excepthook',
      'pickle',
      4,
      'every error that nobody catches goes to a shell',
      build(ref('collections', '_sys'), dict(['excepthook', later])),
    ],
    [
      'tar-filter',
      'torch-zip',
      4,
      'unpacking of archives trusts their paths from now on',
      build(ref('tarfile', 'TarFile'), slots(dict(['extraction_filter', ref('tarfile', 'fully_trusted_filter')]))),
    ],
    [
      'trust-remote',
      'torch-zip',
      4,
      'the question whether remote code is trusted is answered with yes',
      build(ref('transformers', 'dynamic_module_utils'), dict(['resolve_trust_remote_code', ref('builtins', 'bool')])),
    ],
    [
      'json-floats',
      'pickle',
      4,
      'every number with a point in any JSON text is handed to a shell',
      build(
        ref('json', 'loads'),
        slots(
          dict([
            '__kwdefaults__',
            dict(
              ['cls', null],
              ['object_hook', null],
              ['parse_float', system],
              ['parse_int', null],
              ['parse_constant', null],
              ['object_pairs_hook', null],
            ),
          ]),
        ),
      ),
    ],
  ]),
  ...streams('poisoning', [
    [
      'builtin-print',
      'pickle',
      'print is exec from now on',
      () => stream(4, enc(ref('builtins', '__dict__'), 4), enc('print', 4), enc(exec, 4), SETITEM, STOP),
    ],
    [
      'module-path',
      'torch-zip',
      'modules are looked for in a folder of the sender first',
      () => stream(4, enc(ref('sys', 'path.insert'), 4), enc(tup(0, '/tmp/pwned'), 4), REDUCE, STOP),
    ],
    [
      'path-append',
      'pickle',
      'APPEND puts a folder of the sender on the path of modules',
      () => stream(2, 'csys\npath\n', enc('/tmp/pwned', 2), APPEND, STOP),
    ],
    [
      'load-globals',
      'torch-zip',
      'the safe unpickler of torch.load is replaced by the ordinary one',
      () =>
        stream(
          4,
          enc(ref('torch.serialization', 'load.__globals__'), 4),
          enc('_weights_only_unpickler', 4),
          enc(ref('torch.serialization', 'pickle'), 4),
          SETITEM,
          STOP,
        ),
    ],
  ]),
];

/** A command, its result popped. */
const run = (p: number) => [enc(call(system, ECHO), p), POP];

const broken: DetectCase[] = streams('broken-stream', [
  [
    'bad-protocol',
    'pickle',
    'the command runs before a protocol that does not exist',
    () => stream(2, run(2), 0x80, 9, 'N', STOP),
  ],
  [
    'no-module',
    'torch-zip',
    'the command runs before a module that is not installed',
    () => stream(2, run(2), 'cno_such_module\nThing\n', STOP),
  ],
  [
    'not-a-class',
    'pickle',
    'the command runs before an object of something that is no class',
    () => stream(2, run(2), 'K', 1, ')', NEWOBJ, STOP),
  ],
  [
    'state-of-number',
    'torch-legacy',
    'the command runs before a number is given a state',
    () => stream(2, run(2), 'K', 1, '}', enc('a', 2), 'K', 1, SETITEM, BUILD, STOP),
  ],
  [
    'odd-items',
    'pickle',
    'the command runs before items that are not pairs',
    () => stream(4, run(4), '}', MARK, enc('a', 4), SETITEMS, STOP),
  ],
  [
    'no-persistence',
    'pickle',
    'the command runs before a persistent id, which a plain load refuses',
    () => stream(2, run(2), enc('x', 2), 'Q', STOP),
  ],
  ['no-buffer', 'pickle', 'the command runs before a buffer that nobody passed', () => stream(5, run(5), 0x97, STOP)],
  [
    'no-storage',
    'torch-zip',
    'the command runs before a storage that the archive does not have',
    () => stream(2, run(2), enc(stateDict(['head', tensor('99')]), 2), STOP),
  ],
]);

export const formCases: readonly DetectCase[] = [...forms, ...poison, ...broken];
