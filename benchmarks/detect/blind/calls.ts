import type { DetectCase } from '../case.ts';
import { ECHO, PRINT, rows, streams, ADDRESS } from './make.ts';
import {
  ADDITEMS,
  APPEND,
  APPENDS,
  build,
  call,
  dict,
  enc,
  global,
  inst,
  MARK,
  newobj,
  NEWOBJ_EX,
  obj,
  persid,
  raw,
  REDUCE,
  ref,
  SETITEM,
  seq,
  STOP,
  str,
  stream,
  TUPLE1,
  tup,
  type Val,
} from './pickle.ts';

const system = ref('posix', 'system');
const space = (...pairs: ReadonlyArray<readonly [Val, Val]>): Val =>
  build(call(ref('types', 'SimpleNamespace')), dict(...pairs));
const register = (code: number): Val => call(global('copyreg', 'add_extension'), 'posix', 'system', code);
const ext = (...bytes: number[]): Val => raw(bytes);

const forms = [
  ...rows('call-form', [
    ['inst', 'pickle', 0, 'INST runs a command', inst('posix', 'system', ECHO)],
    ['obj', 'torch-legacy', 1, 'OBJ runs a command', obj(system, ECHO)],
    [
      'newobj-map',
      'pickle',
      4,
      'two NEWOBJ run a command: a lazy map, consumed by a tuple',
      newobj(ref('builtins', 'tuple'), newobj(ref('builtins', 'map'), system, [ECHO])),
    ],
    [
      'newobj-ex-partial',
      'pickle',
      4,
      'a partial object made by NEWOBJ_EX is called without arguments',
      call({
        enc: (p) => [
          enc(ref('functools', 'partial'), p),
          enc(tup(ref('subprocess', 'call'), ['echo', 'pwned']), p),
          enc(dict(['shell', false]), p),
          NEWOBJ_EX,
        ],
      }),
    ],
    [
      'ext1',
      'torch-zip',
      2,
      'an extension code registered a moment before stands for the callable',
      seq(register(1), call(ext(0x82, 1), ECHO)),
    ],
    [
      'ext4-obj',
      'torch-legacy',
      4,
      'a 4-byte extension code stands for the callable of OBJ',
      seq(register(0x123456), obj(ext(0x84, 0x56, 0x34, 0x12, 0), ECHO)),
    ],
    [
      'persid-operand',
      'torch-zip',
      2,
      'the location of a storage is computed by a command',
      persid(tup('storage', ref('torch', 'FloatStorage'), '0', call(system, ECHO), 4)),
    ],
    [
      'setstate-attribute',
      'pickle',
      4,
      'BUILD calls a __setstate__ that the stream put there',
      build(space(['__setstate__', system]), ECHO),
    ],
    [
      'partial-setstate',
      'torch-zip',
      4,
      'BUILD swaps the function of a harmless partial object, which is then called',
      call(build(newobj(ref('functools', 'partial'), ref('builtins', 'len')), tup(system, tup(ECHO), raw('}'), null))),
    ],
    [
      'reconstructor-popen',
      'pickle',
      2,
      'the reconstructor of protocol 0 runs __init__ of Popen',
      call(ref('copy_reg', '_reconstructor'), ref('subprocess', 'Popen'), ref('subprocess', 'Popen'), [
        'echo',
        'pwned',
      ]),
    ],
  ]),
  ...streams('call-form', [
    [
      'append-method',
      'torch-zip',
      'APPEND calls the append method that the stream gave an object',
      () => stream(4, enc(space(['append', system]), 4), str(ECHO), APPEND, STOP),
    ],
    [
      'extend-method',
      'pickle',
      'APPENDS calls the extend method that the stream gave an object',
      () =>
        stream(4, enc(space(['extend', ref('subprocess', 'call')]), 4), MARK, str('echo'), str('pwned'), APPENDS, STOP),
    ],
    [
      'add-method',
      'torch-legacy',
      'ADDITEMS calls the add method that the stream gave an object',
      () => stream(4, enc(space(['add', ref('builtins', 'exec')]), 4), MARK, str(PRINT), ADDITEMS, STOP),
    ],
  ]),
];

const slots = (state: Val): Val => tup(null, state);
const named = tup('collections', 'OrderedDict');

const poison: DetectCase[] = [
  ...streams('poisoning', [
    [
      'inverted-registry',
      'pickle',
      'an extension code is defined by an item assignment and then called',
      () =>
        stream(
          2,
          enc(ref('copy_reg', '_inverted_registry'), 2),
          enc(240, 2),
          enc(tup('posix', 'system'), 2),
          SETITEM,
          '0',
          [ext2(240), enc(tup(ECHO), 2), REDUCE, STOP],
        ),
    ],
    [
      'extension-cache',
      'torch-zip',
      'the cache of extension codes is given a callable',
      () =>
        stream(
          4,
          enc(ref('copyreg', '_extension_cache'), 4),
          enc(77, 4),
          enc(ref('random', '_os.system'), 4),
          SETITEM,
          '0',
          [ext2(77), str(ECHO), TUPLE1, REDUCE, STOP],
        ),
    ],
    [
      'name-mapping',
      'pickle',
      'the table of Python 2 names is rewritten, and OrderedDict becomes a shell',
      () =>
        stream(2, 'c_compat_pickle\nNAME_MAPPING\n', enc(named, 2), enc(tup('posix', 'system'), 2), SETITEM, '0', [
          'ccollections\nOrderedDict\n',
          enc(tup(ECHO), 2),
          REDUCE,
          STOP,
        ]),
    ],
    [
      'sys-modules',
      'torch-zip',
      'a module is replaced by os under an allowed name',
      () =>
        stream(2, 'csys\nmodules\n', enc('numpy.core.multiarray', 2), 'crandom\n_os\n', SETITEM, '0', [
          'cnumpy.core.multiarray\nsystem\n',
          enc(tup(ECHO), 2),
          REDUCE,
          STOP,
        ]),
    ],
    [
      'environ',
      'pickle',
      'the proxy of every later request is the sender',
      () => stream(4, enc(ref('os', 'environ'), 4), str('HTTPS_PROXY'), str(ADDRESS), SETITEM, STOP),
    ],
    [
      'counter-init',
      'pickle',
      'the initialiser of Counter is replaced by eval',
      () =>
        stream(
          4,
          enc(build(ref('collections', 'Counter'), slots(dict(['__init__', ref('reprlib', 'builtins.eval')]))), 4),
          [enc(tup(PRINT), 4), REDUCE, STOP],
        ),
    ],
  ]),
  ...rows('poisoning', [
    [
      'numpy-load-defaults',
      'torch-zip',
      4,
      'numpy.load unpickles object arrays from now on',
      build(ref('numpy', 'load'), slots(dict(['__defaults__', tup(null, true, true, 'ASCII')]))),
    ],
    [
      'torch-load-defaults',
      'torch-zip',
      2,
      'torch.load trusts every file from now on',
      build(ref('torch', 'load'), slots(dict(['__kwdefaults__', dict(['weights_only', false], ['mmap', null])]))),
    ],
    [
      'tls-context',
      'pickle',
      4,
      'later HTTPS connections accept every certificate',
      build(
        ref('http.client', 'ssl'),
        dict(['_create_default_https_context', ref('ssl', '_create_unverified_context')]),
      ),
    ],
    [
      'safe-globals',
      'torch-legacy',
      2,
      'the allow-list of the safe loader gets a shell',
      call(ref('torch.serialization', 'add_safe_globals'), [ref('posix', 'system')]),
    ],
    [
      'forward-partial',
      'torch-zip',
      2,
      'the model runs a command when it is first used',
      build(
        newobj(ref('torch.nn.modules.linear', 'Identity')),
        dict(
          ['training', false],
          ['_parameters', dict()],
          ['_buffers', dict()],
          ['_modules', dict()],
          ['forward', call(ref('functools', 'partial'), ref('posix', 'system'), ECHO)],
        ),
      ),
    ],
    [
      'dispatch-table',
      'pickle',
      4,
      'every OrderedDict saved later is handed to exec',
      {
        enc: (p) => [
          enc(ref('copyreg', 'dispatch_table'), p),
          enc(ref('collections', 'OrderedDict'), p),
          enc(ref('builtins', 'exec'), p),
          SETITEM,
        ],
      },
    ],
  ]),
];

function ext2(code: number): readonly number[] {
  return [0x82, code];
}

export const callCases: readonly DetectCase[] = [...forms, ...poison];
