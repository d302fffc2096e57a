import type { DetectCase } from '../case.ts';
import { bin } from './bytes.ts';
import { bad, deliver, ECHO, PRINT, rows, ADDRESS } from './make.ts';
import { call, dict, pk, ref, build, tup } from './pickle.ts';
import { legacy, legacyState, ordered, tensor, torchZip } from './torch.ts';

const plain: DetectCase[] = [
  ...rows('gadget', [
    ['posix-system-p0', 'pickle', 0, 'pickle.load runs a shell command', call(ref('posix', 'system'), ECHO)],
    ['exec-state', 'torch-zip', 2, 'torch.load runs Python source', call(ref('__builtin__', 'exec'), PRINT)],
    [
      'check-output',
      'torch-legacy',
      2,
      'torch.load starts a process',
      call(ref('subprocess', 'check_output'), ['sh', '-c', ECHO]),
    ],
    [
      'eval-joblib',
      'pickle',
      4,
      'joblib.load evaluates an expression',
      call(ref('builtins', 'eval'), PRINT),
      'clf.joblib',
    ],
    [
      'popen-args-bin',
      'folder',
      3,
      'Trainer loading training_args.bin runs a shell command',
      call(ref('os', 'popen'), ECHO),
    ],
    [
      'import-module',
      'pickle',
      4,
      'pickle.load imports a module',
      call(ref('importlib', 'import_module'), 'antigravity'),
    ],
    [
      'open-write',
      'zip',
      4,
      'unpacked and loaded, the pickle creates or truncates a file',
      call(ref('builtins', 'open'), 'pwned.txt', 'w'),
    ],
    ['cdll', 'torch-zip', 4, 'torch.load maps a native library', call(ref('ctypes', 'CDLL'), 'libc.so.6')],
  ]),
  bad('gadget', 'hooks-operand', 'torch-zip', 'torch.load runs a command while a tensor is rebuilt', () => ({
    'model.pt': torchZip(
      pk(ordered(['w', tensor('0', { hooks: call(ref('posix', 'system'), ECHO) })], ['b', tensor('0')]), 2),
    ),
  })),
  bad('gadget', 'run-path-sibling', 'folder', 'pickle.load runs a file shipped next to it', () => ({
    'pytorch_model.bin': legacy(pk(legacyState(['x', call(ref('runpy', 'run_path'), 'vocab.txt')]), 2)),
    'vocab.txt': bin('print(1)\n'),
  })),
];

const factory = dict(['version', 1], ['formatters', dict(['plain', dict(['()', 'os.system'], ['command', ECHO])])]);

const unlisted = rows('unlisted-gadget', [
  [
    'dict-config',
    'pickle',
    4,
    'the factory of a formatter runs a command',
    call(ref('logging.config', 'dictConfig'), factory),
  ],
  [
    'mailcap',
    'torch-legacy',
    2,
    'the test command of a mailcap entry is run',
    call(ref('mailcap', 'findmatch'), dict(['text/plain', [dict(['view', 'cat'], ['test', ECHO])]]), 'text/plain'),
  ],
  ['pipe-pager', 'torch-zip', 4, 'text is piped into a shell command', call(ref('pydoc', 'pipepager'), 'x', ECHO)],
  [
    'subinterpreter',
    'torch-zip',
    4,
    'source runs in a second interpreter',
    call(ref('_xxsubinterpreters', 'run_string'), call(ref('_xxsubinterpreters', 'create')), PRINT),
  ],
  [
    'asyncio-shell',
    'pickle',
    5,
    'an event loop starts a shell command',
    call(ref('asyncio', 'run'), call(ref('asyncio', 'create_subprocess_shell'), ECHO)),
  ],
  [
    'type-hints',
    'torch-zip',
    4,
    'a string annotation is evaluated',
    call(
      ref('typing', 'get_type_hints'),
      build(call(ref('types', 'SimpleNamespace')), dict(['__annotations__', dict(['x', PRINT])])),
    ),
  ],
  ['genfromtxt-url', 'torch-zip', 4, 'numpy fetches an address', call(ref('numpy', 'genfromtxt'), ADDRESS)],
  [
    'fx-module',
    'torch-zip',
    4,
    'the import block of a graph module is executed',
    call(
      ref('torch.fx.graph_module', 'reduce_graph_module'),
      dict(['_code', 'def forward(self):\n    return 1\n']),
      'import os\nos.system("echo pwned")\n',
    ),
  ],
  ['ftp', 'torch-legacy', 4, 'a connection is opened to a host of the sender', newobjThenInit()],
]);

/** `copyreg._reconstructor` makes an object and runs its `__init__` with the state. */
function newobjThenInit() {
  return call(ref('copyreg', '_reconstructor'), ref('ftplib', 'FTP'), ref('ftplib', 'FTP'), '127.0.0.1');
}

const unlistedFolder = [
  bad('unlisted-gadget', 'site-dir', 'folder', 'pickle.load has the .pth file next to it executed', () => ({
    ...deliver('folder', call(ref('site', 'addsitedir'), '.')),
    'weights.pth': bin('import os; os.system("echo pwned")\n'),
  })),
  bad('unlisted-gadget', 'test-names', 'folder', 'pickle.load imports the module next to it', () => ({
    ...deliver(
      'pickle',
      call(
        ref('unittest.loader', 'TestLoader.loadTestsFromName'),
        call(ref('unittest.loader', 'TestLoader')),
        'extra_mod',
      ),
      4,
    ),
    'extra_mod.py': bin('print(1)\n'),
  })),
];

const alias = rows('alias', [
  ['nt-system', 'pickle', 0, 'on Windows pickle.load runs a command', call(ref('nt', 'system'), ECHO)],
  [
    'commands',
    'torch-legacy',
    2,
    'a Python 2 name becomes subprocess.getoutput',
    call(ref('commands', 'getoutput'), ECHO),
  ],
  [
    'imap',
    'pickle',
    2,
    'a Python 2 name becomes builtins.map over exec',
    call(ref('__builtin__', 'set'), call(ref('itertools', 'imap'), ref('__builtin__', 'exec'), [PRINT])),
  ],
  [
    'json-codecs',
    'torch-zip',
    4,
    'exec is reached through imports of json',
    call(ref('json', 'codecs.builtins.exec'), PRINT),
  ],
  [
    'reprlib',
    'pickle',
    5,
    'eval is reached through an import of reprlib',
    call(ref('reprlib', 'builtins.eval'), PRINT),
  ],
  [
    'random-os',
    'torch-legacy',
    4,
    'os.system is reached through an import of random',
    call(ref('random', '_os.system'), ECHO),
  ],
  ['dlopen', 'pickle', 4, 'a native library is mapped', call(ref('_ctypes', 'dlopen'), 'libc.so.6', 2)],
  [
    'tokenize-open',
    'torch-zip',
    4,
    'the open of another module creates or truncates a file',
    call(ref('tokenize', '_builtin_open'), 'pwned.txt', 'w'),
  ],
  [
    'thread',
    'pickle',
    2,
    'a command runs in a new thread',
    call(ref('thread', 'start_new_thread'), ref('posix', 'system'), tup(ECHO)),
  ],
  [
    'operator-call',
    'pickle',
    4,
    'the C twin of operator calls what it is given',
    call(ref('_operator', 'call'), ref('os', 'path.os.system'), ECHO),
  ],
  ['lambda-type', 'pickle', 4, 'a code object is turned into a function and called', lambdaFromBytes()],
]);

function lambdaFromBytes() {
  const loaded = call(ref('_imp', 'get_frozen_object'), '__hello__');
  return call(call(ref('types', 'LambdaType'), loaded, dict(['__name__', '__main__'])));
}

export const gadgetCases: readonly DetectCase[] = [...plain, ...unlisted, ...unlistedFolder, ...alias];
