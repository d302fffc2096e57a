import type { DetectCase } from '../case.ts';
import { ECHO, PRINT, rows, streams } from './make.ts';
import {
  call,
  DUP,
  enc,
  get,
  global,
  line,
  MARK,
  MEMOIZE,
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
  TUPLE2,
  tup,
  type Val,
} from './pickle.ts';

const method = (owner: string, name: string): Val => ref('builtins', `${owner}.${name}`);
/** STACK_GLOBAL over two computed strings. */
const found = (module: Val, name: Val): Val => ({ enc: (p) => [enc(module, p), enc(name, p), STACK_GLOBAL] });
const rot = (text: string): Val => call(ref('_codecs', 'decode'), text, 'rot13');
const os = call(method('dict', 'get'), ref('sys', 'modules'), 'os');

const computed = rows('computed-name', [
  [
    'join',
    'pickle',
    4,
    'the name is joined from parts and looked up',
    call(call(ref('builtins', 'getattr'), os, call(method('str', 'join'), '', ['sys', 'tem'])), ECHO),
  ],
  [
    'attrgetter',
    'torch-zip',
    4,
    'an attribute getter walks to the function',
    call(call(call(ref('operator', 'attrgetter'), 'system'), os), ECHO),
  ],
  ['rot13', 'pickle', 4, 'module and name are decoded at load time', call(found(rot('cbfvk'), rot('flfgrz')), ECHO)],
  [
    'replace',
    'torch-legacy',
    4,
    'module and name are cleaned of filler at load time',
    call(found('builtins', call(method('str', 'replace'), 'eXxXec', 'X', '')), PRINT),
  ],
  [
    'function-globals',
    'pickle',
    4,
    'exec is fetched from the globals of a method of Counter',
    call(
      call(method('dict', 'get'), call(ref('collections', 'Counter.__init__.__globals__.get'), '__builtins__'), 'exec'),
      PRINT,
    ),
  ],
  [
    'module-builtins',
    'torch-zip',
    4,
    'eval is fetched from the builtins of an allowed module',
    call(call(ref('collections', '__builtins__.get'), 'eval'), PRINT),
  ],
  [
    'reduce-getattr',
    'pickle',
    2,
    'getattr is folded over a list of names',
    call(call(ref('functools', 'reduce'), ref('__builtin__', 'getattr'), ['system'], ref('random', '_os')), ECHO),
  ],
  [
    'entry-point',
    'torch-zip',
    4,
    'an entry point resolves its text to a function',
    call(
      call(
        ref('importlib.metadata', 'EntryPoint.load'),
        call(ref('importlib.metadata', 'EntryPoint'), 'x', 'os:system', 'g'),
      ),
      ECHO,
    ),
  ],
  [
    'xmlrpc-dotted',
    'pickle',
    4,
    'a dotted path is resolved by the XML-RPC server',
    call(call(ref('xmlrpc.server', 'resolve_dotted_attribute'), ref('random', '_os'), 'path.os.system'), ECHO),
  ],
  [
    'formatter-field',
    'torch-legacy',
    4,
    'a format field walks to the function',
    call(
      call(
        ref('operator', 'getitem'),
        call(ref('string', 'Formatter.get_field'), call(ref('string', 'Formatter')), '0.system', tup(os), raw('}')),
        0,
      ),
      ECHO,
    ),
  ],
]);

const shout = [str(ECHO), TUPLE1, REDUCE, STOP] as const;

const memo = streams('memo-stack', [
  [
    'memoize-collision',
    'pickle',
    'MEMOIZE writes over an index PUT earlier; the real names are run',
    () =>
      stream(4, str('json'), put(1), POP, str('posix'), MEMOIZE, POP, str('system'), put(5), POP, get(1), get(5), [
        STACK_GLOBAL,
        ...shout,
      ]),
  ],
  [
    'dup-name',
    'pickle',
    'one string is module and name: timeit.timeit runs source',
    () => stream(4, str('timeit'), DUP, STACK_GLOBAL, str("__import__('os').getpid()"), TUPLE1, REDUCE, STOP),
  ],
  [
    'pop-mark-decoy',
    'torch-zip',
    'decoy names above a mark are popped',
    () => stream(4, str('posix'), str('system'), MARK, str('json'), str('loads'), POP_MARK, STACK_GLOBAL, ...shout),
  ],
  [
    'pop-the-mark',
    'pickle',
    'POP takes a mark away instead of an operand',
    () => stream(4, str('posix'), str('system'), MARK, POP, STACK_GLOBAL, ...shout),
  ],
  [
    'late-list',
    'torch-zip',
    'the argument list is filled after it went into the tuple',
    () =>
      stream(4, enc(ref('subprocess', 'call'), 4), ']', put(9), TUPLE1, get(9), MARK, str('echo'), str('pwned'), 'e', [
        POP,
        REDUCE,
        STOP,
      ]),
  ],
  [
    'odd-text-index',
    'pickle',
    'GET reads an index written with an underscore and zeros',
    () =>
      stream(4, str('posix'), line('p', '10'), POP, str('system'), line('p', '7'), POP, line('g', '1_0'), [
        line('g', '007'),
        STACK_GLOBAL,
        ...shout,
      ]),
  ],
  [
    'names-as-keys',
    'folder',
    'the names were memoized as keys of honest data',
    () =>
      stream(
        4,
        '}',
        MARK,
        str('posix'),
        MEMOIZE,
        enc(1, 4),
        str('system'),
        MEMOIZE,
        enc(2, 4),
        'u',
        POP,
        get(0),
        get(1),
        [STACK_GLOBAL, ...shout],
      ),
  ],
  [
    'escaped-unicode',
    'pickle',
    'the operands are escaped text of protocol 0',
    () => stream(4, line('V', '\\u0070osix'), line('V', 's\\u0079stem'), STACK_GLOBAL, ...shout),
  ],
  [
    'first-opcode',
    'torch-legacy',
    'the operands are the very first opcodes, without PROTO',
    () => stream(0, str('posix'), str('system'), STACK_GLOBAL, ...shout),
  ],
  [
    'far-fetch',
    'pickle',
    'the callable is looked up, popped, and fetched after much honest data',
    () =>
      stream(
        4,
        enc(ref('posix', 'system'), 4),
        put(300),
        POP,
        Array.from({ length: 3000 }, (_, i) => [enc(i, 4), POP]),
        [get(300), ...shout],
      ),
  ],
  [
    'tuple-memo',
    'torch-zip',
    'callable and arguments are unpacked from a memoized pair by item getters',
    () =>
      stream(4, enc(global('posix', 'system'), 4), str(ECHO), TUPLE1, TUPLE2, put(0), POP, [
        enc(ref('_operator', 'call'), 4),
        enc(call(ref('_operator', 'getitem'), raw(get(0)), 0), 4),
        enc(call(ref('_operator', 'getitem'), call(ref('_operator', 'getitem'), raw(get(0)), 1), 0), 4),
        TUPLE2,
        REDUCE,
        STOP,
      ]),
  ],
]);

export const computedCases: readonly DetectCase[] = [...computed, ...memo];
