import { bytesOf, call, callPickle, op } from '../../../src/formats/pickle/assemble.fixture.ts';
import { writeShardIndex } from '../../../src/formats/shard-index/write.fixture.ts';
import type { DetectCase } from '../case.ts';
import { COMMAND, bare, program, program2, stateDict, torchZip, trick } from './make.ts';

const { files, legacy, pickle, torchZip: inTorchZip, zip } = trick('gadget');

/** A dangerous callable, called plainly. */
export const gadgetCases: readonly DetectCase[] = [
  pickle('os-system', 'os.system runs a command on load', () => callPickle('os', 'system', COMMAND)),
  pickle(
    'exec-protocol-0',
    'exec by text opcodes alone, as a hand-written pickle has it',
    () => bare(op.global('__builtin__', 'exec'), op.mark, op.string('x = 1'), op.tuple, op.reduce),
    undefined,
    'scaler.sav',
  ),
  inTorchZip('popen-in-state-dict', 'A state dict whose last value is the result of subprocess.Popen', () =>
    program2(
      stateDict(
        op.str('extra'),
        op.global('subprocess', 'Popen'),
        op.mark,
        op.mark,
        op.str('echo'),
        op.str('harmless'),
        [0x6c],
        op.tuple,
        op.reduce,
      ),
    ),
  ),
  legacy('eval-in-object', 'eval among the values of the object pickle', () =>
    program2(stateDict(op.str('epoch'), call('builtins', 'eval', '1 + 1'))),
  ),
  zip('zip', 'rmtree-beside-config', 'A .pkl member of a plain archive deletes a folder', () => ({
    members: [
      { name: 'config.json', data: new TextEncoder().encode('{"a": 1}'), method: 8 },
      { name: 'weights/model.pkl', data: callPickle('shutil', 'rmtree', '/nowhere/harmless'), method: 8 },
    ],
  })),
  files('folder', 'second-shard', 'The second of two torch shards runs a command', () => ({
    'pytorch_model.bin.index.json': writeShardIndex({
      totalSize: 32,
      map: [
        ['layer.weight', 'pytorch_model-00001-of-00002.bin'],
        ['layer.bias', 'pytorch_model-00002-of-00002.bin'],
      ],
    }),
    'pytorch_model-00001-of-00002.bin': torchZip(program2(op.emptyDict)),
    'pytorch_model-00002-of-00002.bin': torchZip(callPickle('os', 'popen', COMMAND)),
  })),
  inTorchZip('urlopen', 'urlopen contacts a machine of the author', () =>
    program2(call('urllib.request', 'urlopen', 'http://127.0.0.1:9/harmless')),
  ),
  legacy('cdll', 'ctypes.CDLL loads a library', () => program2(call('ctypes', 'CDLL', '/nowhere/harmless.so'))),
  pickle(
    'import-module',
    'importlib.import_module runs a module of the working folder',
    () => program(call('importlib', 'import_module', 'harmless_module')),
    'picklescan #74',
  ),
  pickle('socket-connect', 'socket.create_connection tells a listener that the file was opened', () =>
    program(
      op.stackGlobal('socket', 'create_connection'),
      bytesOf(op.str('127.0.0.1'), [0x4b, 9], op.tuple2),
      op.tuple1,
      op.reduce,
    ),
  ),
];
