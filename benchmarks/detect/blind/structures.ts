import type { DetectCase } from '../case.ts';
import { bin, zeros } from './bytes.ts';
import { gz, unpack, zl } from './containers.ts';
import { bad, ECHO } from './make.ts';
import { call, dict, pk, ref } from './pickle.ts';
import { longName, type Member, pax, tape } from './tape.ts';
import { zip } from './zip.ts';

const trick = 'archive-structure';
const plain = (): Uint8Array => pk(dict(['weights', [1, 2, 3]]));
const hostile = (): Uint8Array => pk(call(ref('posix', 'system'), ECHO));
const config: Member = { name: 'config.json', data: '{"model_type": "bert"}\n' };

const tapes: ReadonlyArray<readonly [string, string, string, () => Uint8Array]> = [
  [
    'parent',
    'model.tar',
    'a member climbs out of the folder',
    () => tape(config, { name: '../../outside.txt', data: 'pwned\n' }),
  ],
  [
    'absolute',
    'model.tar',
    'a member has an absolute path',
    () => tape(config, { name: '/tmp/pwned.txt', data: 'pwned\n' }),
  ],
  [
    'middle',
    'weights.nemo',
    'a path that goes down, then climbs further',
    () => tape(config, { name: 'a/b/../../../../.bashrc', data: 'echo pwned\n' }),
  ],
  [
    'prefix',
    'model.tar',
    'the ustar prefix field climbs, the name field looks plain',
    () => tape(config, { name: 'labels.txt', prefix: '../../..', data: 'pwned\n' }),
  ],
  [
    'pax-path',
    'model.tar',
    'an extended header renames a plain member to a climbing path',
    () => tape(config, pax({ path: '../../../etc/cron.d/pwned' }), { name: 'labels.txt', data: 'pwned\n' }),
  ],
  [
    'gnu-long',
    'model.tar',
    'a GNU long name renames a plain member to a climbing path',
    () => tape(config, longName(`${'../'.repeat(40)}tmp/pwned`), { name: 'labels.txt', data: 'pwned\n' }),
  ],
  [
    'symlink-out',
    'model.tar',
    'the weights are a symbolic link to a file of the host',
    () => tape(config, { name: 'model.bin', type: '2', link: '/etc/passwd' }),
  ],
  [
    'symlink-through',
    'model.tar',
    'a link to a folder outside, then a member written through it',
    () => tape(config, { name: 'data', type: '2', link: '../../..' }, { name: 'data/pwned.txt', data: 'pwned\n' }),
  ],
  [
    'hardlink',
    'model.nemo',
    'a hard link to a file of the host',
    () => tape(config, { name: 'vocab.txt', type: '1', link: '../../../../etc/passwd' }),
  ],
  [
    'pax-linkpath',
    'model.tar',
    'an extended header turns the target of an inner link outwards',
    () => tape(config, pax({ linkpath: '/etc/shadow' }), { name: 'vocab.txt', type: '2', link: 'config.json' }),
  ],
  [
    'char-device',
    'model.tar',
    'a member is a character device',
    () => tape(config, { name: 'tokenizer.model', type: '3', device: [1, 1], mode: 0o666 }),
  ],
  [
    'block-device',
    'disk.tar',
    'a member is a block device',
    () => tape(config, { name: 'shard', type: '4', device: [8, 0] }),
  ],
  [
    'duplicate',
    'model.tar',
    'two members of one name: the first is plain, the one that lasts calls os.system',
    () => tape({ name: 'model.pkl', data: plain() }, { name: 'model.pkl', data: hostile() }),
  ],
  [
    'after-end',
    'model.tar',
    'a second archive with a hostile pickle after the end blocks',
    () => bin(tape(config, { name: 'model.pkl', data: plain() }), tape({ name: 'hook.pkl', data: hostile() })),
  ],
  [
    'pax-size',
    'model.tar',
    'an extended header gives a size that hides or shows the pickle behind',
    () =>
      tape(config, pax({ size: '0' }), {
        name: 'labels.txt',
        data: tape({ name: 'model.pkl', data: hostile() }).subarray(0, 1024),
      }),
  ],
];

export const structureCases: readonly DetectCase[] = [
  ...tapes.map(([name, file, title, build]) => bad(trick, name, 'tar', title, () => ({ [file]: build() }))),
  bad(trick, 'traversal-gz', 'tar', 'a climbing path in a gzipped tar', () => ({
    'model.tar.gz': gz(tape(config, { name: '../../.ssh/authorized_keys', data: 'ssh-ed25519 AAAA pwned\n' })),
  })),
  bad(trick, 'parent', '7z', 'a 7z member climbs out of the folder', () => ({ 'model.7z': unpack('sevenTraversal') })),
  bad(trick, 'absolute', '7z', 'a 7z member has an absolute path', () => ({ 'model.7z': unpack('sevenAbsolute') })),
  bad(trick, 'duplicate', '7z', 'two 7z members of one name, the second hostile', () => ({
    'model.7z': unpack('sevenDuplicate'),
  })),
  bad(trick, 'bomb', '7z', '45 kB that become 300 MB', () => ({ 'weights.7z': unpack('sevenBomb') })),
  bad(trick, 'bomb-gz', 'compressed', '400 kB of gzip that become 400 MB', () => ({
    'vectors.bin.gz': bin(Array.from({ length: 400 }, () => gz(zeros(1_000_000)))),
  })),
  bad(trick, 'bomb-gz-gz', 'compressed', 'about a kilobyte that becomes 700 MB in two steps', () => ({
    'vectors.bin.gz.gz': unpack('gzipInGzipBomb'),
  })),
  bad(trick, 'bomb-bz2', 'compressed', '190 kB of bzip2 that become 3.6 GB', () => ({
    'corpus.txt.bz2': bin(Array.from({ length: 4000 }, () => unpack('bz2Zeros'))),
  })),
  bad(trick, 'bomb-xz', 'compressed', 'xz streams that become a gigabyte', () => ({
    'embeddings.npy.xz': bin(Array.from({ length: 32 }, () => unpack('xzZeros'))),
  })),
  bad(trick, 'bomb-zst', 'compressed', 'zstd frames that become a gigabyte', () => ({
    'tokens.bin.zst': bin(Array.from({ length: 16 }, () => unpack('zstdZeros'))),
  })),
  bad(trick, 'bomb-zlib', 'joblib', 'a joblib dump of one deflated string of 500 MB', () => ({
    'model.joblib': zl(bin(0x80, 4, 'B', [0, 0x65, 0xcd, 0x1d], zeros(500_000_000), '.')),
  })),
  bad(trick, 'gz-trailing', 'compressed', 'a hostile pickle behind the end of an ordinary gzip stream', () => ({
    'vocab.json.gz': bin(gz(bin('{"a": 0}\n')), hostile()),
  })),
  bad(trick, 'mar-traversal', 'zip', 'the TorchServe archive unpacks a handler outside its folder', () => ({
    'model.mar': zip([
      { name: 'MAR-INF/MANIFEST.json', data: bin('{"runtime": "python", "model": {"handler": "handler.py"}}') },
      { name: '../../handler.py', data: bin('print("pwned")\n'), deflated: true },
    ]),
  })),
  bad(trick, 'zip-symlink', 'zip', 'a zip member is a symbolic link to a file of the host', () => ({
    'bundle.zip': zip([
      { name: 'config.json', data: bin('{}\n') },
      { name: 'vocab.txt', data: bin('/etc/passwd'), mode: 0o120777 },
    ]),
  })),
  bad(trick, 'npz-duplicate', 'npz', 'two arrays of one name: the last one, which numpy reads, is a pickle', () => {
    const body = bin(
      0x93,
      'NUMPY',
      1,
      0,
      [118, 0],
      `{'descr': '|O', 'fortran_order': False, 'shape': (), }`.padEnd(117),
      '\n',
    );
    const harmless = bin(
      0x93,
      'NUMPY',
      1,
      0,
      [118, 0],
      `{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }`.padEnd(117),
      '\n',
    );
    return {
      'weights.npz': zip([
        { name: 'weight.npy', data: bin(harmless, zeros(4)) },
        { name: 'weight.npy', data: bin(body, hostile()) },
      ]),
    };
  }),
];
