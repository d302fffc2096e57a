import { call, op } from '../../../src/formats/pickle/assemble.fixture.ts';
import type { DetectCase } from '../case.ts';
import { bare, COMMAND, program, program2, trick } from './make.ts';

const { legacy, pickle, torchZip, zip } = trick('call-form');

/** Opcodes other than REDUCE that call something. */
export const callFormCases: readonly DetectCase[] = [
  pickle('inst', 'INST imports and calls in one opcode', () =>
    bare(op.mark, op.string(COMMAND), op.inst('os', 'system')),
  ),
  legacy(
    'inst-then-pop',
    'INST, and its result is dropped at once',
    () => bare(op.mark, op.string(COMMAND), op.inst('os', 'system'), op.pop, op.none),
    'GHSA-mxhj-88fx-4pcv',
  ),
  pickle('obj', 'OBJ calls the first thing after the MARK', () =>
    bare(op.mark, op.global('os', 'system'), op.str(COMMAND), op.obj),
  ),
  pickle('newobj', 'NEWOBJ of a class whose __new__ and state do the work', () =>
    program2(op.global('subprocess', 'Popen'), op.str(COMMAND), op.tuple1, op.newobj),
  ),
  torchZip('newobj-ex', 'NEWOBJ_EX with keyword arguments', () =>
    program(
      op.stackGlobal('subprocess', 'Popen'),
      op.emptyTuple,
      op.emptyDict,
      op.str('args'),
      op.str(COMMAND),
      op.setitem,
      op.newobjEx,
    ),
  ),
  pickle(
    'reduce-then-build',
    'One BUILD after the call, which made a scanner call it harmless',
    () => program(call('ftplib', 'FTP', '127.0.0.1'), op.emptyDict, op.build),
    'GHSA-mhc9-48gj-9gp3',
  ),
  legacy('build-calls-setstate', 'BUILD calls __setstate__ of an unknown class with data of the file', () =>
    program2(op.global('harmless_state', 'Runner'), op.emptyTuple, op.newobj, op.str(COMMAND), op.build),
  ),
  pickle(
    'ext1',
    'EXT1 imports what the process has registered under a code',
    () => program2(op.ext1(7), op.emptyTuple, op.reduce),
    'modelaudit #623',
  ),
  zip(
    'zip',
    'ext4',
    'EXT4 with a code of four bytes',
    () => ({
      members: [{ name: 'a.pkl', data: program2(op.ext4(70_000), op.str(COMMAND), op.tuple1, op.reduce) }],
    }),
    'modelaudit #623',
  ),
  pickle('persistent-id-called', 'What the application gives for a persistent id is called', () =>
    program2(op.str('x'), op.binpersid, op.str(COMMAND), op.tuple1, op.reduce),
  ),
];
