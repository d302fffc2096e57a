import { bytesOf, call, callPickle, op } from '../../../src/formats/pickle/assemble.fixture.ts';
import type { DetectCase } from '../case.ts';
import { COMMAND, LEGACY_MAGIC, LEGACY_VERSION, torchZip as archive, trick } from './make.ts';

const { files, legacy, pickle, torchZip, zip } = trick('broken-stream');
const PAYLOAD = bytesOf(op.proto(2), call('os', 'system', COMMAND));

/** The payload has run by the time that the stream breaks. */
export const brokenStreamCases: readonly DetectCase[] = [
  pickle(
    'bytes-that-are-no-opcode',
    'Opcodes that do not exist follow the call',
    () => bytesOf(PAYLOAD, [0xff, 0xff, 0xff]),
    'nullifAI',
  ),
  torchZip('no-stop', 'The STOP is missing', () => PAYLOAD),
  pickle('cut-inside-argument', 'The file ends inside a string after the call', () =>
    bytesOf(PAYLOAD, [0x58, 0xff, 0xff, 0, 0], 'abc'),
  ),
  pickle(
    'missing-memo-key',
    'A GET of an index that was never put',
    () => bytesOf(PAYLOAD, op.binget(99), op.stop),
    'picklescan #52',
  ),
  legacy(
    'type-confusion',
    'STACK_GLOBAL with a number in place of a name',
    () => bytesOf(op.proto(4), call('os', 'system', COMMAND), op.int(1), op.str('x'), [0x93], op.stop),
    'picklescan #52',
  ),
  torchZip('stack-underflow', 'REDUCE on an empty stack', () => bytesOf(PAYLOAD, op.pop, op.reduce, op.stop)),
  zip('zip', 'protocol-of-the-future', 'A PROTO that no Python knows stands after the call', () => ({
    members: [{ name: 'data.pkl', data: bytesOf(PAYLOAD, op.proto(99), op.stop), method: 8 }],
  })),
  pickle(
    'bad-text-number',
    'An INT that is no number, after a protocol-0 payload without a magic number',
    () => bytesOf(op.global('os', 'system'), op.mark, op.string(COMMAND), op.tuple, op.reduce, 'Iabc\n'),
    undefined,
    'weights.bin',
  ),
  files('torch-legacy', 'ends-after-object', 'A legacy file that ends in the middle of its object', () => ({
    'model.bin': bytesOf(
      LEGACY_MAGIC,
      LEGACY_VERSION,
      bytesOf(op.proto(2), op.emptyDict, op.stop),
      op.proto(2),
      call('os', 'system', COMMAND),
    ),
  })),
  files(
    'torch-zip',
    'archive-cut-short',
    'The archive ends before its directory: loaders that stream its members still load the first',
    () => {
      const whole = archive(callPickle('os', 'system', COMMAND));
      return { 'model.pt': whole.subarray(0, Math.floor(whole.length * 0.4)) };
    },
  ),
];
