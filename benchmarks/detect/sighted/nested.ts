import { deflateSync, gzipSync } from 'node:zlib';
import { bytesOf, callPickle, op } from '../../../src/formats/pickle/assemble.fixture.ts';
import { writeZip } from '../../../src/formats/zip/write.fixture.ts';
import type { DetectCase } from '../case.ts';
import { COMMAND, program, text, torchZip as archive, trick } from './make.ts';

const { files, legacy, pickle, torchZip, zip } = trick('nested');
const inner = (): Uint8Array => callPickle('os', 'system', COMMAND);
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** Pickles inside pickles and other wrappings. */
export const nestedCases: readonly DetectCase[] = [
  pickle('bytes-constant', 'A pickle as a bytes constant, for an application that loads it next', () =>
    program(op.bytes(inner())),
  ),
  pickle('base64-text', 'A pickle as base64 text', () =>
    program(op.emptyDict, op.str('blob'), op.str(base64(inner())), op.setitem),
  ),
  pickle('base64-of-zlib', 'A compressed pickle as base64 text', () => program(op.str(base64(deflateSync(inner()))))),
  legacy('load-from-bytes', 'torch.storage._load_from_bytes loads a whole second torch file', () =>
    program(op.global('torch.storage', '_load_from_bytes'), op.bytes(archive(inner())), op.tuple1, op.reduce),
  ),
  torchZip('pickle-loads', 'pickle.loads of a constant', () =>
    program(op.global('pickle', 'loads'), op.bytes(inner()), op.tuple1, op.reduce),
  ),
  pickle(
    'marshal',
    'marshal.loads of compiled code that becomes a function',
    () =>
      program(
        op.stackGlobal('types', 'FunctionType'),
        op.stackGlobal('marshal', 'loads'),
        op.bytes(text('c\0\0\0\0')),
        op.tuple1,
        op.reduce,
        op.emptyDict,
        op.tuple2,
        op.reduce,
      ),
    'CVE-2025-67747',
  ),
  files('pickle', 'gzip', 'A pickle in gzip, which pandas.read_pickle and joblib.load open by themselves', () => ({
    'frame.pkl.gz': Uint8Array.from(gzipSync(inner())),
  })),
  zip('zip', 'zip-in-zip', 'A torch archive inside an archive', () => ({
    members: [{ name: 'inner.pt', data: archive(inner()), method: 8 }],
  })),
  zip(
    'zip',
    'object-array',
    'An object array in an .npz: numpy.load(allow_pickle=True) unpickles its data',
    () => ({
      members: [{ name: 'weights.npy', data: npy(inner()), method: 8 }],
    }),
    'CVE-2019-6446',
  ),
  files(
    'pickle',
    'object-array',
    'An object array in an .npy: its data is a pickle',
    () => ({ 'weights.npy': npy(inner()) }),
    'CVE-2019-6446',
  ),
  pickle('base64-twice', 'A pickle as base64 of base64, for an application that decodes both', () =>
    program(op.str(base64(text(base64(inner()))))),
  ),
  torchZip('zip-in-constant', 'An archive with a payload as a bytes constant', () =>
    program(
      op.emptyDict,
      op.str('blob'),
      op.bytes(writeZip({ members: [{ name: 'a.pkl', data: inner(), method: 8 }] })),
      op.setitem,
    ),
  ),
];

/** A file of numpy's own format around the data of an object array. */
function npy(data: Uint8Array): Uint8Array {
  const header = `{'descr': '|O', 'fortran_order': False, 'shape': (1,), }`.padEnd(117) + '\n';
  return bytesOf([0x93], 'NUMPY', [1, 0, header.length, 0], header, data);
}
