import { deflateSync } from 'node:zlib';
import { bytesOf, op } from '../../../src/formats/pickle/assemble.fixture.ts';
import type { DetectCase } from '../case.ts';
import {
  bare,
  innocent,
  program,
  program2,
  stateDict,
  storage,
  tensor,
  torchLegacy,
  torchZip as archive,
} from './make.ts';

const like = innocent;
const ORDERED = bytesOf(op.global('collections', 'OrderedDict'), op.emptyTuple, op.reduce);

/** Harmless pickles that look like an attack, or break a scanner that is in a hurry. */
export const harmlessPickleCases: readonly DetectCase[] = [
  like('gadget').torchZip('state-dict', 'A state dict as torch.save writes it', () => program2(stateDict())),
  like('legacy-torch').legacy('state-dict', 'A state dict as torch wrote it before 1.6', () => program2(stateDict())),
  like('call-form').torchZip(
    'metadata-by-build',
    'A state dict whose _metadata is set by BUILD, as Module.state_dict() leaves it',
    () =>
      program2(
        stateDict(),
        op.emptyDict,
        op.str('_metadata'),
        ORDERED,
        op.str(''),
        op.emptyDict,
        op.str('version'),
        [0x4b, 1],
        op.setitem,
        op.setitem,
        op.setitem,
        op.build,
      ),
  ),
  like('gadget').torchZip(
    'checkpoint',
    'A training checkpoint: epoch, loss, and states with many kinds of storage',
    () =>
      program2(
        op.emptyDict,
        op.mark,
        op.str('epoch'),
        [0x4b, 7],
        op.str('loss'),
        [0x47, 0x3f, 0xf0, 0, 0, 0, 0, 0, 0],
        op.str('half'),
        tensor('2', 'HalfStorage'),
        op.str('long'),
        tensor('3', 'LongStorage'),
        op.setitems,
      ),
  ),
  like('alias').pickle('mentions-os-system', 'Text that speaks of os.system, and of eval', () =>
    program(
      op.emptyDict,
      op.mark,
      op.str('note'),
      op.str('never call os.system or eval() here'),
      op.str('os'),
      op.str('system'),
      op.setitems,
    ),
  ),
  like('memo-stack').pickle(
    'many-memo-entries',
    'A list of a thousand strings, each put into the memo and some fetched',
    () =>
      program2(
        op.emptyList,
        op.binput(0),
        op.mark,
        ...Array.from({ length: 1000 }, (_, i) => bytesOf(op.str(`layer.${i}`), op.longBinput(i + 1))),
        op.longBinget(500),
        op.binget(1),
        [0x65],
      ),
  ),
  like('memo-stack').pickle(
    'memoize-and-get',
    'Protocol 4 with MEMOIZE and BINGET, as Python writes equal strings',
    () =>
      program(
        op.emptyList,
        op.memoize,
        op.mark,
        op.str('os'),
        op.memoize,
        op.binget(1),
        op.str('system'),
        op.memoize,
        [0x65],
      ),
  ),
  like('multi-stream').pickle('three-dumps', 'Three calls of pickle.dump into one file', () =>
    bytesOf(program2(op.emptyDict), program(op.emptyList), program2(op.str('last'))),
  ),
  like('multi-stream').pickle('padded', 'Zeros behind the pickle, as a block device or tar leaves them', () =>
    bytesOf(program2(op.emptyDict), new Uint8Array(512)),
  ),
  like('multi-stream').pickle('final-newline', 'A newline behind the pickle, from an editor', () =>
    bytesOf(program2(op.emptyDict), '\n'),
  ),
  like('framing').pickle('framed', 'Two frames of the right length', () => {
    const [first, second] = [bytesOf(op.emptyDict, op.str('a'), op.str('x'.repeat(200))), bytesOf(op.setitem, op.stop)];
    return bytesOf(op.proto(4), op.frame(first.length), first, op.frame(second.length), second);
  }),
  like('framing').pickle(
    'large-value-between-frames',
    'A value of 70,000 bytes stands outside of frames, as Python writes it',
    () => {
      const end = bytesOf(op.setitem, op.stop);
      return bytesOf(
        op.proto(4),
        op.frame(4),
        op.emptyDict,
        op.str('a'),
        op.bytes(new Uint8Array(70_000).fill(7)),
        op.frame(end.length),
        end,
      );
    },
  ),
  like('call-form').torchZip('persistent-ids', 'Many persistent ids, of which nothing is called', () =>
    program2(op.emptyList, op.mark, ...Array.from({ length: 50 }, (_, i) => storage(String(i % 3))), [0x65]),
  ),
  like('poisoning').pickle(
    'dunder-keys',
    'A dictionary with keys such as __class__ and __doc__, as a schema dump has',
    () =>
      program(
        op.emptyDict,
        op.mark,
        op.str('__class__'),
        op.str('Model'),
        op.str('__doc__'),
        op.str('A model.'),
        op.setitems,
      ),
  ),
  like('poisoning').pickle(
    'state-on-instance',
    'BUILD with a plain dictionary onto an OrderedDict that the pickle made',
    () => program2(ORDERED, op.emptyDict, op.str('version'), [0x4b, 2], op.setitem, op.build),
  ),
  like('nested').pickle('image-bytes', 'Raw pixels that begin like a PROTO opcode and an EMPTY_LIST', () =>
    program(op.bytes(bytesOf([0x80, 0x02, 0x5d, 0x5d, 0x70, 0x68, 0x66], new Uint8Array(500).fill(0x7f)))),
  ),
  like('nested').pickle('compressed-json', 'JSON text in zlib as a bytes constant', () =>
    program(op.bytes(deflateSync('{"vocabulary": ["a", "b"]}'))),
  ),
  like('nested').pickle('base64-image', 'An image as base64 text', () =>
    program(
      op.str(Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108', 'hex').toString('base64').repeat(4)),
    ),
  ),
  like('nested').pickle('pickle-of-a-pickle', 'A cached, harmless pickle as a bytes constant', () =>
    program(op.bytes(program2(op.emptyDict))),
  ),
  like('gadget').pickle(
    'protocol-0',
    'A vocabulary at protocol 0, without a magic number',
    () => bare('(dp0\n', ...['the', 'of', 'os', 'system'].map((word, i) => bytesOf(`V${word}\np${i + 1}\nI${i}\ns`))),
    undefined,
    'vocab.pkl',
  ),
  like('broken-stream').pickle('empty', 'The smallest pickle: None', () => program2(op.none)),
  like('resource').pickle('deep', 'A list nested a thousand deep, as a parse tree is', () =>
    program2(...Array.from({ length: 1000 }, () => op.emptyList), ...Array.from({ length: 999 }, () => op.append)),
  ),
  like('unlisted-gadget').pickle('numpy-array', 'A numpy array as numpy pickles it', () =>
    program2(
      op.global('numpy.core.multiarray', '_reconstruct'),
      op.mark,
      op.global('numpy', 'ndarray'),
      bytesOf([0x4b, 0], op.tuple1),
      bytesOf([0x43, 1], 'b'),
      op.tuple,
      op.reduce,
      op.mark,
      [0x4b, 1],
      bytesOf([0x4b, 2], op.tuple1),
      op.global('numpy', 'dtype'),
      op.mark,
      op.str('f8'),
      [0x89],
      [0x88],
      op.tuple,
      op.reduce,
      bytesOf(
        op.mark,
        [0x4b, 3],
        op.str('<'),
        op.none,
        op.none,
        op.none,
        op.int(-1),
        op.int(-1),
        [0x4b, 0],
        op.tuple,
        op.build,
      ),
      [0x89],
      bytesOf([0x43, 16], new Uint8Array(16)),
      op.tuple,
      op.build,
    ),
  ),
  like('broken-stream').pickle(
    'joblib-array',
    'A joblib file: the bytes of an array stand raw in the middle of the pickle',
    () =>
      program(
        op.stackGlobal('joblib.numpy_pickle', 'NumpyArrayWrapper'),
        op.emptyTuple,
        op.newobj,
        op.emptyDict,
        op.mark,
        op.str('subclass'),
        op.stackGlobal('numpy', 'ndarray'),
        op.str('shape'),
        bytesOf([0x4b, 4], op.tuple1),
        op.str('order'),
        op.str('C'),
        op.str('dtype'),
        op.stackGlobal('numpy', 'dtype'),
        bytesOf(op.str('f8'), [0x89], [0x88], op.tuple3, op.reduce),
        op.mark,
        bytesOf([0x4b, 3], op.str('<'), op.none, op.none, op.none, op.int(-1), op.int(-1), [0x4b, 0]),
        op.tuple,
        op.build,
        op.str('allow_mmap'),
        [0x88],
        op.str('numpy_array_alignment_bytes'),
        [0x4b, 16],
        op.setitems,
        op.build,
        [3, 0xff, 0xff, 0xff],
        new Uint8Array(new Float64Array([1.5, -2, 3, 0.25]).buffer),
      ),
    undefined,
    'scaler.joblib',
  ),
  like('lying-extension').files(
    'torch-zip',
    'safetensors-free-bin',
    'A torch archive called .bin, as the hub has thousands',
    () => ({
      'pytorch_model.bin': archive(program2(stateDict())),
    }),
  ),
  like('legacy-torch').files(
    'torch-legacy',
    'storages-like-pickles',
    'Storages whose bytes look like the beginning of a pickle',
    () => ({
      'model.pth': torchLegacy(program2(stateDict()), {
        tail: bytesOf([0x80, 0x02, 0x63], new Uint8Array(300).fill(0x80)),
      }),
    }),
  ),
  like('unlisted-gadget').pickle('lazy-iterators', 'map and filter over lists, with plain functions', () =>
    program(
      ...(['map', 'filter'] as const).flatMap((name) => [
        op.global('builtins', name),
        name === 'map' ? op.global('builtins', 'int') : op.none,
        op.global('builtins', 'iter'),
        op.emptyList,
        op.tuple1,
        op.reduce,
        op.tuple2,
        op.reduce,
      ]),
      op.tuple2,
    ),
  ),
  like('unlisted-gadget').pickle('caller-of-text', 'A method of text by its name, kept as a value', () =>
    program(op.global('operator', 'methodcaller'), op.str('strip'), op.tuple1, op.reduce),
  ),
  like('unlisted-gadget').pickle('typing', 'A type with parameters', () =>
    program2(
      op.global('_operator', 'getitem'),
      op.global('typing', 'Optional'),
      op.global('__builtin__', 'int'),
      op.tuple2,
      op.reduce,
    ),
  ),
];
