import { bytesOf, call, op } from '../../../src/formats/pickle/assemble.fixture.ts';
import type { DetectCase } from '../case.ts';
import { COMMAND, trick } from './make.ts';

const { legacy, pickle, torchZip } = trick('framing');
const PAYLOAD = call('os', 'system', COMMAND);

/** Frames whose lengths readers disagree about. */
export const framingCases: readonly DetectCase[] = [
  pickle(
    'shorter-than-argument',
    'A frame ends inside the argument of an opcode: file and memory readers then differ',
    () => bytesOf(op.proto(4), op.frame(20), op.str('x'.repeat(300)), op.pop, op.none, op.stop),
    'cpython #154848',
  ),
  pickle('nested', 'A frame begins inside another', () =>
    bytesOf(
      op.proto(4),
      op.frame(12 + PAYLOAD.length),
      op.none,
      op.pop,
      op.frame(1 + PAYLOAD.length),
      PAYLOAD,
      op.stop,
    ),
  ),
  torchZip('beyond-file', 'A frame claims more bytes than there are', () =>
    bytesOf(op.proto(4), op.frame(1_000_000), PAYLOAD, op.stop),
  ),
  legacy('empty', 'Frames of no length around every opcode', () =>
    bytesOf(op.proto(4), op.frame(0), op.none, op.frame(0), op.pop, op.frame(0), PAYLOAD, op.stop),
  ),
  pickle('stop-inside', 'The STOP stands inside the frame and a second program after it', () =>
    bytesOf(op.proto(4), op.frame(3 + PAYLOAD.length), op.none, op.stop, PAYLOAD, op.stop),
  ),
  pickle('crosses-name', 'A frame ends between the letters of an imported name', () =>
    bytesOf(
      op.proto(4),
      op.frame(5),
      op.str('os'),
      op.str('system'),
      [0x93],
      op.str(COMMAND),
      op.tuple1,
      op.reduce,
      op.stop,
    ),
  ),
];
