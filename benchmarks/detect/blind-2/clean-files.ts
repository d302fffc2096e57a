import type { Container, DetectCase, TrickClass } from '../case.ts';
import { bin, f32, fill, hex, le, u32, u64, zeros } from '../blind/bytes.ts';
import { gz, zl } from '../blind/containers.ts';
import { good } from '../blind/make.ts';
import { call, dict, pk, ref, tup } from '../blind/pickle.ts';
import { pax, tape } from '../blind/tape.ts';
import { baseKv, eight, four, gguf, gstr, kvArr, kvStr, kvU32, safetensors, safetensorsRaw } from '../blind/tensors.ts';
import { json } from '../blind/templates.ts';
import { floats, legacy, legacyState, npy, ordered, stateDict, tensor, torchZip } from '../blind/torch.ts';
import { zip } from '../blind/zip.ts';
import { unpackToo } from './packed.ts';

const q4 = bin(Array.from({ length: 2 }, () => [hex('0038'), fill(16, 0x88)]));
const row = (name: string, dtype: string, shape: readonly number[], at: readonly [number, number]) =>
  [name, { dtype, shape, data_offsets: at }] as const;

const files: ReadonlyArray<
  readonly [TrickClass, string, Container, string, () => Readonly<Record<string, Uint8Array>>]
> = [
  [
    'tensor-structure',
    'small-types',
    'safetensors',
    'tensors of eight-bit floats, bfloat16, booleans and bytes',
    () => ({
      'model.safetensors': safetensorsRaw(
        JSON.stringify(
          Object.fromEntries([
            row('a', 'I64', [1], [0, 8]),
            row('b', 'BF16', [2, 2], [8, 16]),
            row('c', 'F8_E4M3', [4], [16, 20]),
            row('d', 'U8', [3], [20, 23]),
            row('e', 'BOOL', [1], [23, 24]),
          ]),
        ),
        bin(u64(7), fill(8, 0x3f), fill(4, 0x38), [1, 2, 3], 1),
      ),
    }),
  ],
  [
    'tensor-structure',
    'quantised',
    'gguf',
    'a row of two blocks of four bits, and a vector',
    () => ({
      'tiny.Q4_0.gguf': gguf(
        baseKv,
        [
          { name: 'blk.0.ffn_up.weight', type: 2, dims: [32, 2] },
          { name: 'output_norm.weight', dims: [4], offset: 64 },
        ],
        { data: bin(q4, zeros(28), four, zeros(16)) },
      ),
    }),
  ],
  [
    'tensor-structure',
    'split',
    'gguf',
    'two shards of a split file',
    () => {
      const of = (no: number, name: string) =>
        gguf(
          [...baseKv, ['split.no', 2, le(no, 2)], ['split.count', 2, le(2, 2)], ['split.tensors.count', 5, u32(2)]],
          [{ name }],
        );
      return {
        'tiny-00001-of-00002.gguf': of(0, 'token_embd.weight'),
        'tiny-00002-of-00002.gguf': of(1, 'output.weight'),
      };
    },
  ],
  [
    'tensor-structure',
    'shared-halves',
    'torch-zip',
    'two views of the two halves of one storage',
    () => ({
      'model.pt': torchZip(
        pk(
          ordered(
            ['q', tensor('0', { shape: [2], stride: [1] })],
            ['k', tensor('0', { offset: 2, shape: [2], stride: [1] })],
          ),
          2,
        ),
      ),
    }),
  ],
  [
    'hidden-data',
    'trainer-metadata',
    'safetensors',
    'the metadata of a LoRA trainer, among it a hash, a date and base64 of a picture',
    () => ({
      'lora.safetensors': safetensors([{ name: 'lora_unet.alpha', shape: [4] }], four, {
        ss_sd_model_hash: 'deadbeef',
        ss_training_started_at: '1700000000.5',
        modelspec_thumbnail:
          'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
        sshs_model_hash: '0'.repeat(64),
      }),
    }),
  ],
  [
    'hidden-data',
    'importance-matrix',
    'gguf',
    'the notes of a quantiser: paths, dates, a link and a long description',
    () => ({
      'tiny.gguf': gguf(
        [
          ...baseKv,
          kvStr('quantize.imatrix.file', '/home/user/imatrix.dat'),
          kvStr('general.source.url', 'https://huggingface.co/example/tiny'),
          kvStr('general.description', `A small model. ${'It talks about eval, exec and os.system. '.repeat(20)}`),
          kvArr('general.tags', 8, 2, [gstr('code'), gstr('shell')]),
        ],
        [{ name: 'token_embd.weight' }],
      ),
    }),
  ],
  [
    'hidden-data',
    'bias-of-bytes',
    'safetensors',
    'a table of zero points as bytes, as quantisers write it',
    () => ({
      'model.safetensors': safetensorsRaw(
        JSON.stringify({
          qzeros: { dtype: 'U8', shape: [64], data_offsets: [0, 64] },
          scales: { dtype: 'F16', shape: [8], data_offsets: [64, 80] },
        }),
        bin(fill(64, 0x88), fill(16, 0x3c)),
      ),
    }),
  ],
  [
    'hidden-data',
    'aligned-header',
    'safetensors',
    'a header padded with spaces to a page',
    () => ({
      'model.safetensors': safetensorsRaw(
        JSON.stringify({ a: { dtype: 'F32', shape: [4], data_offsets: [0, 16] } }),
        four,
        {
          padding: ' '.repeat(
            4096 - 8 - JSON.stringify({ a: { dtype: 'F32', shape: [4], data_offsets: [0, 16] } }).length,
          ),
        },
      ),
    }),
  ],
  [
    'resource',
    'long-context',
    'gguf',
    'a model of a million places of context',
    () => ({
      'tiny.gguf': gguf(
        [
          kvStr('general.architecture', 'llama'),
          kvU32('llama.context_length', 1_048_576),
          kvU32('llama.block_count', 1),
          kvU32('general.quantization_version', 2),
        ],
        [{ name: 'token_embd.weight' }],
      ),
    }),
  ],
  [
    'resource',
    'deep-lists',
    'pickle',
    'lists forty deep, and a number of a thousand bits',
    () => {
      let value = [1n << 1000n] as never;
      for (let i = 0; i < 40; i += 1) value = [value] as never;
      return { 'tree.pkl': pk(value, 4) };
    },
  ],
  [
    'resource',
    'anchors',
    'repository',
    'a configuration of YAML whose anchors are used six times',
    () => ({
      'config.yaml': bin(
        'base: &b {lr: 0.1, wd: 0.01}\n',
        Array.from({ length: 6 }, (_, i) => `stage${i}:\n  <<: *b\n  epoch: ${i}\n`),
      ),
    }),
  ],
  [
    'zip-structure',
    'folders',
    'zip',
    'a zip of macOS, with folders, dot files and resource forks',
    () => ({
      'weights.zip': zip([
        { name: 'weights/', data: bin('') },
        { name: 'weights/mean.npy', data: npy('<f4', '(4,)', floats), deflated: true },
        { name: '__MACOSX/', data: bin('') },
        {
          name: '__MACOSX/weights/._mean.npy',
          data: bin(hex('0005160700020000'), 'Mac OS X        ', zeros(32)),
          deflated: true,
        },
        { name: 'weights/.DS_Store', data: bin(hex('0000000142756431'), zeros(24)) },
      ]),
    }),
  ],
  [
    'zip-structure',
    'times',
    'zip',
    'a dataset of pictures zipped with the extra fields of Info-ZIP',
    () => ({
      'images.zip': zip([
        {
          name: 'cat/1.txt',
          data: bin('cat\n'),
          both: { extra: bin('UT', le(5, 2), 1, u32(1_700_000_000)) },
          mode: 0o100644,
        },
        {
          name: 'dog/1.txt',
          data: bin('dog\n'),
          both: { extra: bin('UT', le(5, 2), 1, u32(1_700_000_000)) },
          mode: 0o100644,
        },
      ]),
    }),
  ],
  [
    'zip-structure',
    'other-root',
    'torch-zip',
    'an archive whose root has the name of its file',
    () => ({ 'epoch_12.pt': torchZip(pk(stateDict(), 2), { root: 'epoch_12' }) }),
  ],
  [
    'zip-structure',
    'zipped-set',
    'zip',
    'a dataset of lines, a licence and a card',
    () => ({
      'dataset.zip': zip([
        {
          name: 'data/train.jsonl',
          data: bin('{"text": "import os; os.system(\'ls\')", "label": 1}\n'.repeat(30)),
          deflated: true,
          descriptor: true,
        },
        { name: 'LICENSE', data: bin('CC0\n') },
        { name: 'README.md', data: bin('# set\n'), deflated: true },
      ]),
    }),
  ],
  [
    'archive-structure',
    'modes',
    'tar',
    'a folder, a script that may be run, and a link to a file beside it',
    () => ({
      'export.tar': tape(
        { name: 'export', type: '5', mode: 0o755 },
        { name: 'export/serve.sh', data: '#!/bin/sh\nexec python -m tiny.serve "$@"\n', mode: 0o755 },
        { name: 'export/v2', type: '5', mode: 0o755 },
        { name: 'export/v2/labels.txt', data: 'no\nyes\n' },
        { name: 'export/labels.txt', type: '2', link: 'v2/labels.txt' },
      ),
    }),
  ],
  [
    'archive-structure',
    'unicode-name',
    'tar',
    'an extended header with a name in Japanese',
    () => ({ 'data.tar': tape(pax({ path: 'データ/学習.txt' }), { name: '??/??.txt', data: 'a\n' }) }),
  ],
  [
    'archive-structure',
    'hard-link',
    'tar',
    'a hard link to an earlier member',
    () => ({
      'shards.tar': tape(
        { name: 'a/model.bin', data: bin(eight) },
        { name: 'b/model.bin', type: '1', link: 'a/model.bin' },
      ),
    }),
  ],
  [
    'archive-structure',
    'spaces',
    'zip',
    'names with spaces, brackets, accents and two dots in a row',
    () => ({
      'results (final).zip': zip([
        { name: 'run 1/loss..csv', data: bin('step,loss\n1,0.5\n') },
        { name: 'run 1/é [best].txt', data: bin('ok\n'), both: { flags: 0x800 } },
      ]),
    }),
  ],
  [
    'archive-structure',
    'web-dataset',
    'tar',
    'a shard of a web dataset',
    () => ({
      'shard-000000.tar': tape(
        ...Array.from({ length: 8 }, (_, i) => [
          { name: `${i}.txt`, data: `caption ${i}\n` },
          { name: `${i}.json`, data: `{"id": ${i}}` },
          { name: `${i}.npy`, data: npy('<f4', '(4,)', floats) },
        ]).flat(),
      ),
    }),
  ],
  [
    'container',
    'jsonl-gz-in-zip',
    'zip',
    'gzipped lines inside a zip',
    () => ({
      'corpus.zip': zip([
        { name: 'part-0.jsonl.gz', data: gz(bin('{"text": "a"}\n'.repeat(50))) },
        { name: 'part-1.jsonl.gz', data: gz(bin('{"text": "b"}\n'.repeat(50))) },
      ]),
    }),
  ],
  [
    'container',
    'mean-zlib',
    'compressed',
    'a plain list of numbers within zlib',
    () => ({ 'mean.bin.z': zl(bin(f32(...Array.from({ length: 64 }, (_, i) => i / 64)))) }),
  ],
  [
    'container',
    'spacy-package',
    'tar',
    'a package of a language model, with its metadata and an import',
    () => ({
      'en_tiny-1.0.tar.gz': gz(
        tape(
          { name: 'en_tiny-1.0/PKG-INFO', data: 'Metadata-Version: 2.1\nName: en_tiny\nVersion: 1.0\n' },
          {
            name: 'en_tiny-1.0/en_tiny/__init__.py',
            data: 'from pathlib import Path\nfrom spacy.util import load_model_from_init_py, get_model_meta\n\n__version__ = get_model_meta(Path(__file__).parent)["version"]\n\n\ndef load(**overrides):\n    return load_model_from_init_py(__file__, **overrides)\n',
          },
          { name: 'en_tiny-1.0/en_tiny/meta.json', data: json({ lang: 'en', name: 'tiny', version: '1.0' }) },
        ),
      ),
    }),
  ],
  [
    'nested',
    'bytes-value',
    'pickle',
    'encoded pictures as values: PNG and base64',
    () => ({
      'cache.pkl': pk(
        dict(
          ['png', hex('89504e470d0a1a0a0000000d49484452')],
          ['b64', 'aGVsbG8gd29ybGQsIHRoaXMgaXMgYSBsb25nIGhhcm1sZXNzIHRleHQ='],
        ),
        4,
      ),
    }),
  ],
  [
    'nested',
    'zip-in-zip',
    'zip',
    'an archive of arrays inside an archive',
    () => ({
      'bundle.zip': zip([
        { name: 'arrays.npz', data: unpackToo('npz') },
        { name: 'notes.txt', data: bin('numpy.load("arrays.npz")\n') },
      ]),
    }),
  ],
  [
    'multi-stream',
    'two-saves',
    'torch-legacy',
    'two honest calls of torch.save into one file',
    () => ({ 'log.pth': bin(legacy(pk(legacyState(), 2)), legacy(pk(legacyState(), 2))) }),
  ],
  [
    'multi-stream',
    'two-arrays',
    'npz',
    'two honest arrays saved into one file, one after the other',
    () => ({ 'train.npy': bin(npy('<f4', '(4,)', floats), npy('<i4', '(2,)', zeros(8))) }),
  ],
  [
    'multi-stream',
    'appended-records',
    'pickle',
    'a log of two hundred small records',
    () => ({ 'log.pkl': bin(Array.from({ length: 200 }, (_, i) => pk(dict(['step', i], ['name', 'eval']), 4, true))) }),
  ],
  [
    'computed-name',
    'functions',
    'torch-zip',
    'a configuration of training that holds a loss function, a dtype and a shape',
    () => ({
      'config.pt': torchZip(
        pk(
          dict(
            ['loss', ref('torch.nn.functional', 'cross_entropy')],
            ['dtype', ref('torch', 'bfloat16')],
            ['shape', call(ref('torch', 'Size'), tup(2, 2))],
          ),
          2,
        ),
        { storages: {} },
      ),
    }),
  ],
  [
    'lying-extension',
    'bin-safetensors',
    'folder',
    'safetensors under the name that older tools expect',
    () => ({
      'README.md': bin('# renamed for an old tool\n'),
      'weights.bin': safetensors([{ name: 'a', shape: [4] }], four),
    }),
  ],
  [
    'lying-extension',
    'raw-bin',
    'folder',
    'raw numbers called model.bin',
    () => ({ 'config.json': json({ dtype: 'float32', shape: [8] }), 'model.bin': eight }),
  ],
  [
    'lying-extension',
    'text-dat',
    'folder',
    'merges and words under endings of data',
    () => ({ 'vocab.dat': bin('a\nb\nc\n'), 'labels.bin': bin('no\nyes\n') }),
  ],
  [
    'broken-stream',
    'marker',
    'safetensors',
    'an empty file that marks the end of a job, beside good weights',
    () => ({ '.done': bin(''), 'model.safetensors': safetensors([{ name: 'a', shape: [4] }], four) }),
  ],
];

export const cleanFileCases: readonly DetectCase[] = files.map(([trick, name, container, title, build]) =>
  good(trick, name, container, title, build),
);
