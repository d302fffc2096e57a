import { bytesOf, call, op } from '../../../src/formats/pickle/assemble.fixture.ts';
import type { DetectCase } from '../case.ts';
import { bare, COMMAND, program, program2, stateDict, trick } from './make.ts';

const { legacy, pickle, torchZip, zip } = trick('alias');
const run = (imported: Uint8Array, argument: string = COMMAND): Uint8Array =>
  bytesOf(imported, op.str(argument), op.tuple1, op.reduce);

/** The same callable under a name that a list does not hold. */
export const aliasCases: readonly DetectCase[] = [
  pickle('posix', 'posix.system, of which os.system is a copy', () => program(run(op.stackGlobal('posix', 'system')))),
  pickle(
    'c-operator',
    '_operator.attrgetter, the C twin of operator.attrgetter',
    () => program(run(op.stackGlobal('_operator', 'attrgetter'), 'system')),
    'GHSA-46h3-79wf-xr6c',
  ),
  legacy('c-io', '_io.FileIO opens what builtins.open would', () =>
    program2(call('_io', 'FileIO', '/nowhere/harmless', 'w')),
  ),
  pickle('python-2-commands', 'commands.getoutput, which fix_imports turns into subprocess', () =>
    bare(op.global('commands', 'getoutput'), op.mark, op.string(COMMAND), op.tuple, op.reduce),
  ),
  pickle(
    'dotted-through-logging',
    'logging . os.system: protocol 4 walks the dots',
    () => program(run(op.stackGlobal('logging', 'os.system'))),
    'GHSA-5j3x-jp52-966f',
  ),
  torchZip('dotted-through-allowed', 'collections . abc.sys.modules: a harmless package leads to sys', () =>
    program(stateDict(op.str('x'), op.stackGlobal('collections', 'abc.sys.modules'))),
  ),
  zip(
    'zip',
    'submodule-of-listed',
    'asyncio.unix_events, where a list has asyncio alone',
    () => ({
      members: [
        {
          name: 'a.pickle',
          data: program(call('asyncio.unix_events', '_UnixSubprocessTransport._start', COMMAND)),
          method: 8,
        },
      ],
    }),
    'CVE-2025-10157',
  ),
  pickle('escaped-string', 'The names are STRING opcodes in which each letter is escaped', () =>
    bare(
      String.raw`S'\x6f\x73'` + '\n',
      String.raw`S'\x73ystem'` + '\n',
      [0x93],
      op.string(COMMAND),
      op.tuple1,
      op.reduce,
    ),
  ),
  pickle('escaped-unicode', 'The names are UNICODE opcodes with raw-unicode escapes', () =>
    bare(
      String.raw`V\u006fs` + '\n',
      String.raw`Vs\u0079stem` + '\n',
      [0x93],
      op.unicode(COMMAND),
      op.tuple1,
      op.reduce,
    ),
  ),
  legacy('allowed-method', 'collections . OrderedDict.__init__.__globals__: a dunder walk from an allowed class', () =>
    program(
      op.stackGlobal('collections', 'OrderedDict.fromkeys.__self__.__class__.__subclasses__'),
      op.emptyTuple,
      op.reduce,
    ),
  ),
];
