import type { DetectCase } from '../case.ts';
import { bin, u32, u64, zeros } from '../blind/bytes.ts';
import { weights } from '../blind/code.ts';
import { bad, rows } from '../blind/make.ts';
import { call, enc, float, pk, ref, SETITEM } from '../blind/pickle.ts';
import { baseKv, eight, four, gguf, kvStr, safetensors, safetensorsRaw } from '../blind/tensors.ts';
import { npy, ordered, tensor, torchZip } from '../blind/torch.ts';

const resource: DetectCase[] = [
  ...rows('resource', [
    ['byte-array', 'torch-zip', 4, 'a terabyte of zeros is asked for', call(ref('builtins', 'bytearray'), 10n ** 12n)],
    ['sleep', 'pickle', 2, 'the load sleeps for thirty years', call(ref('time', 'sleep'), 1_000_000_000)],
    [
      'pattern',
      'pickle',
      4,
      'a pattern takes exponential time over its text',
      call(ref('re', 'match'), '(a+)+$', `${'a'.repeat(64)}b`),
    ],
    [
      'width',
      'torch-legacy',
      4,
      'a number is written with a trillion digits',
      call(ref('_operator', 'mod'), '%999999999999d', 1),
    ],
    ['power', 'pickle', 4, 'a power whose digits fill no memory', call(ref('builtins', 'pow'), 9, 10n ** 11n)],
  ]),
  bad('resource', 'array-shape', 'npz', 'an array claims a petabyte of numbers', () => ({
    'embeddings.npy': npy('<f8', '(1000000, 1000000, 100)', zeros(64)),
  })),
  bad('resource', 'tensor-count', 'gguf', 'the file claims 2^60 tensors', () => ({
    'model.gguf': gguf(baseKv, [{ name: 'a' }], { tensorCount: 2n ** 60n }),
  })),
  bad('resource', 'array-of-arrays', 'gguf', 'arrays of arrays, forty thousand deep', () => ({
    'model.gguf': gguf(
      [...baseKv, ['general.tags', 9, [Array.from({ length: 40_000 }, () => [u32(9), u64(1)]), u32(0), u64(1), 1]]],
      [{ name: 'a' }],
    ),
  })),
  bad('resource', 'laughs', 'repository', 'a YAML file of aliases that stands for a billion words', () => ({
    'config.yaml': bin(
      'a: &a [x, x, x, x, x, x, x, x, x, x]\n',
      [...'bcdefghij'].map((name, i) => {
        const last = 'abcdefghij'[i] ?? 'a';
        return `${name}: &${name} [${Array.from({ length: 10 }, () => `*${last}`).join(', ')}]\n`;
      }),
    ),
    'model.safetensors': weights(),
  })),
  bad('resource', 'deep-json', 'repository', 'a configuration of a hundred thousand brackets', () => ({
    'config.json': bin(`{"model_type": "bert", "x": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`),
    'model.safetensors': weights(),
  })),
];

const header = (entries: Readonly<Record<string, unknown>>): string => JSON.stringify(entries);
const one = { dtype: 'F32', shape: [4], data_offsets: [0, 16] };

const files: ReadonlyArray<readonly [string, string, () => Uint8Array]> = [
  [
    'backwards',
    'a tensor ends before it begins',
    () => safetensorsRaw(header({ a: { ...one, data_offsets: [16, 0] } }), four),
  ],
  [
    'short-range',
    'a tensor claims more numbers than its bytes hold',
    () => safetensorsRaw(header({ a: { ...one, shape: [4096] } }), four),
  ],
  ['negative', 'a shape has a negative length', () => safetensorsRaw(header({ a: { ...one, shape: [-4] } }), four)],
  [
    'name-twice',
    'two tensors of one name with different bytes, far apart',
    () =>
      safetensorsRaw(
        `{"w":{"dtype":"F32","shape":[4],"data_offsets":[0,16]},"v":{"dtype":"F32","shape":[2],"data_offsets":[16,24]},"w":{"dtype":"F32","shape":[2],"data_offsets":[24,32]}}`,
        eight,
      ),
  ],
];

const structure: DetectCase[] = [
  ...files.map(([name, title, build]) =>
    bad('tensor-structure', name, 'safetensors', title, () => ({ 'model.safetensors': build() })),
  ),
  bad('tensor-structure', 'part-overlap', 'safetensors', 'the second tensor begins inside the first', () => ({
    'model.safetensors': safetensors(
      [
        { name: 'a', shape: [4] },
        { name: 'b', shape: [4], at: [8, 24] },
      ],
      eight.subarray(0, 24),
    ),
  })),
  bad(
    'tensor-structure',
    'item-of-tensor',
    'torch-zip',
    'an item is set on a tensor: the safe loader of torch writes past its memory',
    () => ({
      'model.pt': torchZip(
        pk(ordered(['w', { enc: (p) => [enc(tensor('0'), p), enc(1_000_000, p), enc(float(1), p), SETITEM] }]), 2),
      ),
    }),
    'CVE-2026-24747',
  ),
  bad(
    'tensor-structure',
    'storage-too-long',
    'torch-zip',
    'the storage claims fewer numbers than its tensor reads',
    () => ({
      'pytorch_model.bin': torchZip(
        pk(ordered(['w', tensor('0', { numel: 4, shape: [1024, 1024], stride: [1024, 1] })]), 2),
      ),
    }),
  ),
  bad('tensor-structure', 'gguf-name-twice', 'gguf', 'two tensors of one name', () => ({
    'model.gguf': gguf(baseKv, [{ name: 'output.weight' }, { name: 'output.weight' }]),
  })),
  bad('tensor-structure', 'gguf-wrapping-offset', 'gguf', 'the offset of a tensor wraps around to the header', () => ({
    'model.gguf': gguf(baseKv, [{ name: 'a' }, { name: 'b', offset: 2n ** 64n - 32n }]),
  })),
  bad('tensor-structure', 'gguf-part-block', 'gguf', 'a quantised row is no whole number of blocks', () => ({
    'model.gguf': gguf(baseKv, [{ name: 'a', type: 2, dims: [33, 2] }]),
  })),
  bad('tensor-structure', 'gguf-unknown-type', 'gguf', 'a tensor has a type beyond the table of sizes', () => ({
    'model.gguf': gguf(baseKv, [{ name: 'a', type: 0x7fffffff }]),
  })),
  bad('tensor-structure', 'gguf-text-alignment', 'gguf', 'the alignment is text, readers take its length', () => ({
    'model.gguf': gguf([...baseKv, kvStr('general.alignment', 'thirty-two')], [{ name: 'a' }]),
  })),
];

export const claimCases: readonly DetectCase[] = [...resource, ...structure];
