import { bytesOf, type Chunk, op } from '../../../src/formats/pickle/assemble.fixture.ts';
import type { DetectCase } from '../case.ts';
import { program, program2, stateDict, storage, trick } from './make.ts';

const { legacy, pickle, torchZip, zip } = trick('poisoning');
const ORDERED = op.global('collections', 'OrderedDict');
const state = (key: string, ...value: readonly Chunk[]): Uint8Array =>
  bytesOf(op.emptyDict, op.str(key), ...value, op.setitem);

/** State set on what was imported, with names that an allow-list holds. */
export const poisoningCases: readonly DetectCase[] = [
  pickle(
    'build-on-class',
    '__reduce__ of OrderedDict is replaced for the whole process',
    () => program2(ORDERED, state('__reduce__', op.none), op.build, op.pop, op.none),
    'arXiv 2607.17503',
  ),
  torchZip(
    'build-on-module',
    'BUILD onto torch._utils puts eval in the place of a function',
    () => program2(op.global('torch', '_utils'), state('_rebuild_tensor_v2', ORDERED), op.build),
    'picklescan 0.0.14 sys_module_override',
  ),
  legacy('build-on-rebuild', 'BUILD onto the function that rebuilds tensors, in the middle of a state dict', () =>
    program2(
      stateDict(
        op.str('x'),
        op.global('torch._utils', '_rebuild_tensor_v2'),
        state('__defaults__', op.emptyTuple),
        op.build,
      ),
    ),
  ),
  pickle('setitem-on-class', 'SETITEM onto an imported class', () =>
    program2(op.global('torch._tensor', 'Tensor'), op.str('x'), op.none, op.setitem),
  ),
  torchZip('memoised-class', 'The class comes back from the memo before it is changed', () =>
    program2(stateDict(op.str('x'), op.binget(0), state('update', op.binget(0)), op.build)),
  ),
  zip('zip', 'slot-state', 'State as a pair, whose second half sets attributes through slots', () => ({
    members: [{ name: 'a.pkl', data: program2(ORDERED, op.none, state('pop', ORDERED), op.tuple2, op.build) }],
  })),
  pickle('hook-on-instance', '__setstate__ is set on an instance, and the next BUILD calls it', () =>
    program2(
      ORDERED,
      op.emptyTuple,
      op.reduce,
      op.binput(1),
      state('__setstate__', ORDERED),
      op.build,
      op.str('x'),
      op.build,
    ),
  ),
  legacy('class-of-instance', '__class__ of an instance is replaced', () =>
    program2(
      ORDERED,
      op.emptyTuple,
      op.reduce,
      state('__class__', op.global('torch.nn.modules.module', 'Module')),
      op.build,
    ),
  ),
  torchZip('build-on-persistent', 'BUILD onto a storage that the loader made, which tensors share', () =>
    program2(storage('0'), state('_untyped_storage', ORDERED, op.emptyTuple, op.reduce), op.build),
  ),
  pickle('setitems-on-dotted', 'SETITEMS onto a dictionary inside an allowed module', () =>
    program(
      op.stackGlobal('collections', 'OrderedDict.__init__.__globals__'),
      op.mark,
      op.str('x'),
      op.none,
      op.setitems,
    ),
  ),
];
