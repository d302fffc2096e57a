import { deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { bytesOf, call, callPickle, op } from '../../../src/formats/pickle/assemble.fixture.ts';
import { arrayWrapper, dtype, joblibFile, padding } from '../../../src/formats/pickle/joblib.fixture.ts';
import { writeSevenZip } from '../../../src/formats/seven-zip/write.fixture.ts';
import { node, schema } from '../../../src/formats/skops-schema/fuzz.ts';
import { torchTar, writeTar } from '../../../src/formats/tar/write.fixture.ts';
import { writeZip } from '../../../src/formats/zip/write.fixture.ts';
import type { DetectCase } from '../case.ts';
import { COMPRESSED } from './compressed.fixture.ts';
import { COMMAND, program, program2, stateDict, text, torchZip, trick } from './make.ts';

const { files } = trick('container');
const PAYLOAD = callPickle('os', 'system', COMMAND);
const CLEAN = program2(stateDict());
const CALL = call('os', 'system', COMMAND);
const NUMBERS = new Uint8Array(32).fill(1);
const decoded = (base64: string): Uint8Array => Uint8Array.from(Buffer.from(base64, 'base64'));
const exact = (bytes: Uint8Array): Uint8Array => Uint8Array.from(bytes);
const objects = { dtype: dtype('O8', -1, 63) };

/** Payloads in what scanners do not open, and loaders do. */
export const containerCases: readonly DetectCase[] = [
  files('compressed', 'bzip2', 'joblib.load opens bzip2 by its content', () => ({
    'model.joblib': decoded(COMPRESSED.payload.bzip2),
  })),
  files('compressed', 'xz', 'joblib.load opens xz by its content', () => ({
    'model.pkl': decoded(COMPRESSED.payload.xz),
  })),
  files('compressed', 'lzma', 'joblib.load opens LZMA by its first bytes', () => ({
    'model.pkl.lzma': decoded(COMPRESSED.payload.lzma),
  })),
  files('compressed', 'odd-lzma', 'LZMA with a dictionary that no encoder writes and every decoder takes', () => {
    const odd = decoded(COMPRESSED.payload.lzma);
    odd.set([0x00, 0x61, 0xbc, 0x00], 1);
    return { 'model.joblib': odd };
  }),
  files('compressed', 'reserved-flags', 'A gzip header with reserved flags, which Python does not look at', () => {
    const bytes = exact(gzipSync(PAYLOAD));
    bytes[3] = 0xe0;
    return { 'model.joblib': bytes };
  }),
  files('compressed', 'skippable-frame', 'A frame to skip comes before the Zstandard data', () => ({
    'frame.pkl.zst': bytesOf([0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0], 'junk', zstdCompressSync(PAYLOAD)),
  })),
  files('compressed', 'lz4', 'joblib.load opens LZ4 frames', () => ({
    'model.joblib': decoded(COMPRESSED.payload.lz4),
  })),
  files('compressed', 'zstd', 'pandas.read_pickle opens Zstandard by the name', () => ({
    'frame.pkl.zst': exact(zstdCompressSync(PAYLOAD)),
  })),
  files('compressed', 'zlib', 'joblib.dump(compress=3) writes zlib', () => ({
    'model.joblib': exact(deflateSync(PAYLOAD)),
  })),
  files('compressed', 'zfile', 'The compressed files of joblib before 0.10', () => ({
    'model.pkl': bytesOf(`ZF${`0x${PAYLOAD.length.toString(16)}`.padEnd(19)}`, deflateSync(PAYLOAD)),
  })),
  files('compressed', 'gzip-second-member', 'The payload is in the second of two gzip members', () => ({
    'model.pkl.gz': bytesOf(gzipSync(PAYLOAD.subarray(0, 9)), gzipSync(PAYLOAD.subarray(9))),
  })),
  files(
    'compressed',
    'gzip-wrong-checksum',
    'The checksum is wrong: the stream is unpickled before it is checked',
    () => {
      const bytes = exact(gzipSync(PAYLOAD));
      bytes[bytes.length - 8] = (bytes[bytes.length - 8] ?? 0) ^ 1;
      return { 'model.pkl.gz': bytes };
    },
  ),
  files('compressed', 'cut-short', 'The compressed stream breaks off after the payload', () => ({
    'model.joblib': exact(gzipSync(bytesOf(op.proto(2), CALL, op.pop, new Uint8Array(400)))).subarray(0, -12),
  })),
  files('compressed', 'named-weights', 'Compressed, under the name of a checkpoint', () => ({
    'pytorch_model.bin': exact(gzipSync(PAYLOAD)),
  })),
  files('compressed', 'seven-layers', 'Compressed by four methods one over the other', () => ({
    'model.joblib': exact(gzipSync(zstdCompressSync(deflateSync(gzipSync(PAYLOAD))))),
  })),
  files('compressed', 'behind-the-stream', 'A pickle behind the compressed data', () => ({
    'notes.txt.zst': bytesOf(zstdCompressSync('nothing to see'), PAYLOAD),
  })),
  files('tar', 'pickle', 'A pickle in a tar', () => ({
    'bundle.tar': writeTar({
      members: [
        { name: 'readme.txt', data: 'hello' },
        { name: 'model.pkl', data: PAYLOAD },
      ],
    }),
  })),
  files('tar', 'gzip', 'A pickle in a compressed tar', () => ({
    'bundle.tar.gz': exact(gzipSync(writeTar({ members: [{ name: 'model.pkl', data: PAYLOAD }] }))),
  })),
  files('tar', 'xz-inside', 'A tar whose member is compressed by xz', () => ({
    'bundle.tar': writeTar({ members: [{ name: 'model.pkl.xz', data: decoded(COMPRESSED.payload.xz) }] }),
  })),
  files('tar', 'torch', 'A torch file from before 2017, named as weights of today', () => ({
    'pytorch_model.bin': torchTar(PAYLOAD, CLEAN),
  })),
  files('tar', 'torch-storages', 'The payload is in the second pickle of an old torch file', () => ({
    'model.pth': torchTar(CLEAN, PAYLOAD),
  })),
  files('tar', 'nemo', 'A NeMo archive whose checkpoint is hostile', () => ({
    'model.nemo': writeTar({
      members: [
        { name: './model_config.yaml', data: 'name: model\n' },
        { name: './model_weights.ckpt', data: torchZip(PAYLOAD) },
      ],
    }),
  })),
  files('tar', 'long-name', 'The payload under a GNU long name', () => {
    const name = `${'deep/'.repeat(30)}model.pkl`;
    return {
      'bundle.tar': writeTar({
        members: [{ name: name.slice(0, 100), longName: name, dialect: 'gnu', data: PAYLOAD }],
      }),
    };
  }),
  files('tar', 'wrong-checksum', 'The first header has a wrong checksum', () => ({
    'bundle.tar': writeTar({ members: [{ name: 'model.pkl', data: PAYLOAD, checksum: 1 }] }),
  })),
  files('tar', 'behind-the-end', 'The payload lies behind the end of the archive', () => ({
    'bundle.tar': writeTar({ members: [{ name: 'readme.txt', data: 'hello' }], tail: PAYLOAD }),
  })),
  files('7z', 'lzma', 'A pickle in a 7z archive', () => ({ 'model.7z': decoded(COMPRESSED.payload.sevenZip) })),
  files(
    '7z',
    'broken-pickle',
    'A 7z archive under the name of a checkpoint, with a pickle that breaks off after the payload',
    () => ({
      'pytorch_model.bin': writeSevenZip({
        members: [{ name: 'data.pkl', data: bytesOf(op.proto(2), CALL, [0x01, 0x02]) }],
        method: 'deflate',
      }),
    }),
    'nullifAI (ReversingLabs, 2025)',
  ),
  files('7z', 'torch-zip', 'A torch archive in a 7z archive', () => ({
    'model.7z': writeSevenZip({ members: [{ name: 'model.pt', data: torchZip(PAYLOAD) }] }),
  })),
  files('7z', 'solid-second', 'The second member of a solid archive', () => ({
    'model.7z': writeSevenZip({
      members: [
        { name: 'readme.txt', data: 'hello' },
        { name: 'model.pkl', data: PAYLOAD },
      ],
      method: 'deflate',
    }),
  })),
  files('joblib', 'after-array', 'The call follows the bytes of an array, where pickletools stops', () => ({
    'model.joblib': joblibFile({}, NUMBERS, op.pop, CALL),
  })),
  files('joblib', 'after-padded-array', 'The same, with the padding of joblib 1.2', () => {
    const start = bytesOf(op.proto(3), arrayWrapper({ alignment: [0x4b, 16] }));
    return { 'model.joblib': bytesOf(start, padding(start.length), NUMBERS, op.pop, CALL, op.stop) };
  }),
  files('joblib', 'array-of-objects', 'The pickle inside an array of objects', () => ({
    'model.joblib': joblibFile(objects, PAYLOAD),
  })),
  files('joblib', 'compressed-array', 'The same, compressed', () => ({
    'model.joblib.gz': exact(gzipSync(joblibFile(objects, PAYLOAD))),
  })),
  files('joblib', 'opcodes-as-numbers', 'Numbers to joblib, opcodes to pickle.load', () => {
    const hidden = bytesOf(CALL, op.stop);
    return {
      'model.pkl': joblibFile({ shape: bytesOf([0x4b, hidden.length], op.tuple1), dtype: dtype('i1') }, hidden),
    };
  }),
  files('joblib', 'size-lie', 'A type whose state claims another size hides opcodes as numbers', () => ({
    'model.joblib': joblibFile({ dtype: dtype('f8', 800) }, bytesOf(NUMBERS, op.pop, CALL)),
  })),
  files('joblib', 'shape-comes-round', 'The product of the shape is zero in 64 bits', () => {
    const big = [0x8a, 5, 0, 0, 0, 0, 1];
    return { 'model.joblib': joblibFile({ shape: bytesOf(big, big, op.tuple2) }, bytesOf(op.pop, CALL)) };
  }),
  files('joblib', 'second-state', 'A second state for the same array', () => ({
    'model.joblib': joblibFile({}, NUMBERS, op.emptyDict, op.build, NUMBERS, op.pop, CALL),
  })),
  files('joblib', 'sidecar-outside', 'An old joblib file that names an array elsewhere on the machine', () => ({
    'model.pkl': program2(
      op.global('joblib.numpy_pickle', 'NDArrayWrapper'),
      op.emptyTuple,
      op.newobj,
      op.emptyDict,
      op.mark,
      op.str('filename'),
      op.str('../../../../tmp/other.npy'),
      op.setitems,
      op.build,
    ),
  })),
  files('zip', 'torchserve', 'A TorchServe archive with a hostile checkpoint', () => ({
    'model.mar': writeZip({
      members: [
        { name: 'MAR-INF/MANIFEST.json', data: text('{"model": {"serializedFile": "model.pt"}}') },
        { name: 'model.pt', data: torchZip(PAYLOAD), method: 8 },
      ],
    }),
  })),
  files('zip', 'gzip-inside', 'A compressed pickle inside an archive', () => ({
    'bundle.zip': writeZip({ members: [{ name: 'model.pkl.gz', data: exact(gzipSync(PAYLOAD)), method: 8 }] }),
  })),
  files('npz', 'object-array', 'An array of objects in an .npz, in a tar', () => ({
    'arrays.tar': writeTar({
      members: [
        { name: 'a.npz', data: writeZip({ members: [{ name: 'x.npy', data: objectArray(PAYLOAD), method: 8 }] }) },
      ],
    }),
  })),
  files(
    'zip',
    'skops-operator',
    'A skops node that shows an estimator and calls an operator',
    () => ({
      'model.skops': skops(
        node('call', 'sklearn.linear_model._stochastic_gradient.SGDRegressor', 'OperatorFuncNode', { attrs: {} }),
      ),
    }),
    'CVE-2025-54412',
  ),
  files(
    'zip',
    'skops-method',
    'A skops node that shows an estimator and reaches into another object',
    () => ({
      'model.skops': skops(
        node('SGDRegressor', 'sklearn.linear_model._stochastic_gradient', 'MethodNode', {
          content: { func: 'func.__globals__', obj: node('partial', 'functools', 'PartialNode') },
        }),
      ),
    }),
    'CVE-2025-54413',
  ),
  files(
    'zip',
    'skops-fallback',
    'A pickle named .skops, which the model card loads by joblib',
    () => ({ 'model.skops': PAYLOAD }),
    'CVE-2025-54886',
  ),
  files('zip', 'skops-reduce', 'A skops node that calls posix.system', () => ({
    'model.skops': skops(node('system', 'posix', 'ConstructorFromReduceNode', { content: {} })),
  })),
  files('pickle', 'cloudpickle', 'A function with its code, as cloudpickle writes it', () => ({
    'function.pkl': program(
      op.stackGlobal('cloudpickle.cloudpickle', '_make_function'),
      op.mark,
      op.stackGlobal('cloudpickle.cloudpickle', '_builtin_type'),
      op.str('CodeType'),
      op.tuple1,
      op.reduce,
      op.emptyDict,
      op.tuple,
      op.reduce,
    ),
  })),
  files('pickle', 'dill', 'A function with its code, as dill writes it', () => ({
    'function.dill': program(
      op.stackGlobal('dill._dill', '_create_function'),
      op.mark,
      op.stackGlobal('dill._dill', '_create_code'),
      op.emptyTuple,
      op.reduce,
      op.emptyDict,
      op.tuple,
      op.reduce,
    ),
  })),
];

const skops = (root: object): Uint8Array =>
  writeZip({ members: [{ name: 'schema.json', data: schema(root), method: 8 }] });

/** An `.npy` of objects: a header, then a pickle. */
function objectArray(pickle: Uint8Array): Uint8Array {
  const header = `${"{'descr': '|O', 'fortran_order': False, 'shape': (1,), }".padEnd(117)}\n`;
  return bytesOf([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length, 0], header, pickle);
}
