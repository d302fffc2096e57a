import { deflateSync, gzipSync } from 'node:zlib';
import type { DetectCase } from '../case.ts';
import { base64, bin, hex } from './bytes.ts';
import { bad, deliver, ECHO, rows } from './make.ts';
import { call, pk, ref, type Val } from './pickle.ts';
import { legacy, legacyState, npy, tar, torchZip } from './torch.ts';
import { zip } from './zip.ts';

const evil = (p = 4): Uint8Array => pk(call(ref('posix', 'system'), ECHO), p);
const bytes = (text: string): Uint8Array => bin(text);
const method = (owner: string, name: string): Val => ref('builtins', `${owner}.${name}`);

const staged = rows('nested', [
  [
    'zlib-loads',
    'pickle',
    4,
    'a compressed pickle is unpacked and loaded',
    call(ref('pickle', 'loads'), call(ref('zlib', 'decompress'), new Uint8Array(deflateSync(evil())))),
  ],
  [
    'storage-bytes',
    'torch-legacy',
    2,
    'the bytes of a storage are a torch file of their own',
    call(
      ref('torch.storage', '_load_from_bytes'),
      legacy(pk(legacyState(['x', call(ref('posix', 'system'), ECHO)]), 2)),
    ),
  ],
  [
    'codec-chain',
    'pickle',
    5,
    'codecs turn text into a pickle, which is loaded',
    call(
      ref('pickle', 'loads'),
      call(
        ref('codecs', 'decode'),
        call(ref('codecs', 'decode'), bytes(base64(new Uint8Array(deflateSync(evil())))), 'base64'),
        'zlib',
      ),
    ),
  ],
  [
    'unpickler-object',
    'pickle',
    4,
    'an Unpickler is made over bytes and asked to load',
    call(
      call(ref('operator', 'methodcaller'), 'load'),
      call(
        ref('_pickle', 'Unpickler'),
        call(ref('_io', 'BytesIO'), call(method('bytes', 'fromhex'), Buffer.from(evil()).toString('hex'))),
      ),
    ),
  ],
  [
    'reversed-bytes',
    'torch-legacy',
    4,
    'a pickle written backwards is put in order and loaded',
    call(
      ref('pickle', 'loads'),
      call(ref('builtins', 'bytes'), call(ref('builtins', 'reversed'), evil().toReversed())),
    ),
  ],
  [
    'object-array-bytes',
    'torch-zip',
    4,
    'numpy loads an object array from bytes, with pickles allowed',
    call(ref('numpy.lib.format', 'read_array'), call(ref('_io', 'BytesIO'), npy('|O', '(1,)', evil())), true),
  ],
]);

const files: DetectCase[] = [
  bad('nested', 'gzip-joblib', 'pickle', 'joblib.load unpacks gzip and runs a command', () => ({
    'model.joblib': new Uint8Array(gzipSync(evil(), { level: 6 })),
  })),
  bad('nested', 'old-joblib-zfile', 'pickle', 'joblib.load reads its old compressed form and runs a command', () => ({
    'model.pkl': zfile(evil(2)),
  })),
  bad('nested', 'npz-object', 'zip', 'numpy.load of the archive, pickles allowed, runs a command', () => ({
    'arrays.npz': zip([
      { name: 'a.npy', data: npy('<f4', '(4,)', bin(hex('0000803f'.repeat(4)))) },
      { name: 'labels.npy', data: npy('|O', '(1,)', evil(3)), deflated: true },
    ]),
  })),
  bad('nested', 'nemo-tar', 'folder', 'the checkpoint inside the archive of NeMo runs a command', () => ({
    'asr.nemo': new Uint8Array(
      gzipSync(
        tar([
          { name: './model_config.yaml', data: bin('name: asr\n') },
          { name: './model_weights.ckpt', data: torchZip(evil(2)) },
        ]),
      ),
    ),
  })),
  bad('nested', 'sibling-text', 'folder', 'joblib.load of a text file next to it runs a command', () => ({
    ...deliver('folder', call(ref('joblib', 'load'), 'merges.txt')),
    'merges.txt': evil(0),
  })),
];

/** joblib before 0.10: `ZF`, the unpacked length in 19 hexadecimal columns, zlib. */
function zfile(body: Uint8Array): Uint8Array {
  return bin('ZF', `0x${body.length.toString(16)}`.padEnd(19, ' '), new Uint8Array(deflateSync(body)));
}

export const nestedCases: readonly DetectCase[] = [...staged, ...files];
