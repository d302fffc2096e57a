import { bytesOf, callPickle, op } from '../../../src/formats/pickle/assemble.fixture.ts';
import type { DetectCase } from '../case.ts';
import { bare, COMMAND, program2, torchLegacy, trick } from './make.ts';

const { files, pickle, zip } = trick('multi-stream');
const CLEAN = program2(op.emptyDict);
const PAYLOAD = callPickle('os', 'system', COMMAND);
const PAYLOAD_0 = bare(op.global('os', 'system'), op.mark, op.string(COMMAND), op.tuple, op.reduce);
const MEBIBYTE = 1024 * 1024;

/** Several pickles in one file, with and without something between them. */
export const multiStreamCases: readonly DetectCase[] = [
  pickle('second', 'The second pickle of two: a program that loads both runs it', () => bytesOf(CLEAN, PAYLOAD)),
  pickle('second-protocol-0', 'A second pickle without a magic number', () => bytesOf(CLEAN, PAYLOAD_0)),
  pickle('behind-junk', 'Text between the STOP and the payload', () => bytesOf(CLEAN, 'junk junk', PAYLOAD)),
  pickle('behind-zeros', 'A page of zeros between the two', () => bytesOf(CLEAN, new Uint8Array(4096), PAYLOAD)),
  pickle('after-broken', 'The first pickle breaks; a later one is found by an offset that the loader knows', () =>
    bytesOf(op.proto(2), op.emptyDict, [0xff], PAYLOAD),
  ),
  pickle('protocol-0-behind-junk', 'A payload without a magic number behind bytes that are no pickle', () =>
    bytesOf(CLEAN, [0xfe, 0xfe, 0xfe], PAYLOAD_0),
  ),
  pickle('behind-decoys', 'Thousands of false beginnings stand between the STOP and the payload', () =>
    bytesOf(CLEAN, 'junk', ...Array.from({ length: 2500 }, () => [0x80, 0x02, 0xff, 0xff]), PAYLOAD),
  ),
  pickle('behind-many-mebibytes', 'Seventeen MiB of zeros stand between the STOP and the payload', () =>
    bytesOf(CLEAN, new Uint8Array(17 * MEBIBYTE), PAYLOAD),
  ),
  files('torch-legacy', 'key-list', 'The fifth pickle of a legacy file, the list of keys, runs the payload', () => ({
    'model.pth': torchLegacy(program2(op.emptyDict), { keys: PAYLOAD }),
  })),
  zip('torch-zip', 'second-in-data-pkl', 'data.pkl holds a second pickle', () => ({
    members: [
      { name: 'archive/data.pkl', data: bytesOf(program2(op.emptyDict), PAYLOAD) },
      { name: 'archive/version', data: Buffer.from('3\n') },
    ],
  })),
];
