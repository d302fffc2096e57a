import { GGJT } from '../../../src/formats/ggml/fuzz.ts';
import { writeGgml } from '../../../src/formats/ggml/write.fixture.ts';
import { writeGguf } from '../../../src/formats/gguf/write.fixture.ts';
import { writeSafetensors } from '../../../src/formats/safetensors/write.fixture.ts';
import { writeShardIndex } from '../../../src/formats/shard-index/write.fixture.ts';
import type { DetectCase } from '../case.ts';
import { op } from '../../../src/formats/pickle/assemble.fixture.ts';
import { type Files, program2, stateDict, storage, torchZip, trick } from './make.ts';

const { files } = trick('tensor-structure');
type Safetensors = Parameters<typeof writeSafetensors>[0];
type Gguf = Parameters<typeof writeGguf>[0];
const f32 = (name: string, elements = 2) => ({ name, dtype: 'F32', shape: [elements], bytes: 4 * elements });
const safetensors = (name: string, title: string, file: () => Safetensors): DetectCase =>
  files('safetensors', name, title, () => ({ 'model.safetensors': writeSafetensors(file()) }));
const gguf = (name: string, title: string, file: () => Gguf, reference?: string): DetectCase =>
  files('gguf', name, title, () => ({ 'model.gguf': writeGguf(file()) }), reference);
const entry = (name: string, shape: string, offsets: string): string =>
  `"${name}":{"dtype":"F32","shape":${shape},"data_offsets":${offsets}}`;

/** Tables of tensors that contradict themselves, the file, or an index. */
export const tensorStructureCases: readonly DetectCase[] = [
  safetensors('overlap', 'Two tensors have the same bytes', () => ({
    tensors: [
      { ...f32('a'), offsets: [0, 8] },
      { ...f32('b'), offsets: [4, 12] },
    ],
  })),
  safetensors('beyond-file', 'A tensor ends behind the file', () => ({
    tensors: [{ ...f32('a'), shape: [2000], offsets: [0, 8000] }],
  })),
  safetensors('shape-overflow', 'The product of the shape passes 2^64 and is eight again', () => ({
    tensors: [{ ...f32('a'), shape: [4_294_967_296, 4_294_967_296, 2] }],
  })),
  safetensors('duplicate-key', 'One tensor name stands twice: parsers keep the first or the last', () => ({
    tensors: [f32('a'), f32('b')],
    header: `{${entry('a', '[2]', '[0,8]')},${entry('a', '[2]', '[8,16]')}}`,
  })),
  safetensors('number-beyond-2-53', 'Offsets that a double cannot hold: JavaScript and Rust read other places', () => ({
    tensors: [f32('a')],
    header: `{${entry('a', '[2]', '[0,8.0]')},${entry('b', '[0]', '[9007199254740993,9007199254740993]')}}`,
  })),
  gguf('overlap', 'Two tensors begin at the same place', () => ({
    tensors: [
      { name: 'a', dims: [64], type: 0 },
      { name: 'b', dims: [64], type: 0, offset: 0n },
    ],
  })),
  gguf(
    'nine-dimensions',
    'Nine dimensions, where loaders keep four or eight: those past the end overwrite what follows',
    () => ({ tensors: [{ name: 'a', dims: [8, 1, 1, 1, 1, 1, 1, 1, 1], type: 0 }] }),
    'antirez/gguf-tools #25',
  ),
  gguf(
    'narrow-scores',
    'Token scores of one byte each, which llama.cpp reads as floats past their end',
    () => ({
      metadata: [
        ['general.architecture', { type: 'string', value: 'llama' }],
        ['tokenizer.ggml.model', { type: 'string', value: 'llama' }],
        [
          'tokenizer.ggml.tokens',
          { type: 'array', elementType: 'string', value: ['a', 'b', 'c'].map((value) => ({ type: 'string', value })) },
        ],
        [
          'tokenizer.ggml.scores',
          { type: 'array', elementType: 'u8', value: [1, 2, 3].map((value) => ({ type: 'u8', value })) },
        ],
      ],
    }),
    'llama.cpp #26690',
  ),
  gguf('dimension-overflow', 'Dimensions whose product passes 2^64', () => ({
    tensors: [{ name: 'a', dims: [1n << 33n, 1n << 33n], type: 0, bytes: 8 }],
  })),
  files('ggml', 'dimensions', 'Negative dimensions in a GGJT file', () => ({
    'model.ggml': writeGgml({ ...GGJT, tensors: [{ name: 'w', dims: [2 ** 31, 2 ** 31, 2], type: 2, bytes: 18 }] }),
  })),
  files('folder', 'tensor-elsewhere', 'A shard holds a tensor that the index gives to the other', () =>
    sharded([f32('a'), f32('b')], [f32('b')]),
  ),
  files('folder', 'missing-shard', 'The index names a shard that is fetched from elsewhere', () => {
    const { 'model-00002-of-00002.safetensors': _gone, ...rest } = sharded([f32('a')], [f32('b')]);
    return rest;
  }),
  files('folder', 'climbing-shard', 'The index names a shard outside of the folder', () => ({
    'model.safetensors.index.json': writeShardIndex({ map: [['a', '../../elsewhere/model.bin']] }),
  })),
  files(
    'folder',
    'shard-of-no-index',
    'A further shard that the index does not name: a loader of *.safetensors takes its tensors last',
    () => ({
      ...sharded([f32('a')], [f32('b')]),
      'model-00003-of-00003.safetensors': writeSafetensors({ tensors: [f32('a')] }),
    }),
  ),
  files('torch-zip', 'storage-claims', 'The pickle claims more numbers of a storage than its archive holds', () => ({
    'pytorch_model.bin': torchZip(program2(stateDict(op.str('w'), storage('1', 'DoubleStorage', 200)))),
  })),
];

function sharded(first: Safetensors['tensors'], second: Safetensors['tensors']): Files {
  return {
    'model.safetensors.index.json': writeShardIndex({
      totalSize: 16,
      map: [
        ['a', 'model-00001-of-00002.safetensors'],
        ['b', 'model-00002-of-00002.safetensors'],
      ],
    }),
    'model-00001-of-00002.safetensors': writeSafetensors({ tensors: first }),
    'model-00002-of-00002.safetensors': writeSafetensors({ tensors: second }),
  };
}
