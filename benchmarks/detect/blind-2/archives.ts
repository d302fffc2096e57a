import type { DetectCase } from '../case.ts';
import { bin, crc32, deflate, le, type Part, u16, u32, zeros } from '../blind/bytes.ts';
import { gz, unpack } from '../blind/containers.ts';
import { bad, ECHO, PRINT } from '../blind/make.ts';
import { call, dict, pk, ref } from '../blind/pickle.ts';
import { pax, tape } from '../blind/tape.ts';
import { json } from '../blind/templates.ts';
import {
  floats,
  legacy,
  legacyState,
  npy,
  ordered,
  stateDict,
  tensor,
  torchEntries,
  torchZip,
} from '../blind/torch.ts';
import { zip } from '../blind/zip.ts';

const system = call(ref('posix', 'system'), ECHO);
const evilState = (): Uint8Array => pk(stateDict(['x', system]), 2);
const calmState = (): Uint8Array => pk(stateDict(), 2);
const evil = (p = 4): Uint8Array => pk(system, p);
const calm = (): Uint8Array => pk(dict(['mean', [1, 2]]), 4);

/** A local header of a stored member, followed by its data. */
function localFile(name: string, data: Uint8Array): Uint8Array {
  return bin(
    [u32(0x04034b50), u16(20), u16(0), u16(0), u16(0), u16(0x21)],
    [u32(crc32(data)), u32(data.length), u32(data.length), u16(name.length), u16(0), name, data],
  );
}

/** The pickle of the archive lies, with its local header, inside the bytes of a tensor. */
function insideTensor(): Uint8Array {
  const name = 'archive/data.pkl';
  const hidden = pk(ordered(['layer.weight', tensor('0', { numel: 300 })], ['x', system]), 2);
  const start = bin(floats, localFile(name, hidden));
  const storage = bin(start, zeros(1200 - start.length));
  const open = torchZip(calmState(), { storages: { '0': storage } });
  const at = Buffer.from(open).indexOf(Buffer.from(localFile(name, hidden)));
  const [, ...rest] = torchEntries(calmState(), { storages: { '0': storage } });
  const starts = rest.map((entry) => Buffer.from(open).indexOf(entry.name) - 30);
  const end = Buffer.from(open).indexOf(Buffer.from(u32(0x02014b50)));
  const headers = [
    { name, data: hidden, offset: at },
    ...rest.map((entry, i) => ({ ...entry, offset: starts[i] ?? 0 })),
  ];
  const directory = zip(headers.map((entry) => ({ ...entry, noLocal: true })));
  const tail = directory.slice();
  tail.set(u32(end), tail.length - 6);
  return bin(open.subarray(0, end), tail);
}

const zip64Sizes = (size: number): Uint8Array => bin(u16(1), u16(16), le(size, 8), le(size, 8));

const structure: DetectCase[] = [
  bad(
    'zip-structure',
    'decoy-pickle',
    'torch-zip',
    'a harmless data.pkl comes first, in a folder that torch.load does not look at',
    () => ({
      'model.pt': torchZip(evilState(), { before: [{ name: 'archive/.data/data.pkl', data: calmState(), align: 64 }] }),
    }),
  ),
  bad('zip-structure', 'local-method', 'torch-zip', 'the local header alone names a method that nobody has', () => ({
    'pytorch_model.bin': torchZip(evilState(), { pickle: { local: { method: 99 } } }),
  })),
  bad('zip-structure', 'zip64-sizes', 'torch-zip', 'the sizes of the pickle stand only in the zip64 field', () => {
    const data = evilState();
    return {
      'model.pt': torchZip(data, {
        pickle: { both: { csize: 0xffffffff, usize: 0xffffffff, extra: zip64Sizes(data.length) } },
      }),
    };
  }),
  bad('zip-structure', 'self-extracting', 'zip', 'a shell script stands before the archive', () => ({
    'weights.zip': zip([{ name: 'model.pkl', data: evil(), deflated: true }], {
      prefix: bin('#!/bin/sh\necho pwned\nexit 0\n'),
    }),
  })),
  bad(
    'zip-structure',
    'short-count',
    'zip',
    'the end record counts one member of two; Python goes by the size',
    () => ({
      'bundle.zip': zip(
        [
          { name: 'scaler.pkl', data: calm() },
          { name: 'model.pkl', data: evil() },
        ],
        { eocd: { count: 1 } },
      ),
    }),
  ),
  bad('zip-structure', 'name-with-nul', 'zip', 'the name ends at a NUL, behind which it says text', () => ({
    'bundle.zip': zip([{ name: 'model.pkl\0.txt', data: evil() }]),
  })),
  bad('zip-structure', 'backslashes', 'zip', 'on Windows the member climbs out of the folder', () => ({
    'weights.zip': zip([
      { name: 'config.json', data: bin('{}\n') },
      { name: '..\\..\\AppData\\Roaming\\pwned.txt', data: bin('pwned\n') },
    ]),
  })),
  bad('zip-structure', 'inside-tensor', 'torch-zip', 'the pickle lies inside the bytes of a tensor', () => ({
    'model.pt': insideTensor(),
  })),
  bad('zip-structure', 'cron', 'zip', 'a member has an absolute path', () => ({
    'dataset.zip': zip([
      { name: 'train.csv', data: bin('text,label\n') },
      { name: '/etc/cron.d/pwned', data: bin('* * * * * root echo pwned\n') },
    ]),
  })),
];

/** Begins like a Windows bitmap, which as a pickle is a byte string, and goes on with a call. */
function bitmap(): Uint8Array {
  const text = zeros(0x14d);
  text.set(bin(u16(0), u16(0), u32(54), u32(40), u32(4), u32(4), u16(1), u16(24)), 1);
  return bin('B', 'M', [1, 0, 0], text, '0', evil(2));
}

const lies: ReadonlyArray<readonly [string, string, string, () => Uint8Array]> = [
  ['npy', 'labels.npy', 'numpy.load of a file that is no array falls back to pickle', () => evil(3)],
  ['onnx', 'model.onnx', 'a pickle under the name of another framework', () => evil(2)],
  [
    'gguf-archive',
    'model-Q4_K_M.gguf',
    'a torch archive with a call under the name of GGUF',
    () => torchZip(evilState()),
  ],
  ['bitmap', 'preview.bmp', 'the file begins like a bitmap and is a pickle that runs a command', bitmap],
  [
    'keras-h5',
    'tf_model.h5',
    'a torch file of the old form with a call under the name of Keras',
    () => legacy(pk(legacyState(['x', system]), 2)),
  ],
  [
    'sentencepiece',
    'spiece.model',
    'a pickle under the name of a tokenizer model',
    () => pk(call(ref('builtins', 'exec'), PRINT), 4),
  ],
  ['bare-safetensors', 'adapter_model.safetensors', 'a bare pickle under the name of safetensors', () => evil(4)],
  ['parquet', 'train-00000-of-00001.parquet', 'a pickle under the name of a table', () => evil(5)],
];

const containers: DetectCase[] = [
  bad(
    'container',
    'webdataset',
    'tar',
    'a sample of a web dataset is a pickle, which the reader decodes by its name',
    () => ({
      'shard-000000.tar': tape(
        { name: '000001.txt', data: 'a cat\n' },
        { name: '000001.pyd', data: evil(4) },
        { name: '000002.txt', data: 'a dog\n' },
      ),
    }),
  ),
  bad('container', 'image-layers', 'tar', 'a layer of a container image holds the pickle', () => ({
    'image.tar': tape(
      { name: 'oci-layout', data: '{"imageLayoutVersion": "1.0.0"}\n' },
      { name: 'blobs/sha256/0123456789abcdef', data: gz(tape({ name: 'models/model.pkl', data: evil() })) },
      { name: 'index.json', data: json({ schemaVersion: 2, manifests: [] }) },
    ),
  })),
  bad('container', 'mlflow-zip', 'zip', 'a zipped MLflow model whose python_model.pkl runs a command', () => ({
    'model.zip': zip([
      {
        name: 'MLmodel',
        data: bin(
          'flavors:\n  python_function:\n    loader_module: mlflow.pyfunc.model\n    python_model: python_model.pkl\n',
        ),
        deflated: true,
      },
      { name: 'python_model.pkl', data: evil(), deflated: true },
    ]),
  })),
  bad(
    'container',
    'sentence-zip',
    'zip',
    'the zip that sentence models were once spread in, its weights run a command',
    () => ({
      'bert-base-nli.zip': zip([
        {
          name: 'modules.json',
          data: json([{ idx: 0, name: '0', path: '0_BERT', type: 'sentence_transformers.models.BERT' }]),
          deflated: true,
        },
        { name: '0_BERT/config.json', data: json({ model_type: 'bert' }), deflated: true },
        { name: '0_BERT/pytorch_model.bin', data: legacy(pk(legacyState(['x', system]), 2)), deflated: true },
      ]),
    }),
  ),
  bad('container', 'gz-in-zip', 'zip', 'a gzipped pickle inside a zip inside a zip', () => ({
    'data.zip': zip([{ name: 'inner.zip', data: zip([{ name: 'vocab.pkl.gz', data: gz(evil()), deflated: true }]) }]),
  })),
  bad('container', 'joblib-in-tar', 'tar', 'a compressed joblib dump with a call in a gzipped tar', () => ({
    'model.tgz': gz(tape({ name: 'export/model.joblib', data: unpack('joblibXz') })),
  })),
  bad('container', 'npz-gz', 'compressed', 'a gzipped npz, one of whose arrays is a pickle', () => ({
    'train.npz.gz': gz(zip([{ name: 'y.npy', data: npy('|O', '(1,)', evil(3)) }])),
  })),
  bad('container', 'source-package', 'tar', 'a source package whose setup.py runs a command', () => ({
    'tiny_model-1.0.tar.gz': gz(
      tape(
        { name: 'tiny_model-1.0/PKG-INFO', data: 'Metadata-Version: 2.1\nName: tiny-model\nVersion: 1.0\n' },
        {
          name: 'tiny_model-1.0/setup.py',
          data: 'import os\nfrom setuptools import setup\n\nos.system("echo pwned")\nsetup(name="tiny-model", version="1.0")\n',
        },
      ),
    ),
  })),
];

const config = { name: 'config.json', data: '{}\n' };
const octal = (value: number): string => `${value.toString(8).padStart(6, '0')}\0 `;

/** A tar whose first member has a negative size, which makes readers go back. */
function negativeSize(): Uint8Array {
  const archive = tape({ name: 'weights.bin', data: 'x' }, config);
  archive.set(bin(Array.from({ length: 11 }, () => 0xff) as readonly Part[], 0x00), 124);
  archive.set(bin('        '), 148);
  archive.set(bin(octal(archive.subarray(0, 512).reduce((a, b) => a + b, 0))), 148);
  return archive;
}

/** A gzip member that names its file. */
function namedGzip(name: string, data: Uint8Array, crc = crc32(data)): Uint8Array {
  return bin([0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 2, 3], name, 0, deflate(data), u32(crc), u32(data.length));
}

const tapes: ReadonlyArray<readonly [string, string, string, () => Uint8Array]> = [
  [
    'fifo',
    'model.tar',
    'a member is a pipe: whoever opens it waits forever',
    () => tape(config, { name: 'vocab.txt', type: '6' }),
  ],
  [
    'setuid',
    'tools.tar',
    'a program comes with the right to run as root',
    () => tape(config, { name: 'bin/convert', data: bin(0x7f, 'ELF', 2, 1, 1, zeros(57)), mode: 0o4755 }),
  ],
  [
    'backslashes',
    'model.tar',
    'on Windows the member climbs out of the folder',
    () => tape(config, { name: '..\\..\\pwned.txt', data: 'pwned\n' }),
  ],
  [
    'global-path',
    'model.tar',
    'a global header renames what follows to a climbing path',
    () => tape({ ...pax({ path: '../../pwned.txt' }), type: 'g' }, { name: 'notes.txt', data: 'pwned\n' }),
  ],
  ['negative-size', 'weights.tar', 'a member has a negative size, over which readers loop', negativeSize],
  [
    'same-path',
    'model.tar',
    'two spellings of one path: the first is plain, the one that lasts calls',
    () => tape({ name: 'model.pkl', data: calm() }, { name: './x/../model.pkl', data: evil() }),
  ],
];

const shapes: DetectCase[] = [
  ...tapes.map(([name, file, title, build]) =>
    bad('archive-structure', name, 'tar', title, () => ({ [file]: build() })),
  ),
  bad(
    'archive-structure',
    'stored-name',
    'compressed',
    'gzip names a file outside of the folder for its content',
    () => ({
      'vocab.json.gz': namedGzip('../../.config/autostart/pwned.desktop', bin('[Desktop Entry]\nExec=echo pwned\n')),
    }),
  ),
  bad(
    'archive-structure',
    'wrong-checksum',
    'compressed',
    'the checksum is wrong, but the pickle inside has run by then',
    () => ({
      'model.pkl.gz': namedGzip('model.pkl', evil(), 0),
    }),
  ),
  bad(
    'archive-structure',
    'letter-case',
    'zip',
    'two names that are one where case does not count; the second runs a command',
    () => ({
      'model.zip': zip([
        { name: 'Model.pkl', data: calm() },
        { name: 'model.PKL', data: evil() },
      ]),
    }),
  ),
  bad('archive-structure', 'climbing-inside', 'zip', 'a tar inside a zip climbs out of the folder', () => ({
    'release.zip': zip([
      { name: 'weights.tar.gz', data: gz(tape({ name: '../../../.profile', data: 'echo pwned\n' })), deflated: true },
    ]),
  })),
];

export const archiveCases: readonly DetectCase[] = [
  ...structure,
  ...lies.map(([name, file, title, build]) =>
    bad('lying-extension', name, 'folder', title, () => ({ [file]: build() })),
  ),
  ...containers,
  ...shapes,
];
