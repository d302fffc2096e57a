import { zstdCompressSync } from 'node:zlib';
import type { Container, DetectCase, TrickClass } from '../case.ts';
import { bin, crc32, hex, u16, u32, u64, zeros } from '../blind/bytes.ts';
import { gz } from '../blind/containers.ts';
import { bad, ECHO, type Files, rows } from '../blind/make.ts';
import { build, call, dict, newobj, pk, ref, tup } from '../blind/pickle.ts';
import { pax, tape } from '../blind/tape.ts';
import { json } from '../blind/templates.ts';
import { baseKv, eight, four, gguf, safetensorsRaw } from '../blind/tensors.ts';
import { npy, ordered, stateDict, tensor, torchZip } from '../blind/torch.ts';
import { regex, tokenizer } from '../blind/vocabulary.ts';
import { zip } from '../blind/zip.ts';
import { unpackThird } from './packed.ts';

const system = call(ref('posix', 'system'), ECHO);
const hostile = (p = 4): Uint8Array => pk(system, p);
const honest = (): Uint8Array => pk(stateDict(), 2);
const hostileTorch = (): Uint8Array => torchZip(pk(stateDict(['extra', system]), 2));
const many = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);

type Row = readonly [name: string, container: Container, title: string, files: () => Files];
const cases = (trick: TrickClass, table: readonly Row[]): DetectCase[] =>
  table.map(([name, container, title, files]) => bad(trick, name, container, title, files));

/** Traditional encryption of zip archives, with a header of zeros. */
function encrypted(data: Uint8Array, password: string): Uint8Array {
  let [a, b, c] = [0x12345678, 0x23456789, 0x34567890];
  const step = (key: number, byte: number): number => (crcStep(key, byte) ^ 0) >>> 0;
  const update = (byte: number): void => {
    a = step(a, byte);
    b = (Math.imul((b + (a & 255)) >>> 0, 134775813) + 1) >>> 0;
    c = step(c, b >>> 24);
  };
  for (const byte of bin(password)) update(byte);
  const plain = bin(zeros(11), crc32(data) >>> 24, data);
  return plain.map((byte) => {
    const mask = (c | 2) & 0xffff;
    const masked = byte ^ ((Math.imul(mask, mask ^ 1) >>> 8) & 255);
    update(byte);
    return masked;
  });
}

/** One step of CRC-32 without its inversions. */
function crcStep(key: number, byte: number): number {
  let low = (key ^ byte) & 255;
  for (let k = 0; k < 8; k += 1) low = low & 1 ? 0xedb88320 ^ (low >>> 1) : low >>> 1;
  return (low ^ (key >>> 8)) >>> 0;
}

/** The end record of a small archive says where its directory is and how long. */
function parts(archive: Uint8Array): { locals: Uint8Array; central: Uint8Array } {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.length);
  const size = view.getUint32(archive.length - 10, true);
  const at = view.getUint32(archive.length - 6, true);
  return { locals: archive.subarray(0, at), central: archive.subarray(at, at + size) };
}

/** Two directories over two archives: the zip64 end record names the second, the ordinary one the first. */
function twoDirectories(): Uint8Array {
  const safe = parts(torchZip(honest()));
  const other = parts(torchZip(pk(stateDict(['extra', system]), 2), { prefix: safe.locals }));
  const firstAt = other.locals.length;
  const secondAt = firstAt + safe.central.length;
  const recordAt = secondAt + other.central.length;
  return bin(
    [other.locals, safe.central, other.central],
    [u32(0x06064b50), u64(44), u16(45), u16(45), u32(0), u32(0), u64(4), u64(4)],
    [u64(other.central.length), u64(secondAt)],
    [u32(0x07064b50), u32(0), u64(recordAt), u32(1)],
    [u32(0x06054b50), u16(0), u16(0), u16(4), u16(4), u32(safe.central.length), u32(firstAt), u16(0)],
  );
}

const zips = cases('zip-structure', [
  [
    'bzip2-member',
    'zip',
    'the pickle is a member packed by bzip2',
    () => {
      const plain = unpackThird('pickleFramed');
      const packed = unpackThird('pickleBz2');
      const says = { method: 12, crc: crc32(plain), usize: plain.length };
      return { 'bundle.zip': zip([{ name: 'model.pkl', data: packed, both: says }]) };
    },
  ],
  [
    'password',
    'zip',
    'the pickle is encrypted; the card says the password',
    () => {
      const data = hostile(2);
      const says = { flags: 1, crc: crc32(data), usize: data.length };
      return {
        'README.md': bin('# Tiny\n\nUnpack `weights.zip` with the password `tiny`, then load `model.pkl`.\n'),
        'weights.zip': zip([{ name: 'model.pkl', data: encrypted(data, 'tiny'), both: says }]),
      };
    },
  ],
  [
    'two-directories',
    'torch-zip',
    'the zip64 end record names another directory than the ordinary one: there the pickle runs a command',
    () => ({ 'pytorch_model.bin': twoDirectories() }),
  ],
  [
    'unreadable-first',
    'zip',
    'the first member cannot be unpacked, the second runs a command',
    () => ({
      'bundle.zip': zip([
        { name: 'a.json', data: hex('ffffffffffffffff'), both: { method: 8, usize: 64, crc: 1 } },
        { name: 'model.pkl', data: hostile(), deflated: true },
      ]),
    }),
  ],
  [
    'many-members',
    'zip',
    'six thousand small members, then one that runs a command',
    () => ({
      'bundle.zip': zip([
        ...many(6000).map((i) => ({ name: `d/${i}.txt`, data: bin('x') })),
        { name: 'd/z.pkl', data: hostile() },
      ]),
    }),
  ],
]);

const lies = cases('lying-extension', [
  ['no-extension', 'folder', 'a pickle of protocol 0 without any extension', () => ({ weights: hostile(0) })],
  [
    'npz',
    'folder',
    'a torch archive with a call under the name of an archive of arrays',
    () => ({ 'model.npz': hostileTorch() }),
  ],
  [
    'plain-gz',
    'joblib',
    'the name says gzip, joblib goes by the content: a plain pickle',
    () => ({ 'model.pkl.gz': hostile() }),
  ],
  [
    'hdf5',
    'folder',
    'a pickle that runs a command, and 512 bytes in the signature where readers of HDF5 look for it',
    () => {
      const body = hostile(2);
      return { 'model.h5': bin(body, zeros(512 - body.length), hex('894844460d0a1a0a'), zeros(88)) };
    },
  ],
  [
    'netcdf',
    'folder',
    'the file begins like netCDF and is a pickle that runs a command',
    () => ({ 'climate.nc': bin('CDF', 1, zeros(66), '0', hostile(2)) }),
  ],
]);

const wrapper = build(
  newobj(ref('joblib.numpy_pickle_compat', 'NDArrayWrapper')),
  dict(['filename', 'model.pkl_01.npy'], ['subclass', ref('numpy', 'ndarray')], ['allow_mmap', true]),
);
const containers = cases('container', [
  [
    'wheel',
    'zip',
    'a wheel whose package runs a command when it is imported',
    () => ({
      'tiny_model-1.0-py3-none-any.whl': zip([
        { name: 'tiny_model/__init__.py', data: bin(`import os\n\nos.system("${ECHO}")\n`), deflated: true },
        {
          name: 'tiny_model-1.0.dist-info/METADATA',
          data: bin('Metadata-Version: 2.1\nName: tiny-model\nVersion: 1.0\n'),
        },
        { name: 'tiny_model-1.0.dist-info/WHEEL', data: bin('Wheel-Version: 1.0\nTag: py3-none-any\n') },
      ]),
    }),
  ],
  [
    'tar-zst',
    'tar',
    'a tar inside zstd holds the pickle',
    () => ({
      'model.tar.zst': new Uint8Array(
        zstdCompressSync(tape({ name: 'tiny/config.json', data: '{}' }, { name: 'tiny/model.pkl', data: hostile() })),
      ),
    }),
  ],
  [
    'skipped-frame',
    'compressed',
    'a frame that readers of zstd skip stands before that with the pickle',
    () => ({
      'model.pkl.zst': bin(hex('512a4d18'), u32(40), zeros(40), new Uint8Array(zstdCompressSync(hostile()))),
    }),
  ],
  [
    'disk-cache',
    'folder',
    'a cache of answers in SQLite, whose values are pickles that the cache loads',
    () => ({ 'cache.db': unpackThird('diskCache'), 'config.json': json({ model_type: 'bert' }) }),
  ],
  [
    'sidecar',
    'joblib',
    'a dump of old joblib that loads an array of objects from the file next to it',
    () => ({ 'model.pkl': pk([wrapper], 2), 'model.pkl_01.npy': npy('|O', '(1,)', pk([system], 2)) }),
  ],
]);

const tapes = cases('archive-structure', [
  [
    'sparse-bomb',
    'tar',
    'a sparse member of a kilobyte that unpacks to eight terabytes',
    () => ({
      'model.tar': tape(
        pax({
          'GNU.sparse.major': '1',
          'GNU.sparse.minor': '0',
          'GNU.sparse.name': 'w.bin',
          'GNU.sparse.realsize': '8796093022208',
        }),
        { name: 'GNUSparseFile.0/w.bin', data: bin('1\n8796093021696\n512\n', zeros(492), zeros(512)) },
      ),
    }),
  ],
  [
    'sparse-name',
    'tar',
    'the name of a sparse member climbs out of the folder, that of its header does not',
    () => ({
      'model.tar': tape(
        pax({
          'GNU.sparse.major': '1',
          'GNU.sparse.minor': '0',
          'GNU.sparse.name': '../../pwned',
          'GNU.sparse.realsize': '512',
        }),
        { name: 'GNUSparseFile.0/w.bin', data: bin('1\n0\n512\n', zeros(504), zeros(512)) },
      ),
    }),
  ],
  [
    'link-chain',
    'tar',
    'two links that stay inside each by its name, and together lead out',
    () => ({
      'model.tar': tape(
        { name: 'd/', type: '5' },
        { name: 'd/here', type: '2', link: '.' },
        { name: 'd/here/up', type: '2', link: '../..' },
        { name: 'd/up/pwned', data: 'pwned' },
      ),
    }),
  ],
  [
    'hard-link-to-link',
    'tar',
    'a hard link to a link that leads to a file of the host',
    () => ({
      'model.tar.gz': gz(
        tape({ name: 'a', type: '2', link: '/etc/passwd' }, { name: 'config.json', type: '1', link: 'a' }),
      ),
    }),
  ],
  [
    'drive-letter',
    'zip',
    'a member has a path with the letter of a drive',
    () => ({
      'model.zip': zip([
        { name: 'config.json', data: bin('{}') },
        { name: 'C:/Users/Public/pwned.bat', data: bin('echo pwned\r\n') },
      ]),
    }),
  ],
]);

/** Archives in archives, as deep as wanted. */
const deep = (levels: number): Uint8Array =>
  many(levels).reduce((data: Uint8Array, i) => zip([{ name: `${i}.zip`, data, deflated: true }]), bin('x'));

const bombs: DetectCase[] = [
  ...cases('resource', [
    [
      'tokenizer-pattern',
      'repository',
      'a pattern over each text takes exponential time, at which the library gives up with a panic',
      () => ({
        'tokenizer.json': tokenizer({ normalizer: regex('^(?:(?:a|aa)+)+$', 'a') }),
      }),
    ],
    [
      'text-length',
      'gguf',
      'a text claims 2^63 - 1 bytes',
      () => ({
        'model.gguf': gguf(
          [...baseKv, ['general.license', 8, bin(u64(0x7fffffffffffffffn), 'mit')]],
          [{ name: 'token_embd.weight' }],
        ),
      }),
    ],
    ['deep-archives', 'zip', 'archives in archives, three hundred deep', () => ({ 'data.zip': deep(300) })],
  ]),
  ...rows('resource', [
    [
      'endless',
      'pickle',
      4,
      'a list of numbers that do not end',
      call(ref('builtins', 'list'), call(ref('itertools', 'count'))),
    ],
    [
      'copied-view',
      'torch-zip',
      2,
      'a view of one number that is four terabytes when it is copied out',
      call(
        call(ref('operator', 'methodcaller'), 'contiguous'),
        tensor('0', { numel: 4, shape: [1_000_000, 1_000_000], stride: [0, 0] }),
      ),
    ],
  ]),
];

const indices = (): Uint8Array => bin(u64(0), u64(9_000_000));
const sparse = call(
  ref('torch._utils', '_rebuild_sparse_tensor'),
  call(ref('torch.serialization', '_get_layout'), 'torch.sparse_coo'),
  tup(
    tensor('1', { storage: 'LongStorage', numel: 2, shape: [1, 2], stride: [2, 1] }),
    tensor('0', { numel: 4, shape: [2], stride: [1] }),
    call(ref('torch', 'Size'), tup(4)),
    false,
  ),
);
const structures = cases('tensor-structure', [
  [
    'nul-in-name',
    'safetensors',
    'two names that are one for readers which end texts at NUL',
    () => ({
      'model.safetensors': safetensorsRaw(
        '{"layer.weight":{"dtype":"F32","shape":[4],"data_offsets":[0,16]},"layer.weight\\u0000x":{"dtype":"F32","shape":[4],"data_offsets":[16,32]}}',
        eight,
      ),
    }),
  ],
  [
    'float-offset',
    'safetensors',
    'an offset is written as a fraction, which readers round each in its own way',
    () => ({
      'model.safetensors': safetensorsRaw('{"w":{"dtype":"F32","shape":[4],"data_offsets":[0,16.4]}}', four),
    }),
  ],
  [
    'sparse-outside',
    'torch-zip',
    'an index of a sparse tensor lies nine million places outside of it',
    () => ({
      'pytorch_model.bin': torchZip(pk(ordered(['w', sparse]), 2), { storages: { '0': four, '1': indices() } }),
    }),
  ],
  [
    'gguf-unaligned',
    'gguf',
    'a tensor begins five bytes behind the place that its alignment demands',
    () => ({
      'model.gguf': gguf(baseKv, [{ name: 'a' }, { name: 'b', offset: 37 }], { data: zeros(96) }),
    }),
  ],
  [
    'gguf-long-name',
    'gguf',
    'the name of a tensor has four hundred letters and is copied into sixty-four',
    () => ({ 'model.gguf': gguf(baseKv, [{ name: `blk.0.${'a'.repeat(394)}` }]) }),
  ],
]);

export const archiveCases: readonly DetectCase[] = [...zips, ...lies, ...containers, ...tapes, ...bombs, ...structures];
