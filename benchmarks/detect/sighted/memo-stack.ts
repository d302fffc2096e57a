import { bytesOf, op } from '../../../src/formats/pickle/assemble.fixture.ts';
import type { DetectCase } from '../case.ts';
import { bare, COMMAND, program, program2, trick } from './make.ts';

const { legacy, pickle, torchZip, zip } = trick('memo-stack');
const CALLED = bytesOf([0x93], op.str(COMMAND), op.tuple1, op.reduce);

/** Memo and stack as the unpickler keeps them, and as a naive scanner does not. */
export const memoStackCases: readonly DetectCase[] = [
  pickle(
    'binput-then-memoize',
    'MEMOIZE counts entries, not the highest index',
    () =>
      program(
        op.str('os'),
        op.binput(0),
        op.str('system'),
        op.memoize,
        op.pop,
        op.pop,
        op.binget(0),
        op.binget(1),
        CALLED,
      ),
    'picklescan #14',
  ),
  torchZip(
    'memoize-overwrites',
    'MEMOIZE overwrites the index that BINPUT chose',
    () =>
      program(
        op.str('harmless'),
        op.binput(1),
        op.str('os'),
        op.memoize,
        op.pop,
        op.pop,
        op.binget(1),
        op.str('system'),
        CALLED,
      ),
    'picklescan #14',
  ),
  pickle(
    'decoy-strings',
    'The strings nearest to STACK_GLOBAL are not its operands',
    () =>
      program(
        op.str('os'),
        op.binput(7),
        op.str('system'),
        op.binput(9),
        op.str('collections'),
        op.str('OrderedDict'),
        op.pop,
        op.pop,
        op.pop,
        op.pop,
        op.binget(7),
        op.binget(9),
        CALLED,
      ),
    'picklescan #22',
  ),
  legacy(
    'first-opcode',
    'The operand of STACK_GLOBAL is the very first opcode',
    () => bare(op.str('os'), op.str('system'), CALLED),
    'CVE-2025-71325',
  ),
  torchZip('dup-and-pop-mark', 'DUP and POP_MARK between the import and its call', () =>
    program2(
      op.global('os', 'system'),
      op.mark,
      op.str('x'),
      op.popMark,
      op.dup,
      op.pop,
      op.str(COMMAND),
      op.tuple1,
      op.reduce,
    ),
  ),
  pickle('callable-from-memo', 'The callable is imported, put away, and fetched long after', () =>
    program2(
      op.global('os', 'system'),
      op.longBinput(70_000),
      op.pop,
      ...Array.from({ length: 200 }, () => bytesOf(op.str('weight'), op.pop)),
      op.longBinget(70_000),
      op.str(COMMAND),
      op.tuple1,
      op.reduce,
    ),
  ),
  pickle('memo-rewritten', 'An index holds an allowed name first and another at the time of the call', () =>
    program(
      op.str('OrderedDict'),
      op.binput(3),
      op.pop,
      op.str('system'),
      op.binput(3),
      op.pop,
      op.str('os'),
      op.binget(3),
      CALLED,
    ),
  ),
  legacy('text-put-and-get', 'PUT and GET as text, with leading zeros', () =>
    bare(
      op.global('os', 'system'),
      op.put('007'),
      op.pop,
      op.get('7'),
      op.mark,
      op.string(COMMAND),
      op.tuple,
      op.reduce,
    ),
  ),
  zip('zip', 'underscored-index', 'int() reads 1_0 as ten, so GET finds what PUT 10 left', () => ({
    members: [
      {
        name: 'a.pkl',
        data: bare(
          op.global('os', 'system'),
          op.put(10),
          op.pop,
          op.get('1_0'),
          op.mark,
          op.string(COMMAND),
          op.tuple,
          op.reduce,
        ),
      },
    ],
  })),
  pickle('mark-as-wall', 'A MARK stands between the callable and its arguments, and is taken away', () =>
    program2(
      op.global('os', 'system'),
      op.mark,
      op.mark,
      op.str(COMMAND),
      op.popMark,
      op.str(COMMAND),
      op.tuple,
      op.reduce,
    ),
  ),
];
