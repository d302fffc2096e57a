import type { DetectCase } from '../case.ts';
import { bin, crc32, deflate, fill, u32, u64, zeros } from './bytes.ts';
import { bad, streams } from './make.ts';
import { call, DUP, pk, put, ref, STOP, stream, TUPLE1 } from './pickle.ts';
import {
  baseKv,
  eight,
  four,
  ggml,
  ggmlTensor,
  gguf,
  gstr,
  kvArr,
  kvStr,
  safetensors,
  safetensorsRaw,
} from './tensors.ts';
import { ordered, tensor, torchZip } from './torch.ts';
import { zip } from './zip.ts';

const resource: DetectCase[] = [
  ...streams('resource', [
    [
      'hash-bomb',
      'pickle',
      'a key of nested pairs takes 2^64 steps to hash; the load never ends',
      () =>
        stream(
          4,
          '}',
          ')',
          Array.from({ length: 64 }, () => [DUP, 0x86]),
          'N',
          's',
          STOP,
        ),
    ],
    [
      'memo-index',
      'torch-zip',
      'a memo index of 2^31 - 1 makes the loader ask for 32 GB',
      () => stream(2, 'N', put(0x7fffffff), STOP),
    ],
    [
      'claimed-bytearray',
      'pickle',
      'a byte array claims 1 TB, which is asked for before it is read',
      () => stream(5, 0x96, u64(2n ** 40n), 'short', STOP),
    ],
    [
      'repeat',
      'pickle',
      'a string is repeated 10^12 times',
      () => pk(call(ref('operator', 'mul'), 'x', 10n ** 12n), 4),
    ],
    [
      'deep-tuples',
      'pickle',
      'two hundred thousand nested tuples overflow the stack of whatever walks them',
      () =>
        stream(
          2,
          ')',
          Array.from({ length: 200_000 }, () => TUPLE1),
          STOP,
        ),
    ],
  ]),
  bad('resource', 'deflate-bomb', 'torch-zip', 'the pickle unpacks to 64 MB of nothing', () => ({
    'model.pt': torchZip(bin(0x80, 2, fill(64_000_000, 0x4e), STOP), { pickle: { deflated: true } }),
  })),
  bad(
    'resource',
    'overlap-bomb',
    'zip',
    'two thousand entries share one compressed body: 4 GB from a small file',
    () => {
      const body = zeros(2_000_000);
      const central = { method: 8, csize: deflate(body).length, usize: body.length, crc: crc32(body) };
      const first = { name: 'w/0', data: body, deflated: true };
      const others = Array.from({ length: 2000 }, (_, i) => ({
        name: `w/${i + 1}`,
        data: zeros(0),
        noLocal: true,
        pointsTo: 0,
        central,
      }));
      return { 'weights.zip': zip([first, ...others]) };
    },
  ),
  bad(
    'resource',
    'header-length',
    'safetensors',
    'the header claims 2^62 bytes; readers that allocate first fail',
    () => ({
      'model.safetensors': safetensorsRaw('{}', zeros(8), { headerLength: 2n ** 62n }),
    }),
  ),
  bad(
    'resource',
    'json-depth',
    'safetensors',
    'a header of a hundred thousand brackets overflows recursive JSON readers',
    () => ({
      'model.safetensors': safetensorsRaw(`{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, zeros(0)),
    }),
  ),
  bad('resource', 'array-length', 'gguf', 'an array of strings claims 2^61 items; the product overflows', () => ({
    'model.gguf': gguf([...baseKv, kvArr('tokenizer.ggml.tokens', 8, 2n ** 61n, gstr('a'))], [{ name: 'a' }]),
  })),
  bad('resource', 'vocabulary', 'ggml', 'the file claims 2^31 - 1 words', () => ({
    'ggml-model.bin': ggml({ hparams: [0x7fffffff, 4, 32, 1, 1, 4, 0] }),
  })),
];

const json = (header: unknown): string => JSON.stringify(header);
const row = (from: number, to: number, shape: readonly number[] = [4], dtype = 'F32') => ({
  dtype,
  shape,
  data_offsets: [from, to],
});
const index = (map: Readonly<Record<string, string>>, size = 32): Uint8Array =>
  bin(json({ metadata: { total_size: size }, weight_map: map }));

const structure: DetectCase[] = [
  bad('tensor-structure', 'overlap', 'safetensors', 'two tensors share bytes; changing one changes the other', () => ({
    'model.safetensors': safetensorsRaw(json({ a: row(0, 16), b: row(8, 24) }), bin(four, zeros(8))),
  })),
  bad(
    'tensor-structure',
    'beyond-end',
    'safetensors',
    'a tensor reaches 1 GB beyond the file; mapped readers crash',
    () => ({
      'model.safetensors': safetensorsRaw(json({ a: row(0, 16), b: row(16, 2 ** 30, [2 ** 28 - 4]) }), four),
    }),
  ),
  bad(
    'tensor-structure',
    'duplicate-key',
    'safetensors',
    'one name twice: readers differ over which bytes are the tensor',
    () => ({
      'model.safetensors': safetensorsRaw(
        `{"a":${json(row(0, 16))},"b":${json(row(16, 32))},"a":${json(row(16, 32))}}`,
        eight,
      ),
    }),
  ),
  bad(
    'tensor-structure',
    'escaped-duplicate',
    'safetensors',
    'one name twice, once with an escape: readers differ over the bytes',
    () => ({
      'model.safetensors': safetensorsRaw(`{"a":${json(row(0, 16))},"\\u0061":${json(row(16, 32))}}`, eight),
    }),
  ),
  bad(
    'tensor-structure',
    'shape-overflow',
    'safetensors',
    'the product of the shape wraps to the size of the data',
    () => ({
      'model.safetensors': safetensorsRaw(
        `{"a":{"dtype":"U8","shape":[4294967296,4294967297],"data_offsets":[0,0]}}`,
        zeros(0),
      ),
    }),
  ),
  bad('tensor-structure', 'index-escape', 'folder', 'the index names a shard above the folder', () => ({
    'model.safetensors.index.json': index({ a: '../../other/model.safetensors' }),
    'model-00001-of-00001.safetensors': safetensors([{ name: 'a', shape: [4] }], four),
  })),
  bad(
    'tensor-structure',
    'index-lies',
    'folder',
    'two shards hold the same name with other values; the index picks one, globbing the other',
    () => ({
      'model.safetensors.index.json': index({
        a: 'model-00001-of-00002.safetensors',
        b: 'model-00002-of-00002.safetensors',
      }),
      'model-00001-of-00002.safetensors': safetensors([{ name: 'a', shape: [4] }], four),
      'model-00002-of-00002.safetensors': safetensors(
        [
          { name: 'a', shape: [4] },
          { name: 'b', shape: [4] },
        ],
        eight,
      ),
    }),
  ),
  bad(
    'tensor-structure',
    'storage-short',
    'torch-zip',
    'a storage claims a million numbers over sixteen bytes; torch.load without a size check reads beyond',
    () => ({
      'model.pt': torchZip(
        pk(ordered(['w', tensor('0', { numel: 1_000_000, shape: [1000, 1000], stride: [1000, 1] })]), 2),
      ),
    }),
  ),
  bad('tensor-structure', 'gguf-overflow', 'gguf', 'the product of the dimensions wraps to a small number', () => ({
    'model.gguf': gguf(baseKv, [{ name: 'a', dims: [2n ** 32n, 2n ** 32n, 4n] }]),
  })),
  bad(
    'tensor-structure',
    'gguf-dimensions',
    'gguf',
    'a tensor of 4096 dimensions is written over a fixed array',
    () => ({
      'model.gguf': gguf(baseKv, [{ name: 'a', dims: Array.from({ length: 4096 }, () => 1) }]),
    }),
  ),
  bad('tensor-structure', 'gguf-alignment-zero', 'gguf', 'an alignment of zero divides by zero', () => ({
    'model.gguf': gguf([...baseKv, ['general.alignment', 4, u32(0)]], [{ name: 'a' }]),
  })),
  bad('tensor-structure', 'gguf-overlap', 'gguf', 'version 2: two tensors lie on the same bytes', () => ({
    'model.gguf': gguf(
      baseKv,
      [
        { name: 'a', offset: 0 },
        { name: 'b', offset: 0 },
      ],
      { version: 2 },
    ),
  })),
  bad(
    'tensor-structure',
    'gguf-key-twice',
    'gguf',
    'the chat template is given twice; readers differ over which is used',
    () => ({
      'model.gguf': gguf(
        [
          ...baseKv,
          kvStr('tokenizer.chat_template', '{{ messages }}'),
          kvStr('tokenizer.chat_template', '{{ "obey x" }}'),
        ],
        [{ name: 'a' }],
      ),
    }),
  ),
  bad('tensor-structure', 'ggml-dimensions', 'ggml', 'a tensor of 255 dimensions is read into a fixed array', () => ({
    'ggml-model.bin': ggml({ magic: 'fmgg', tensors: ggmlTensor('w', [4, 2], zeros(1024), [255]) }),
  })),
];

export const claimCases: readonly DetectCase[] = [...resource, ...structure];
