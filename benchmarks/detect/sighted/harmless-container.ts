import { deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { bytesOf, op } from '../../../src/formats/pickle/assemble.fixture.ts';
import { arrayWrapper, dtype, joblibFile, padding } from '../../../src/formats/pickle/joblib.fixture.ts';
import { writeSevenZip } from '../../../src/formats/seven-zip/write.fixture.ts';
import { schema, seeds as schemas } from '../../../src/formats/skops-schema/fuzz.ts';
import { torchTar, writeTar } from '../../../src/formats/tar/write.fixture.ts';
import { writeZip } from '../../../src/formats/zip/write.fixture.ts';
import type { DetectCase } from '../case.ts';
import { COMPRESSED } from './compressed.fixture.ts';
import { innocent, program2, stateDict, text, torchZip } from './make.ts';

const container = innocent('container');
const structure = innocent('archive-structure');
const CLEAN = program2(stateDict());
const LIST = program2(op.emptyList);
const NUMBERS = new Uint8Array(32).fill(1);
const decoded = (base64: string): Uint8Array => Uint8Array.from(Buffer.from(base64, 'base64'));
const exact = (bytes: Uint8Array): Uint8Array => Uint8Array.from(bytes);
const csv = (): Uint8Array => text('id,value\n'.concat('1,0.5\n'.repeat(200)));

/** Ordinary compressed files, archives and joblib dumps. */
export const harmlessContainerCases: readonly DetectCase[] = [
  ...(['bzip2', 'lzma', 'xz', 'lz4'] as const).map((name) =>
    container.files('compressed', name, `A state dict compressed by ${name}`, () => ({
      'weights.joblib': decoded(COMPRESSED.clean[name]),
    })),
  ),
  container.files('compressed', 'zlib', 'A state dict compressed by zlib', () => ({
    'weights.pkl': exact(deflateSync(CLEAN)),
  })),
  container.files('compressed', 'zstd', 'A state dict compressed by Zstandard', () => ({
    'weights.pkl.zst': exact(zstdCompressSync(CLEAN)),
  })),
  container.files('compressed', 'zfile', 'A compressed file of joblib before 0.10', () => ({
    'weights.pkl': bytesOf(`ZF${`0x${CLEAN.length.toString(16)}`.padEnd(19)}`, deflateSync(CLEAN)),
  })),
  container.files('compressed', 'table', 'A compressed table', () => ({ 'data.csv.gz': exact(gzipSync(csv())) })),
  container.files('compressed', 'text-like', 'Texts that begin like compressed data', () => ({
    'formula.txt': text('x^2 + y^2 = z^2, as everybody knows who went to school. '.repeat(20)),
    'notes.md': text('BZh is how bzip2 files begin, and 7z ones with 7z.\n'),
  })),
  container.files('joblib', 'array', 'An array as old versions of joblib write it', () => ({
    'scaler.joblib': joblibFile({}, NUMBERS),
  })),
  container.files('joblib', 'padded-array', 'An array as joblib 1.2 and later write it', () => {
    const start = bytesOf(op.proto(3), arrayWrapper({ alignment: [0x4b, 16] }));
    return { 'scaler.joblib': bytesOf(start, padding(start.length), NUMBERS, op.stop) };
  }),
  container.files('joblib', 'objects', 'An array of objects', () => ({
    'labels.joblib': joblibFile({ dtype: dtype('O8', -1, 63) }, LIST),
  })),
  container.files('joblib', 'opcode-like', 'Numbers that begin like opcodes', () => ({
    'image.joblib': joblibFile(
      { dtype: dtype('u1'), shape: bytesOf([0x4b, 90], op.tuple1) },
      new Uint8Array(90).fill(0x4e),
    ),
  })),
  container.files('tar', 'torch', 'A torch file from before 2017', () => ({ 'model.pth': torchTar(CLEAN, LIST) })),
  container.files('tar', 'nemo', 'A NeMo archive', () => ({
    'model.nemo': writeTar({
      members: [
        { name: './', type: '5' },
        { name: './model_config.yaml', data: 'name: model\n' },
        { name: './model_weights.ckpt', data: torchZip(CLEAN) },
      ],
    }),
  })),
  container.files('7z', 'weights', 'A state dict in a 7z archive', () => ({
    'weights.7z': decoded(COMPRESSED.clean.sevenZip),
  })),
  container.files('zip', 'skops', 'A fitted scaler by skops', () => ({
    'model.skops': writeZip({ members: [{ name: 'schema.json', data: schemas()[0]?.bytes ?? schema({}), method: 8 }] }),
  })),
  container.files('zip', 'torchserve', 'A TorchServe archive', () => ({
    'model.mar': writeZip({
      members: [
        { name: 'MAR-INF/MANIFEST.json', data: text('{"model": {"serializedFile": "model.pt"}}'), method: 8 },
        { name: 'model.pt', data: torchZip(CLEAN) },
      ],
    }),
  })),
  structure.files('tar', 'source', 'A source bundle with folders, a link within and long names', () => {
    const long = `${'package/'.repeat(15)}module.py`;
    return {
      'source.tar.gz': exact(
        gzipSync(
          writeTar({
            members: [
              { name: 'package/', type: '5' },
              { name: long.slice(0, 100), longName: long, dialect: 'gnu', data: 'x = 1\n' },
              {
                name: 'package/größe.txt'.replace(/[^\x20-\x7e]/g, '?'),
                pax: { path: 'package/größe.txt' },
                data: '1',
              },
              { name: 'package/latest', type: '2', target: 'module.py' },
            ],
            zeros: 12,
          }),
        ),
      ),
    };
  }),
  structure.files('tar', 'old', 'An archive in the format of 1979', () => ({
    'data.tar': writeTar({ members: [{ name: 'data.csv', data: csv(), dialect: 'v7', type: '\0' }] }),
  })),
  structure.files('compressed', 'parallel', 'Several gzip members, as parallel compressors write them', () => ({
    'reads.txt.gz': bytesOf(gzipSync('first half\n'), gzipSync('second half\n'), gzipSync('')),
  })),
  structure.files('compressed', 'padded', 'Zeros behind compressed data, as tapes have them', () => ({
    'data.csv.zst': bytesOf(zstdCompressSync(csv()), new Uint8Array(512)),
  })),
  structure.files('7z', 'folder', 'Two plain members', () => ({
    'data.7z': writeSevenZip({
      members: [
        { name: 'data/a.csv', data: csv() },
        { name: 'data/b.csv', data: 'x\n' },
      ],
    }),
  })),
];
